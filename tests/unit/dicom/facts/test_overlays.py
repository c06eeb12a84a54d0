"""Overlay planes with bits of their own and in the pixels (PS3.3 C.9.2, PS3.5 section 8.1.2)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from tests.phantoms.dicom_files import write_image

SHAPE = (3, 5)
MASK = np.array([[1, 0, 0, 0, 1], [0, 1, 0, 1, 0], [0, 0, 1, 0, 0]], np.bool_)
OTHER = ~MASK


def write_overlay(
    path: Path, masks: list[Any], syntax: UID = ExplicitVRLittleEndian, **facts: Any
) -> Path:
    """An image of 3 x 5 pixels with one overlay of as many planes in group 6000."""
    bits = np.concatenate([np.asarray(mask).reshape(-1) for mask in masks])
    packed = np.packbits(bits, bitorder="little").tobytes()
    packed += bytes(len(packed) % 2)
    if syntax == ExplicitVRBigEndian:  # words of 16 bits, swapped with all others
        packed = np.frombuffer(packed, "<u2").astype(">u2").tobytes()
    values: list[tuple[int, str, Any]] = [
        (0x0010, "US", masks[0].shape[0]),
        (0x0011, "US", masks[0].shape[1]),
        (0x0040, "CS", "G"),
        (0x0050, "SS", facts.get("origin", [1, 1])),
        (0x0100, "US", 1),
        (0x0102, "US", 0),
        (0x1500, "LO", "ruler"),
        (0x3000, "OW", packed),
    ]
    if len(masks) > 1:
        values += [(0x0015, "IS", len(masks)), (0x0051, "US", facts.get("first", 1))]
    frames = facts.get("frames", 1)
    pixels = np.zeros((frames, *SHAPE) if frames > 1 else SHAPE, np.int16)
    attributes = {"NumberOfFrames": frames} if frames > 1 else {}
    dataset = write_image(path, pixels, syntax, **attributes)
    for element, vr, value in values:
        dataset.add_new(0x60000000 | element, vr, value)
    dataset.save_as(path, enforce_file_format=True)
    return path


def masks_of(path: Path, index: int = 0) -> list[list[list[bool]]]:
    frame = read_frame(read_header(path).frames[index])
    return [plane.mask().tolist() for plane in frame.appearance.overlays]


@pytest.mark.parametrize(
    "syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian]
)
def test_that_an_overlays_bits_are_read_lowest_first(tmp_path: Path, syntax: UID) -> None:
    path = write_overlay(tmp_path / "one.dcm", [MASK], syntax)

    assert masks_of(path) == [MASK.tolist()]


def test_that_planes_follow_one_another_without_filling_a_byte(tmp_path: Path) -> None:
    path = write_overlay(tmp_path / "two.dcm", [MASK, OTHER], frames=2)

    assert masks_of(path, 0) == [MASK.tolist()]
    assert masks_of(path, 1) == [OTHER.tolist()]


def test_that_planes_start_at_the_frame_they_name(tmp_path: Path) -> None:
    path = write_overlay(tmp_path / "two.dcm", [MASK, OTHER], frames=3, first=2)

    assert masks_of(path, 0) == []
    assert masks_of(path, 1) == [MASK.tolist()]


def test_that_an_overlay_is_placed_by_its_origin_and_cut_at_the_edge(tmp_path: Path) -> None:
    path = write_overlay(tmp_path / "off.dcm", [np.ones((2, 2), np.bool_)], origin=[0, 5])

    expected = np.zeros(SHAPE, np.bool_)
    expected[0, 4] = True
    assert masks_of(path) == [expected.tolist()]


def test_that_an_overlay_in_a_high_bit_is_seen_and_not_counted_as_a_value(tmp_path: Path) -> None:
    path = tmp_path / "embedded.dcm"
    cells = np.where(MASK, 0x8000 | 7, 7).astype(np.uint16)
    dataset = write_image(path, cells, BitsStored=12, HighBit=11)
    facts: list[tuple[int, str, Any]] = [(0x0010, "US", 3), (0x0011, "US", 5)]
    facts += [(0x0100, "US", 16), (0x0102, "US", 15)]
    for element, vr, value in facts:
        dataset.add_new(0x60020000 | element, vr, value)
    dataset.save_as(path, enforce_file_format=True)

    frame = read_frame(read_header(path).frames[0])

    assert np.all(frame.array == 7)
    assert masks_of(path) == [MASK.tolist()]


def test_that_an_overlay_cut_short_is_left_out(tmp_path: Path) -> None:
    path = write_overlay(tmp_path / "cut.dcm", [MASK])
    dataset = dcmread(path)
    dataset[0x60003000].value = b"\0\0"[:0]
    dataset[0x60000010].value = 4000
    dataset.save_as(path)

    assert masks_of(path) == []


def test_that_an_overlays_label_is_kept(tmp_path: Path) -> None:
    (facts,) = read_header(write_overlay(tmp_path / "one.dcm", [MASK])).instance.display.overlays

    assert facts.label == "ruler"
