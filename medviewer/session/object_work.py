"""What the jobs that read objects do, off the GUI thread; each loads `dicom` itself, when it runs."""

from collections.abc import Callable
from pathlib import Path

from medviewer.domain.content_tree import StructuredReport
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.object_kind import ObjectKind
from medviewer.jobs.job import JobContext

Content = StructuredReport


def read_report(path: Path) -> StructuredReport:
    from medviewer.dicom.objects import structured_report

    return structured_report.read_report(path)


DOCUMENTS: dict[ObjectKind, Callable[[Path], Content]] = {ObjectKind.REPORT: read_report}


def read_object(listed: DicomObject, context: JobContext) -> Content:
    """What a window can show of an object.

    Raises:
        UnreadableFile: damaged, gone, or not what it says it is.
    """
    context.token.check()
    return DOCUMENTS[listed.object_kind](listed.path)
