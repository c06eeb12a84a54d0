"""Deflated files: read like any other, and never inflated beyond what their header has a use for."""

import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.errors import InputError
from tests.phantoms.dicom_files import write_image

MB = 1 << 20


@pytest.fixture
def deflated(tmp_path: Path) -> Path:
    path = tmp_path / "deflated.dcm"
    pixels = np.arange(64 * 64, dtype=np.int16).reshape(64, 64)
    write_image(path, pixels, DeflatedExplicitVRLittleEndian)
    return path


def bomb(path: Path, size: int) -> None:
    """Let the data set go on, after its pixels, with `size` bytes of a private element that are zero."""
    content = path.read_bytes()
    start = 144 + int.from_bytes(content[140:144], "little")  # (0002,0000) says how long group 2 is
    plain = zlib.decompress(content[start:], -zlib.MAX_WBITS)
    machine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = b"\xe1\x7f\x10\x10OB\0\0" + size.to_bytes(4, "little")
    parts = [machine.compress(plain + tail)]
    parts += [machine.compress(bytes(MB)) for _ in range(size // MB)]
    path.write_bytes(content[:start] + b"".join((*parts, machine.flush())))


def peak_of(path: Path) -> int:
    """Bytes in use at most while the header and the pixels are read."""
    tracemalloc.start()
    try:
        read_frame(read_header(path).frames[0])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_that_a_deflated_image_is_read(deflated: Path) -> None:
    header = read_header(deflated)
    frame = read_frame(header.frames[0])

    np.testing.assert_array_equal(frame.array, np.arange(64 * 64).reshape(64, 64))
    assert header.instance.encoding.transfer_syntax_uid == DeflatedExplicitVRLittleEndian
    assert header.instance.encoding.data_offset is None


def test_that_a_bomb_takes_no_more_memory_than_header_and_pixels(deflated: Path) -> None:
    bomb(deflated, 400 * MB)

    peak = peak_of(deflated)

    assert deflated.stat().st_size < MB
    assert peak < 100 * MB


@pytest.mark.parametrize("kept", [0.3, 0.6])
def test_that_a_deflated_file_cut_short_is_refused(deflated: Path, kept: float) -> None:
    content = deflated.read_bytes()
    deflated.write_bytes(content[: int(len(content) * kept)])

    with pytest.raises(InputError):
        read_frame(read_header(deflated).frames[0])
