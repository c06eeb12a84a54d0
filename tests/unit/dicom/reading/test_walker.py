"""The fast walk finds what pydicom finds, or leaves the file to it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walker import HeadEndsEarly, WalkedHeader, walk
from tests.phantoms.dicom_files import write_image

PIXELS = np.arange(16, dtype=np.uint16).reshape(4, 4)
WANTED = frozenset([0x00080018, 0x00100010, 0x00200032, 0x00280010])
BOTH = pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])


def written(tmp_path: Path, syntax: UID = ExplicitVRLittleEndian, **attributes: Any) -> bytes:
    path = tmp_path / "IM1"
    write_image(path, PIXELS, syntax, **attributes)
    return path.read_bytes()


def walked(head: bytes) -> WalkedHeader:
    found = walk(head, WANTED)
    assert found is not None
    return found


def nested(*, is_undefined: bool) -> Sequence:
    """A sequence in a sequence, with a value that looks like the start of pixel data."""
    inner, outer = Dataset(), Dataset()
    inner.TextValue = "\u00e0\u007f\u0010 no pixels"
    outer.ConceptCodeSequence = Sequence([inner])
    outer.ConceptCodeSequence[0].is_undefined_length_sequence_item = is_undefined
    outer["ConceptCodeSequence"].is_undefined_length = is_undefined
    outer.is_undefined_length_sequence_item = is_undefined
    known = Dataset()
    known.TextValue = "an item of known length"
    return Sequence([outer, known])


@BOTH
def test_that_wanted_elements_are_those_pydicom_reads(tmp_path: Path, syntax: UID) -> None:
    head = written(tmp_path, syntax)

    found = WalkedDataset(walked(head))

    by_pydicom = dcmread(tmp_path / "IM1", specific_tags=list(WANTED))
    assert {element.tag for element in found} == WANTED
    for element in found:
        assert element.value == by_pydicom[element.tag].value


@BOTH
@pytest.mark.parametrize("is_undefined", [True, False], ids=["undefined length", "known length"])
def test_that_sequences_are_stepped_over(tmp_path: Path, syntax: UID, is_undefined: bool) -> None:
    path = tmp_path / "IM1"
    dataset = write_image(path, PIXELS, syntax)
    dataset.ReferencedImageSequence = nested(is_undefined=is_undefined)
    dataset["ReferencedImageSequence"].is_undefined_length = is_undefined
    dataset.save_as(path)

    found = walked(path.read_bytes())

    assert found.pixel_keyword == "PixelData"
    assert path.read_bytes()[found.data_offset :] == PIXELS.tobytes()
    assert (b"\xfe\xff\xdd\xe0" in path.read_bytes()) == is_undefined


def test_that_the_pixels_and_their_length_are_found(tmp_path: Path) -> None:
    head = written(tmp_path)

    found = walked(head)

    assert found.data_offset == len(head) - PIXELS.nbytes
    assert found.pixel_length == PIXELS.nbytes
    assert found.transfer_syntax_uid == ExplicitVRLittleEndian


def test_that_pixels_need_not_lie_in_the_head(tmp_path: Path) -> None:
    head = written(tmp_path)

    assert walked(head[: -PIXELS.nbytes]) == walked(head)


@pytest.mark.parametrize("missing", [PIXELS.nbytes + 1, PIXELS.nbytes + 12, 300])
def test_that_a_head_that_ends_early_is_told(tmp_path: Path, missing: int) -> None:
    with pytest.raises(HeadEndsEarly):
        walk(written(tmp_path)[:-missing], WANTED)


def test_that_what_it_does_not_know_is_left_to_pydicom(tmp_path: Path) -> None:
    head = written(tmp_path)
    no_such_vr = head.replace(b"\x28\x00\x10\x00US", b"\x28\x00\x10\x00ZZ")
    out_of_order = head.replace(b"\x28\x00\x10\x00US", b"\x08\x00\x10\x00US")

    assert walk(head[132:], WANTED) is None
    assert walk(no_such_vr, WANTED) is None
    assert walk(out_of_order, WANTED) is None
    assert walk(written(tmp_path, ExplicitVRBigEndian), WANTED) is None


def test_that_functional_groups_come_as_bytes(tmp_path: Path) -> None:
    group = Dataset()
    group.Rows = 4
    head = written(tmp_path, SharedFunctionalGroupsSequence=[group])

    found = walk(head, frozenset([0x52009229]))

    assert found is not None
    item = b"\xfe\xff\x00\xe0\x0a\0\0\0" + b"\x28\x00\x10\x00US\x02\0\x04\0"
    assert found.elements == {0x52009229: ("SQ", item)}


def test_that_endless_nesting_ends(tmp_path: Path) -> None:
    head = written(tmp_path)
    start = head.index(b"\x28\x00\x02\x00US")
    opening = b"\x28\x00\x01\x00SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"

    with pytest.raises(HeadEndsEarly):
        walk(head[:start] + opening * 20, WANTED)
    assert walk(head[:start] + opening * 20_000, WANTED) is None
