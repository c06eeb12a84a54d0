"""What the jobs that read objects do, off the GUI thread; each loads `dicom` itself, when it runs."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from medviewer.domain.content_tree import StructuredReport
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.key_objects import KeyObjects
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.own_reading import OwnReading
from medviewer.domain.paged_document import PagedDocument
from medviewer.domain.presented import Presented
from medviewer.domain.study import Study
from medviewer.domain.waveform import WaveformRecord
from medviewer.errors import UnreadableFile
from medviewer.jobs.job import JobContext
from medviewer.whole_files import exported_file

logger = logging.getLogger(__name__)

Shown = StructuredReport | KeyObjects | PagedDocument | WaveformRecord  # in a window
Content = Shown | Presented


def read_report(path: Path, study: Study) -> Content:
    from medviewer.dicom.objects import structured_report

    del study
    return structured_report.read_report(path)


def read_key_objects(path: Path, study: Study) -> Content:
    from medviewer.dicom.objects import key_objects

    del study
    return key_objects.read_key_objects(path)


def present(path: Path, study: Study) -> Content:
    from medviewer.dicom.objects import presented_images

    return presented_images.present(path, study)


def read_document(path: Path, study: Study) -> Content:
    from medviewer.dicom.objects import encapsulated_document

    del study
    return encapsulated_document.read_document(path)


def read_waveforms(path: Path, study: Study) -> Content:
    from medviewer.dicom.objects import waveforms
    from medviewer.imaging.heartbeats import heart_rhythm

    del study
    record = waveforms.read_waveforms(path)
    return replace(record, rhythms=tuple(heart_rhythm(group) for group in record.groups))


READERS: dict[ObjectKind, Callable[[Path, Study], Content]] = {
    ObjectKind.REPORT: read_report,
    ObjectKind.KEY_OBJECTS: read_key_objects,
    ObjectKind.PRESENTATION: present,
    ObjectKind.DOCUMENT: read_document,
    ObjectKind.ENCAPSULATED: read_document,
    ObjectKind.WAVEFORM: read_waveforms,
}
DOCUMENTS = frozenset(READERS) - {ObjectKind.PRESENTATION}  # have a window of their own


def read_object(listed: DicomObject, study: Study, context: JobContext) -> Content:
    """What can be shown of an object.

    Args:
        study: as it is open, for what is laid on its images.

    Raises:
        UnreadableFile: damaged, gone, or not what it says it is.
    """
    context.token.check()
    return READERS[listed.object_kind](listed.path, study)


def save_content(path: Path, target: Path, context: JobContext) -> Path:
    """Write what an object encapsulates as a file of its own.

    Raises:
        UnreadableFile: damaged or gone.
        ExportError: the folder or the disk refused.
    """
    from medviewer.dicom.objects import encapsulated_document

    content = encapsulated_document.read_content(path)
    context.token.check()
    with exported_file(target) as file:
        file.write_bytes(content)
    return target


def read_own(paths: tuple[Path, ...], context: JobContext) -> tuple[OwnReading, ...]:
    """The readings our own reports keep; those of other writers and damaged ones are passed over."""
    from medviewer.dicom.objects import own_reading

    found = []
    for path in paths:
        context.token.check()
        try:
            reading = own_reading.read_own(path)
        except UnreadableFile:
            logger.info("A report could not be read while a reading was taken over")
            continue
        if reading is not None:
            found.append(reading)
    return tuple(found)
