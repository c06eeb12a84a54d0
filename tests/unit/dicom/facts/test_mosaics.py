"""Siemens mosaics, written by hand: a sheet of 3 × 3 tiles of which 7 are slices."""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from pydicom.uid import MRImageStorage, RLELossless

from medviewer.dicom.facts.csa_header import read_csa
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.pixels.volumes import load_volume
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.acquisition import DisplaySetKind
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.dicom_files import write_image

ROWS, COLUMNS, ACROSS, COUNT = 4, 6, 3, 7
FIRST = (-30.0, -20.0, 10.0)  # centre of the first pixel of the first slice
SPACING = [2.0, 3.0]
STEP_MM = 5.0


def csa(elements: dict[str, list[str]], *, is_newer: bool = True) -> bytes:
    """A CSA header as Siemens writes it: six items an element, the unused ones empty."""
    count = 6
    data = b"SV10\4\3\2\1" if is_newer else b""
    data += struct.pack("<2I", len(elements), 77)
    for name, items in elements.items():
        data += struct.pack("<64si4siii", name.encode(), len(items), b"FD", 0, count, 77)
        for item in [*items, *[""] * (count - len(items))]:
            value = item.encode() + b"\0" if item else b""
            length = len(value)
            data += struct.pack("<4i", length if is_newer else length + count, length, 77, length)
            data += value + b"\0" * (-length % 4)
    return data


def write_mosaic(path: Path, normal: tuple[float, float, float], **attributes: Any) -> Path:
    """Tile n is 100 n + row in its row, plus 10 for its first column."""
    sheet = np.zeros((ROWS * ACROSS, COLUMNS * ACROSS), np.uint16)
    for number in range(COUNT):
        top, left = number // ACROSS * ROWS, number % ACROSS * COLUMNS
        sheet[top : top + ROWS, left : left + COLUMNS] = 100 * number + np.arange(ROWS)[:, None]
        sheet[top : top + ROWS, left] += 10
    # The header's position is that of a sheet with the same middle as the first slice.
    corner = np.array(FIRST)
    corner[0] -= (ACROSS - 1) * COLUMNS / 2 * SPACING[1]
    corner[1] -= (ACROSS - 1) * ROWS / 2 * SPACING[0]
    values = {
        "SOPClassUID": MRImageStorage,
        "Modality": "MR",
        "ImageType": ["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"],
        "ImagePositionPatient": list(corner),
        "PixelSpacing": SPACING,
        "SpacingBetweenSlices": STEP_MM,
        "SliceThickness": 4.0,
        "AcquisitionMatrix": [COLUMNS, 0, 0, ROWS],
        "RescaleSlope": None,
        "RescaleIntercept": None,
    }
    write_image(path, sheet, **{**values, **attributes})
    dataset = pydicom.dcmread(path)
    header = csa(
        {
            "EchoLinePosition": ["3"],
            "NumberOfImagesInMosaic": [str(COUNT)],
            "SliceNormalVector": [f"{value:.8f}" for value in normal],
        }
    )
    dataset.add_new(0x00290010, "LO", "SIEMENS CSA HEADER")
    dataset.add_new(0x00291010, "OB", header)
    dataset.save_as(path)
    return path


@pytest.mark.parametrize("direction", [1.0, -1.0], ids=["along", "against row × column"])
def test_that_tiles_become_slices_along_the_stated_normal(tmp_path: Path, direction: float) -> None:
    header = read_header(write_mosaic(tmp_path / "m.dcm", (0, 0, direction)))

    assert len(header.frames) == COUNT
    assert (header.instance.rows, header.instance.columns) == (ROWS, COLUMNS)
    positions = [frame.plane.position for frame in header.frames if frame.plane is not None]
    expected = [(FIRST[0], FIRST[1], FIRST[2] + direction * STEP_MM * n) for n in range(COUNT)]
    np.testing.assert_allclose(positions, expected)


