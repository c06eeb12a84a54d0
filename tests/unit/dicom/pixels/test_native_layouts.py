"""Native pixels in every layout, from file to values, against the arrays they were written from."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.domain.volume import Frame
from tests.phantoms.dicom_files import Pixels, write_image


def frame(path: Path, index: int = 0) -> Frame:
    return read_frame(read_header(path).frames[index])


def write_cells(path: Path, pixels: Pixels, data: bytes, **attributes: Any) -> Path:
    """An image whose header describes `pixels` and whose pixel data are `data`."""
    write_image(path, pixels, **{**attributes, "PixelData": data + bytes(len(data) % 2)})
    return path


def packed(values: list[int], bits: int) -> bytes:
    """One after the other, the lowest bit first, as PS3.5 section 8.1.1 shows for 12 bits."""
    stream = sum(value << (place * bits) for place, value in enumerate(values))
    return stream.to_bytes(-(-len(values) * bits // 8), "little")


def test_that_12_bits_allocated_are_unpacked(tmp_path: Path) -> None:
    values = [0, 4095, 1, 2730, 256, 77]
    path = write_cells(
        tmp_path / "packed.dcm",
        np.zeros((2, 3), np.uint16),
        packed(values, 12),
        BitsAllocated=12,
        BitsStored=12,
        HighBit=11,
    )

    assert frame(path).array.ravel().tolist() == values


def test_that_frames_of_single_bits_need_not_start_a_byte(tmp_path: Path) -> None:
    first, second = [1, 0, 1, 1, 0, 0, 1, 0, 1], [0, 1, 1, 0, 1, 0, 0, 1, 1]
    path = write_cells(
        tmp_path / "bits.dcm",
        np.zeros((2, 3, 3), np.uint8),
        packed(first + second, 1),
        NumberOfFrames=2,
        BitsAllocated=1,
        BitsStored=1,
        HighBit=0,
    )

    assert frame(path, 0).array.ravel().tolist() == first
    assert frame(path, 1).array.ravel().tolist() == second


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian])
@pytest.mark.parametrize(
    "dtype", [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.uint64, np.int64]
)
def test_that_whole_numbers_keep_every_digit(tmp_path: Path, dtype: type, syntax: Any) -> None:
    room = np.iinfo(dtype)
    pixels: Pixels = np.array([[room.min, room.max], [1, 0]], dtype)
    write_image(tmp_path / "image.dcm", pixels, syntax, SOPClassUID="1.2.840.10008.5.1.4.1.1.7")

    assert frame(tmp_path / "image.dcm").array.tolist() == pixels.tolist()


@pytest.mark.parametrize(
    ("dtype", "keyword", "other"),
    [(np.float32, "FloatPixelData", "OF"), (np.float64, "DoubleFloatPixelData", "OD")],
)
def test_that_floats_keep_their_precision(
    tmp_path: Path, dtype: type, keyword: str, other: str
) -> None:
    pixels: Pixels = np.array([[1 / 3, -1e-12], [1e30, 0]], dtype)
    path = tmp_path / "float.dcm"
    write_image(path, np.zeros((2, 2), np.uint16), BitsAllocated=pixels.itemsize * 8)
    dataset = dcmread(path)
    del dataset.PixelData
    setattr(dataset, keyword, pixels.tobytes())
    dataset[keyword].VR = other
    dataset.save_as(path)

    shown = frame(path).array

    assert shown.dtype == dtype
    assert shown.tolist() == pixels.tolist()


@pytest.mark.parametrize("planar", [0, 1])
def test_that_colour_comes_by_pixel_or_by_plane(tmp_path: Path, planar: int) -> None:
    rgb = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    stored = rgb if planar == 0 else np.moveaxis(rgb, -1, 0)
    path = write_cells(tmp_path / "c.dcm", rgb, stored.tobytes(), PlanarConfiguration=planar)

    assert frame(path).array.tolist() == rgb.tolist()


def test_that_deep_colour_keeps_the_upper_of_its_stored_bits(tmp_path: Path) -> None:
    rgb = np.array([[[4095, 2048, 15]]], np.uint16)
    write_image(tmp_path / "c.dcm", rgb, BitsStored=12, HighBit=11)

    assert frame(tmp_path / "c.dcm").array.tolist() == [[[255, 128, 0]]]


def test_that_two_pixels_share_their_chroma_in_422(tmp_path: Path) -> None:
    # Y 76, Cb 85, Cr 255 is red, Y 150, Cb 44, Cr 21 green (PS3.3 C.7.6.3.1.2): 2 pixels of each
    data = bytes([76, 76, 85, 255, 150, 150, 44, 21])
    path = write_cells(
        tmp_path / "y.dcm",
        np.zeros((1, 4, 3), np.uint8),
        data,
        PhotometricInterpretation="YBR_FULL_422",
    )

    shown = frame(path).array.astype(int)

    red, green = np.array([254, 0, 0]), np.array([0, 255, 1])
    assert np.abs(shown[0, :2] - red).max() <= 1
    assert np.abs(shown[0, 2:] - green).max() <= 1


def test_that_partial_range_reaches_black_and_white(tmp_path: Path) -> None:
    data = bytes([16, 235, 128, 128])
    path = write_cells(
        tmp_path / "y.dcm",
        np.zeros((1, 2, 3), np.uint8),
        data,
        PhotometricInterpretation="YBR_PARTIAL_422",
    )

    assert frame(path).array.tolist() == [[[0, 0, 0], [255, 255, 255]]]


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        (np.uint16, [0xABC0, 0xFFFF], [0xABC, 0xFFF]),
        (np.int16, [0x7FF0, -16], [0x7FF, -1]),
    ],
)
def test_that_stored_bits_may_lie_at_the_top(
    tmp_path: Path, kind: type, cells: list[int], values: list[int]
) -> None:
    write_image(tmp_path / "top.dcm", np.array([cells], kind), BitsStored=12, HighBit=15)

    assert frame(tmp_path / "top.dcm").array.tolist() == [values]


def test_that_a_high_bit_that_lies_is_not_believed(tmp_path: Path) -> None:
    write_image(tmp_path / "lie.dcm", np.array([[0xABC, 3]], np.uint16), BitsStored=12, HighBit=15)

    assert frame(tmp_path / "lie.dcm").array.tolist() == [[0xABC, 3]]


@pytest.mark.parametrize("slope", ["0.000001", "123456.789"])
def test_that_slopes_tiny_and_huge_are_rounded_once(tmp_path: Path, slope: str) -> None:
    stored = np.arange(4096, dtype=np.uint16).reshape(64, 64)
    write_image(tmp_path / "s.dcm", stored, RescaleSlope=slope, RescaleIntercept="0.1")

    expected = (stored * float(slope) + 0.1).astype(np.float32)
    assert np.array_equal(frame(tmp_path / "s.dcm").array, expected)


def test_that_a_slope_beyond_reason_gives_infinite_values_and_no_warning(tmp_path: Path) -> None:
    write_image(tmp_path / "s.dcm", np.array([[0, 1]], np.uint16), RescaleSlope="1e300")

    assert frame(tmp_path / "s.dcm").array.tolist() == [[0.0, np.inf]]


def test_that_a_file_cut_within_a_packed_frame_is_refused(tmp_path: Path) -> None:
    from medviewer.errors import UndecodablePixels

    path = write_cells(
        tmp_path / "bits.dcm",
        np.zeros((64, 64), np.uint8),
        bytes(64),
        BitsAllocated=1,
        BitsStored=1,
        HighBit=0,
    )

    with pytest.raises(UndecodablePixels, match="64 of 512 bytes"):
        frame(path)
