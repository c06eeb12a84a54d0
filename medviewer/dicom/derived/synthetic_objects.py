"""Marks objects made of a synthetic study, so that each of them, alone, is known for what it is."""

from pydicom.dataset import Dataset

from medviewer.dicom.facts.synthetic_marks import PRIVATE_GROUP
from medviewer.domain.synthetic import MARK, PRIVATE_CREATOR, with_mark


def marked_as_synthetic(written: Dataset) -> Dataset:
    """Descriptions begin with the mark, and a private block says it again; in place."""
    written.SeriesDescription = with_mark(str(written.get("SeriesDescription", "")))
    written.StudyDescription = with_mark(str(written.get("StudyDescription", "")))
    block = written.private_block(PRIVATE_GROUP, PRIVATE_CREATOR, create=True)
    if 0x01 not in block:
        block.add_new(0x01, "LO", MARK)
    return written
