"""Items walked over are those pydicom reads; what is unusual is left to it."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from medviewer.dicom.reading.attributes import first_item, items, numbers, text
from medviewer.dicom.reading.parsing import parse
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walked_items import walked_items
from tests.phantoms.dicom_files import write_image

PER_FRAME = 0x52009230
CHARSET = 0x00080005
WANTED = frozenset([CHARSET, PER_FRAME])
PIXELS = np.zeros((4, 4), np.uint16)
BOTH = pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
LENGTHS = pytest.mark.parametrize("is_undefined", [True, False], ids=["undefined", "known"])


def written(path: Path, syntax: UID, *, is_undefined: bool = False, charset: str = "") -> Path:
    """Three frames, each with its place in a sequence within the sequence."""
    groups = []
    for frame in range(3):
        place, group = Dataset(), Dataset()
        place.ImagePositionPatient = [1, 2, frame]
        place.is_undefined_length_sequence_item = is_undefined
        group.PlanePositionSequence = [place]
        group["PlanePositionSequence"].is_undefined_length = is_undefined
        group.FrameComments = "Größe"
        group.is_undefined_length_sequence_item = is_undefined
        groups.append(group)
    attributes = {"SpecificCharacterSet": charset or "ISO_IR 100"}
    dataset = write_image(
        path, PIXELS, syntax, PerFrameFunctionalGroupsSequence=groups, **attributes
    )
    dataset["PerFrameFunctionalGroupsSequence"].is_undefined_length = is_undefined
    dataset.save_as(path)
    return path


@BOTH
@LENGTHS
def test_that_items_within_items_are_found(
    tmp_path: Path, syntax: UID, *, is_undefined: bool
) -> None:
    path = written(tmp_path / "a", syntax, is_undefined=is_undefined)

    groups = items(parse(path, WANTED).dataset, "PerFrameFunctionalGroupsSequence")

    places = [first_item(group, "PlanePositionSequence") for group in groups]
    assert all(isinstance(group, WalkedDataset) for group in groups)
    assert [numbers(place, "ImagePositionPatient") for place in places if place is not None] == [
        (1.0, 2.0, float(frame)) for frame in range(3)
    ]


@BOTH
def test_that_pydicom_reads_the_same_items(tmp_path: Path, syntax: UID) -> None:
    path = written(tmp_path / "a", syntax)

    groups = items(parse(path, WANTED).dataset, "PerFrameFunctionalGroupsSequence")

    by_pydicom = dcmread(path).PerFrameFunctionalGroupsSequence
    for group, expected in zip(groups, by_pydicom, strict=True):
        assert group.PlanePositionSequence[0].ImagePositionPatient == [
            float(one) for one in expected.PlanePositionSequence[0].ImagePositionPatient
        ]


@BOTH
def test_that_items_have_the_character_set_around_them(tmp_path: Path, syntax: UID) -> None:
    path = tmp_path / "a"
    group = Dataset()
    group.FrameComments = "Жук"
    write_image(
        path,
        PIXELS,
        syntax,
        SpecificCharacterSet="ISO_IR 144",
        PerFrameFunctionalGroupsSequence=[group],
    )

    (found,) = items(parse(path, WANTED).dataset, "PerFrameFunctionalGroupsSequence")

    assert text(found, "FrameComments") == "Жук"


ROWS = b"\x28\x00\x10\x00US\x02\0\x04\0"
ITEM = b"\xfe\xff\x00\xe0"


@pytest.mark.parametrize(
    "value",
    [
        ITEM + b"\xff\0\0\0" + ROWS,
        ITEM + b"\x0c\0\0\0" + ROWS,
        ITEM + b"\xff\xff\xff\xff" + ROWS,
        ITEM + b"\x14\0\0\0" + ROWS + ROWS,
        ROWS,
        ITEM,
    ],
    ids=["beyond the end", "too long", "endless", "twice", "no item", "no length"],
)
def test_that_what_is_unusual_is_left_to_pydicom(value: bytes) -> None:
    assert walked_items(("SQ", value), is_implicit=False) is None


def test_that_unknown_vrs_are_left_to_pydicom() -> None:
    assert walked_items(("UN", b""), is_implicit=False) is None
    assert walked_items(("SQ", b""), is_implicit=False) == ()
