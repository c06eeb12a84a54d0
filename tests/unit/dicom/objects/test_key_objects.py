"""Key object selections."""

from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from medviewer.dicom.objects.key_objects import read_key_objects
from tests.phantoms.reports import coded, content, image, report, write_object

KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59"


def selection(title: Dataset, *children: Dataset) -> Dataset:
    dataset = report(*children, sop_class=KEY_OBJECTS)
    dataset.ConceptNameCodeSequence = Sequence([title])
    return dataset


def test_that_images_keep_the_order_they_were_picked_in(tmp_path: Path) -> None:
    picked = selection(
        coded("113000", "DCM", "Of Interest"), image("1.2.9"), image("1.2.3", [2, 5])
    )

    found = read_key_objects(write_object(tmp_path / "ko.dcm", picked))

    assert [(r.sop_instance_uid, r.frames) for r in found.references] == [
        ("1.2.9", ()),
        ("1.2.3", (2, 5)),
    ]
    assert not found.is_withdrawn


def test_that_a_rejection_is_told_with_its_words(tmp_path: Path) -> None:
    words = content("TEXT", coded("113012", "DCM", "Key Object Description"), TextValue="Moved")
    rejected = selection(
        coded("113001", "DCM", "Rejected for Quality Reasons"), words, image("1.2.9")
    )

    found = read_key_objects(write_object(tmp_path / "ko.dcm", rejected))

    assert found.is_withdrawn
    assert found.speaks_of_quality
    assert found.description == "Moved"
