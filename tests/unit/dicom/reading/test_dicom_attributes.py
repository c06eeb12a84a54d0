"""Malformed attributes are empty, never errors."""

from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from medviewer.dicom.reading.attributes import (
    first_item,
    integer,
    items,
    number,
    numbers,
    text,
    texts,
    uid,
)


def dataset_with(keyword_tag: int, vr: str, value: bytes) -> Dataset:
    """A data set whose only element is as raw as in a file."""
    tag = Tag(keyword_tag)
    return Dataset({tag: RawDataElement(tag, vr, len(value), value, 0, False, True)})


ROWS, SPACING, DESCRIPTION, UID_TAG = 0x00280010, 0x00280030, 0x00081030, 0x0020000D


def test_that_a_missing_attribute_is_empty() -> None:
    empty = Dataset()

    assert text(empty, "PatientName") == ""
    assert texts(empty, "ImageType") == ()
    assert number(empty, "SliceThickness") is None
    assert integer(empty, "Rows") is None
    assert items(empty, "SharedFunctionalGroupsSequence") == ()
    assert first_item(empty, "SharedFunctionalGroupsSequence") is None


def test_that_several_values_are_read_in_order() -> None:
    spacing = dataset_with(SPACING, "DS", b"0.5\\0.75")

    assert numbers(spacing, "PixelSpacing") == (0.5, 0.75)
    assert number(spacing, "PixelSpacing") == 0.5


def test_that_a_decimal_comma_is_a_decimal_point() -> None:
    spacing = dataset_with(SPACING, "DS", b"0,5\\0,75 ")

    assert numbers(spacing, "PixelSpacing") == (0.5, 0.75)


def test_that_padding_is_no_part_of_a_text() -> None:
    described = dataset_with(DESCRIPTION, "LO", b" Thorax \0")

    assert text(described, "StudyDescription") == "Thorax"


def test_that_a_uid_has_no_padding() -> None:
    assert uid(dataset_with(UID_TAG, "UI", b"1.2.3\0"), "StudyInstanceUID") == "1.2.3"


def test_that_a_number_that_is_none_counts_as_missing() -> None:
    assert numbers(dataset_with(SPACING, "DS", b"wide\\0.5"), "PixelSpacing") == ()


def test_that_infinity_counts_as_missing() -> None:
    assert numbers(dataset_with(SPACING, "DS", b"1e999\\1"), "PixelSpacing") == ()


def test_that_a_value_of_the_wrong_length_counts_as_missing() -> None:
    assert integer(dataset_with(ROWS, "US", b"\x01\x02\x03"), "Rows") is None