@pytest.mark.parametrize("syntax", [None, RLELossless])
def test_that_each_slice_has_the_pixels_of_its_tile(tmp_path: Path, syntax: str | None) -> None:
    path = write_mosaic(tmp_path / "m.dcm", (0, 0, 1))
    if syntax is not None:
        dataset = pydicom.dcmread(path)
        dataset.compress(syntax)
        dataset.save_as(path)

    [display_set] = build_display_sets("1.2.3", read_header(path).frames)
    volume = load_volume(display_set, CancelToken(), ignore_progress)

    assert display_set.kind is DisplaySetKind.VOLUME
    expected = 100 * np.arange(COUNT)[::-1, None] + np.arange(ROWS)
    np.testing.assert_array_equal(volume.array[:, :, 1], expected)
    np.testing.assert_array_equal(volume.array[:, :, 0], expected + 10)
    np.testing.assert_array_equal(read_frame(display_set.frames[2]).array, volume.array[2])


def test_that_a_mosaic_without_its_own_header_is_divided_by_the_matrix(tmp_path: Path) -> None:
    path = write_mosaic(tmp_path / "m.dcm", (0, 0, 1))
    dataset = pydicom.dcmread(path)
    dataset.remove_private_tags()
    dataset.save_as(path)

    header = read_header(path)

    assert len(header.frames) == ACROSS**2  # nothing says that two are empty
    assert (header.instance.rows, header.instance.columns) == (ROWS, COLUMNS)


@pytest.mark.parametrize(
    "attributes",
    [{"ImageType": ["ORIGINAL", "PRIMARY", "M"]}, {"AcquisitionMatrix": None}],
    ids=["no mosaic", "cannot be divided"],
)
def test_that_what_cannot_be_taken_apart_stays_one_image(
    tmp_path: Path, attributes: dict[str, Any]
) -> None:
    path = write_mosaic(tmp_path / "m.dcm", (0, 0, 1), **attributes)
    dataset = pydicom.dcmread(path)
    dataset.remove_private_tags()
    dataset.save_as(path)

    assert len(read_header(path).frames) == 1


@pytest.mark.parametrize("is_newer", [True, False])
def test_that_both_forms_of_the_vendors_header_are_read(is_newer: bool) -> None:
    elements = {"First": ["1"], "Normal": ["0.5", "-0.25", "1"], "Empty": []}

    found = read_csa(csa(elements, is_newer=is_newer))

    assert found == {"First": ("1",), "Normal": ("0.5", "-0.25", "1"), "Empty": ()}


def test_that_a_damaged_vendor_header_gives_what_comes_before_the_damage() -> None:
    whole = csa({"First": ["1"], "Second": ["2"]})

    assert read_csa(whole[: len(whole) // 2 + 100]) == {"First": ("1",)}
    assert read_csa(b"") == {}
    assert read_csa(b"SV10\4\3\2\1" + b"\xff" * 500) == {}


def test_that_an_overlay_over_the_sheet_lies_over_the_tiles_it_covers(tmp_path: Path) -> None:
    path = write_mosaic(tmp_path / "m", (0, 0, 1))
    mask = np.zeros((ROWS * ACROSS, COLUMNS * ACROSS), np.bool_)
    mask[1, 2] = mask[ROWS + 3, COLUMNS + 5] = True  # of tile 0; of tile 4, in the middle
    dataset = pydicom.dcmread(path)
    packed = np.packbits(mask.reshape(-1), bitorder="little").tobytes()
    for element, vr, value in (
        (0x0010, "US", mask.shape[0]),
        (0x0011, "US", mask.shape[1]),
        (0x0050, "SS", [1, 1]),
        (0x0100, "US", 1),
        (0x0102, "US", 0),
        (0x3000, "OW", packed + bytes(len(packed) % 2)),
    ):
        dataset.add_new(0x60000000 | element, vr, value)
    dataset.save_as(path)

    frames = [read_frame(source) for source in read_header(path).frames]

    places = [np.argwhere(one.appearance.overlays[0].mask()).tolist() for one in frames]
    assert places == [[[1, 2]], [], [], [], [[3, 5]], [], []]
