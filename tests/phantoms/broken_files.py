"""Files that lie or end early. None of them may crash, hang or claim memory its bytes do not justify."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.phantoms.dicom_files import write_image

PIXELS = np.zeros((16, 16), np.uint16)


def _image(path: Path, **attributes: Any) -> bytes:
    write_image(path, PIXELS[None] if "NumberOfFrames" in attributes else PIXELS, **attributes)
    return path.read_bytes()


def _counting(keyword: str, value: int | str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        _image(path, **{keyword: value})

    return write


def _cut(share: float) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        whole = _image(path)
        path.write_bytes(whole[: int(len(whole) * share)])

    return write


def _nested(depth: int) -> Callable[[Path], None]:
    """Private sequences within one another, `depth` deep, of undefined length and never closed."""

    def write(path: Path) -> None:
        whole = _image(path)
        at = whole.rindex(b"\xe0\x7f\x10\x00")  # Pixel Data
        opening = b"\x09\x00\x10\x10SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
        path.write_bytes(whole[:at] + opening * depth + whole[at:])

    return write


def _length_lies(length: int) -> Callable[[Path], None]:
    """Pixel Data that says it is `length` bytes long."""

    def write(path: Path) -> None:
        whole = bytearray(_image(path))
        at = whole.rindex(b"\xe0\x7f\x10\x00")
        whole[at + 8 : at + 12] = struct.pack("<I", length)
        path.write_bytes(whole)

    return write


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


BROKEN: dict[str, Callable[[Path], None]] = {
    "empty": _bytes(b""),
    "zeros": _bytes(bytes(4096)),
    "preamble only": _bytes(bytes(128) + b"DICM"),
    "text": _bytes(b"%PDF-1.7\n" * 100),
    "half a preamble": _bytes(bytes(64)),
    "cut in the header": _cut(0.3),
    "cut in the attributes": _cut(0.5),
    "cut in the pixels": _cut(0.8),
    "no UIDs": lambda path: void(
        _image(path, SOPInstanceUID="", StudyInstanceUID="", SeriesInstanceUID="")
    ),
    "65535 squared": lambda path: void(_image(path, Rows=65535, Columns=65535)),
    "two thousand million frames": _counting("NumberOfFrames", 2_000_000_000),
    "negative frames": _counting("NumberOfFrames", -1),
    "64 bits allocated": _counting("BitsAllocated", 64),
    "no bits allocated": _counting("BitsAllocated", 0),
    "no rows": _counting("Rows", 0),
    "65535 samples": _counting("SamplesPerPixel", 65535),
    "sequences a thousand deep": _nested(1000),
    "sequences a hundred thousand deep": _nested(100_000),
    "pixels of 4 GB": _length_lies(0xFFFFFFFE),
    "pixels of no length": _length_lies(0),
    "pixels of undefined length": _length_lies(0xFFFFFFFF),
}


def write_broken(path: Path, kind: str) -> Path:
    """One broken file of a kind named in `BROKEN`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    BROKEN[kind](path)
    return path


def void(_: object) -> None:
    """Drops what a function returned: `BROKEN` holds writers, not readers."""
