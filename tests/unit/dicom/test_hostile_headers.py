"""Headers that promise more than their file holds: nothing is allocated for what is not there."""

import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, RLELossless

from medviewer.dicom.disk.bounded_stream import open_bounded
from medviewer.dicom.facts.palettes import _expanded
from medviewer.dicom.headers import FRAMES_ALWAYS_LISTED, read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.tag_tree.attribute_rows import read_file
from medviewer.dicom.tag_tree.attribute_search import search
from medviewer.errors import UndecodablePixels, UnreadableFile
from medviewer.progress import CancelToken
from tests.phantoms.compressed_files import items, rle, write_compressed
from tests.phantoms.dicom_files import write_image

PIXELS = np.zeros((16, 16), np.uint16)
MEGABYTE = 1 << 20


def peak_bytes(work: Callable[[], object]) -> int:
    """The most that Python and numpy had allocated at once, touched or not."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_that_a_stream_reads_no_further_than_its_end(tmp_path: Path) -> None:
    path = tmp_path / "small"
    path.write_bytes(b"0123456789")

    with open_bounded(path) as stream:
        stream.seek(4)
        claimed = peak_bytes(lambda: stream.read(0xFFFFFFFE))
        stream.seek(4)
        assert stream.read(0xFFFFFFFE) == b"456789"
        assert stream.read(1) == b""
        stream.seek(8)
        assert stream.read() == b"89"

    assert claimed < MEGABYTE


def test_that_a_length_beyond_the_file_claims_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS, ExplicitVRBigEndian, StudyDescription="A" * 64)
    element = b"\x00\x08\x10\x30LO\x00\x40"
    lying = b"\x00\x08\x10\x30OB\x00\x00" + struct.pack(">I", 0xFFFFFFF0)
    path.write_bytes(path.read_bytes().replace(element, lying))

    def read() -> None:
        with pytest.raises(UnreadableFile):
            read_header(path)

    assert peak_bytes(read) < 4 * MEGABYTE


def test_that_frames_the_file_has_no_room_for_are_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS[None], NumberOfFrames=2_000_000_000)

    header = read_header(path)

    assert len(header.frames) == header.instance.number_of_frames == FRAMES_ALWAYS_LISTED
    assert header.problem is not None


def test_that_a_cine_cut_short_keeps_the_places_of_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, np.zeros((40, 16, 16), np.uint16), NumberOfFrames=40)
    path.write_bytes(path.read_bytes()[: -30 * 512])

    assert len(read_header(path).frames) == 40


def test_that_a_picture_the_file_does_not_hold_is_not_allocated(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS, Rows=9000, Columns=9000)
    source = read_header(path).frames[0]

    def read() -> None:
        with pytest.raises(UndecodablePixels, match="512 of 162000000 bytes"):
            read_frame(source)

    assert peak_bytes(read) < MEGABYTE


def test_that_runs_beyond_the_frame_are_no_panic(tmp_path: Path) -> None:
    encoded = rle(PIXELS)
    longer = encoded[:64] + b"\x81\x00" * 3 + encoded[70:]  # three runs of 128 where 256 are left
    path = tmp_path / "IM1"
    write_compressed(path, PIXELS, RLELossless, items([longer]))

    frame = read_frame(read_header(path).frames[0])

    assert frame.shape == (16, 16)


def test_that_a_sequence_that_ends_early_is_no_surprise(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS, AdmittingDiagnosesDescription="PLACE-OF-A-SEQUENCE")
    content = path.read_bytes()
    at = content.index(b"\x08\x00\x80\x10LO")
    groups = struct.pack("<HH2sHI", 0x5200, 0x9230, b"SQ", 0, 6) + b"\xfe\xff\x00\xe0\x08\x00"
    end = at + 8 + content[at + 6]
    pixels = content.rindex(b"\xe0\x7f\x10\x00")
    path.write_bytes(content[:at] + content[end:pixels] + groups + content[pixels:])

    header = read_header(path)

    assert len(header.frames) == 1


def test_that_an_item_may_end_amid_the_header_of_an_element(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS)
    content = path.read_bytes()
    pixels = content.rindex(b"\xe0\x7f\x10\x00")
    item = b"\xfe\xff\x00\xe0" + struct.pack("<I", 10) + b"\x08\x00\x16\x00OB\0\0\0\0"
    sequence = struct.pack("<HH2sHI", 0x0040, 0x0275, b"SQ", 0, len(item)) + item
    path.write_bytes(content[:pixels] + sequence + content[pixels:])

    file = read_file(path, CancelToken())
    found = search(file, "nothing says this", CancelToken(), lambda hits: None)

    assert found == 0


@pytest.mark.parametrize("bits", [65, 128, 65528])
@pytest.mark.parametrize("photometric", ["MONOCHROME2", "YBR_FULL_422"])
def test_that_samples_of_more_bits_than_numbers_have_are_refused(
    bits: int, photometric: str, tmp_path: Path
) -> None:
    path = tmp_path / "IM1"
    write_image(path, PIXELS, BitsAllocated=bits, PhotometricInterpretation=photometric)

    with pytest.raises(UndecodablePixels, match=f"{bits} bits a sample"):
        read_frame(read_header(path).frames[0])


@pytest.mark.parametrize(
    ("samples", "photometric"), [(2, "RGB"), (4, "ARGB"), (4, "CMYK"), (4, "YBR_FULL")]
)
def test_that_pixels_of_neither_one_nor_three_values_are_refused_with_the_reason(
    tmp_path: Path, samples: int, photometric: str
) -> None:
    path = tmp_path / "IM1"
    write_image(
        path,
        np.zeros((4, 4), np.uint8),
        SamplesPerPixel=samples,
        PhotometricInterpretation=photometric,
        PlanarConfiguration=0,
        PixelData=bytes(4 * 4 * samples),
    )

    with pytest.raises(UndecodablePixels, match=f"{samples} values a pixel"):
        read_frame(read_header(path).frames[0])


def test_that_a_palette_that_copies_empty_segments_for_ever_ends(tmp_path: Path) -> None:
    count = 1000
    start = count * 4 * 2  # in bytes, behind the indirect segments
    again = [2, 0xFFFF, start & 0xFFFF, start >> 16] * count
    table = np.array([*again, *[0, 0] * count], "<u2")
    looked_at: list[int] = []

    class Counting(list[int]):
        def __getitem__(self, at: Any) -> Any:
            looked_at.append(1)
            return super().__getitem__(at)

    expanded = _expanded(Counting(table.tolist()), 256, 16)

    assert expanded == []
    assert len(looked_at) < 10 * len(table)


def test_that_an_overlay_of_absurdly_many_planes_costs_no_image(tmp_path: Path) -> None:
    path = tmp_path / "IM1"
    dataset = write_image(path, PIXELS)
    for element, vr, value in ((0x10, "US", 16), (0x11, "US", 16), (0x15, "UT", "9" * 5000)):
        dataset.add_new(0x60000000 | element, vr, value)
    dataset.save_as(path, enforce_file_format=True)

    header = read_header(path)

    assert [overlay.frames for overlay in header.instance.display.overlays] == [1]
