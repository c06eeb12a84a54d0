"""Palettes plain and segmented, of 8 and 16 bits (PS3.3 C.7.6.3.1.5, C.7.9.2)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.uid import RLELossless

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from tests.phantoms.compressed_files import items, write_compressed
from tests.phantoms.dicom_files import write_image

COLOURS = ("Red", "Green", "Blue")
INDICES = np.array([[0, 1, 2, 3]], np.uint8)


def palette(
    tables: list[bytes], descriptor: list[int], *, is_segmented: bool = False
) -> dict[str, Any]:
    kind = "Segmented" if is_segmented else ""
    found: dict[str, Any] = {"PhotometricInterpretation": "PALETTE COLOR"}
    for colour, table in zip(COLOURS, tables, strict=True):
        found[f"{colour}PaletteColorLookupTableDescriptor"] = descriptor
        found[f"{kind}{colour}PaletteColorLookupTableData"] = table
    return found


def words(*values: int) -> bytes:
    return np.array(values, "<u2").tobytes()


def colours(path: Path) -> list[list[int]]:
    found: list[list[int]] = read_frame(read_header(path).frames[0]).array[0].tolist()
    return found


def test_that_16_bit_entries_keep_their_upper_byte(tmp_path: Path) -> None:
    tables = [words(0, 0x1200, 0x3400, 0xFFFF), words(0, 0, 0, 0), words(0, 0, 0, 0x0100)]
    write_image(tmp_path / "p.dcm", INDICES, **palette(tables, [4, 0, 16]))

    assert colours(tmp_path / "p.dcm") == [[0, 0, 0], [0x12, 0, 0], [0x34, 0, 0], [255, 0, 1]]


def test_that_8_bit_entries_come_one_a_byte(tmp_path: Path) -> None:
    tables = [bytes([0, 10, 20, 30]), bytes([1, 11, 21, 31]), bytes([2, 12, 22, 32])]
    write_image(tmp_path / "p.dcm", INDICES, **palette(tables, [4, 0, 8]))

    assert colours(tmp_path / "p.dcm") == [[0, 1, 2], [10, 11, 12], [20, 21, 22], [30, 31, 32]]


def test_that_entries_said_to_have_16_bits_may_have_8(tmp_path: Path) -> None:
    tables = [words(0, 10, 20, 255)] * 3
    write_image(tmp_path / "p.dcm", INDICES, **palette(tables, [4, 0, 16]))

    assert colours(tmp_path / "p.dcm") == [[0] * 3, [10] * 3, [20] * 3, [255] * 3]


def test_that_values_beyond_either_end_take_the_colour_of_that_end(tmp_path: Path) -> None:
    tables = [bytes([7, 9])] * 3
    write_image(tmp_path / "p.dcm", INDICES, **palette(tables, [2, 1, 8]))

    assert colours(tmp_path / "p.dcm") == [[7] * 3, [7] * 3, [9] * 3, [9] * 3]


def test_that_segments_discrete_linear_and_indirect_are_spelled_out(tmp_path: Path) -> None:
    # Discrete 0x0100; linear, 2 steps to 0x0500; once more the linear segment: flat at 0x0500 from there.
    segments = words(0, 1, 0x0100, 1, 2, 0x0500, 2, 1, 6, 0)
    indices = np.array([[0, 1, 2, 3, 4]], np.uint8)
    attributes = palette([segments] * 3, [5, 0, 16], is_segmented=True)
    write_image(tmp_path / "p.dcm", indices, **attributes)

    assert [red for red, _, _ in colours(tmp_path / "p.dcm")] == [1, 3, 5, 5, 5]


@pytest.mark.parametrize("segments", [words(9, 9, 9), words(2, 1, 0, 0), words(1, 4, 5), b""])
def test_that_nonsense_in_segments_is_no_crash(tmp_path: Path, segments: bytes) -> None:
    attributes = palette([segments] * 3, [4, 0, 16], is_segmented=True)
    write_image(tmp_path / "p.dcm", INDICES, **attributes)

    assert read_header(tmp_path / "p.dcm").instance.palette is None


def test_that_compressed_indices_are_coloured_too(tmp_path: Path) -> None:
    tables = [bytes([0, 10, 20, 30]), bytes([1, 11, 21, 31]), bytes([2, 12, 22, 32])]
    # One segment (PS3.5 annex G): 4 literal bytes.
    rle = np.array([1, 64, *[0] * 14], "<u4").tobytes() + bytes([3, 0, 1, 2, 3, 0])
    path = write_compressed(
        tmp_path / "p.dcm", INDICES, RLELossless, items([rle]), **palette(tables, [4, 0, 8])
    )

    assert colours(path) == [[0, 1, 2], [10, 11, 12], [20, 21, 22], [30, 31, 32]]


def test_that_a_supplemental_palette_leaves_grey_grey(tmp_path: Path) -> None:
    attributes = palette([bytes([7, 9])] * 3, [2, 256, 8])
    attributes["PhotometricInterpretation"] = "MONOCHROME2"
    write_image(tmp_path / "p.dcm", INDICES, **attributes)

    assert read_frame(read_header(tmp_path / "p.dcm").frames[0]).array.ndim == 2
