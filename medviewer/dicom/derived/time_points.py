"""What became of a lesion since earlier examinations (TID 1502, and codes of our own): items of its group.

Only matches that the reader confirmed are told: a match is a proposal until then.
"""

from highdicom import sr
from pydicom.dataset import Dataset

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.items import code_item, number
from medviewer.domain.growth import LesionChange
from medviewer.domain.reading_record import ReadingRecord


def time_point_items(record: ReadingRecord, tracking_uid: str) -> list[Dataset]:
    """The examination's place among those compared, the change, and how fast it grew."""
    known = record.follow_up
    timeline = known.find(tracking_uid) if known is not None else None
    if (
        known is None
        or timeline is None
        or not timeline.is_confirmed
        or len(known.examinations) < 2
    ):
        return []
    count = len(known.examinations)
    items: list[Dataset] = list(sr.TimePointContext(str(count), time_point_order=count))
    if timeline.change is not LesionChange.UNKNOWN:
        items.append(code_item(codes.CHANGE, codes.CHANGES[timeline.change]))
    growth = timeline.growth
    if growth is not None:
        items += number(codes.GROWTH, growth.percent, codes.PERCENT)
        if growth.doubling_days is not None:
            items += number(codes.DOUBLING_TIME, growth.doubling_days, codes.DAY)
    return items
