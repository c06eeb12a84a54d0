"""Finds the report that a signed one takes the place of: the newest of ours among the study's own objects."""

from collections.abc import Iterator

from pydicom.datadict import tag_for_keyword

from medviewer.dicom.derived.object_series import MANUFACTURER, SeriesKind
from medviewer.dicom.derived.predecessor import Predecessor
from medviewer.dicom.reading.attributes import integer, text, uid
from medviewer.dicom.reading.parsing import parse
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.study import Study
from medviewer.errors import UnreadableFile

MOST_REPORTS = 200  # of one study
KEYWORDS = (
    "SpecificCharacterSet SOPClassUID SOPInstanceUID StudyInstanceUID SeriesInstanceUID Manufacturer "
    "SeriesNumber ContentDate ContentTime"
)
WANTED = frozenset(tag for word in KEYWORDS.split() if (tag := tag_for_keyword(word)) is not None)


def earlier_reports(study: Study) -> tuple[Predecessor, ...]:
    """The newest one; () where the study was opened without any."""
    found = sorted(_ours(study), key=lambda each: each[0])
    return (found[-1][1],) if found else ()


def _ours(study: Study) -> Iterator[tuple[str, Predecessor]]:
    """When it was written, and its name."""
    listed = [o for s in study.series for o in s.objects if o.object_kind is ObjectKind.REPORT]
    for each in listed[:MOST_REPORTS]:
        try:
            dataset = parse(each.path, WANTED).dataset
        except UnreadableFile:
            continue
        with without_warnings():
            is_ours = text(dataset, "Manufacturer") == MANUFACTURER
            if is_ours and integer(dataset, "SeriesNumber") == SeriesKind.REPORT.number:
                named = Predecessor(
                    uid(dataset, "StudyInstanceUID"),
                    uid(dataset, "SeriesInstanceUID"),
                    uid(dataset, "SOPClassUID"),
                    uid(dataset, "SOPInstanceUID"),
                )
                yield text(dataset, "ContentDate") + text(dataset, "ContentTime"), named
