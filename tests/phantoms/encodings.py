"""Three small frames in every container and word size met in the field, and the values a reader must find."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.uid import (
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    ParametricMapStorage,
    RLELossless,
)

from tests.phantoms.compressed_files import (
    items,
    jpeg_2000,
    jpeg_lossless,
    jpeg_ls,
    rle,
    write_compressed,
)
from tests.phantoms.dicom_files import write_image

Pixels = NDArray[Any]

ROWS, COLUMNS = 12, 10
FRAME = (np.arange(ROWS * COLUMNS, dtype=np.uint16) * 20).reshape(ROWS, COLUMNS)
FRAMES = np.stack([FRAME, FRAME + 1, FRAME + 2])
SIGNED = (FRAME.astype(np.int32) - 1000).astype(np.int16)
ODD = np.arange(15, dtype=np.uint8).reshape(3, 5)
DELIMITER = b"\xfe\xff\xdd\xe0\0\0\0\0"


@dataclass(frozen=True, slots=True)
class EncodingCase:
    """One file to write, and its frames: [frame, row, column]."""

    name: str
    write: Callable[[Path], object]
    frames: Pixels = field(hash=False)


def encoding_cases() -> Iterator[EncodingCase]:
    """Containers, signs, word sizes and lengths."""
    yield from _containers()
    yield from _signs()
    yield from _word_sizes()
    yield from _lengths()


def _containers() -> Iterator[EncodingCase]:
    coded = [jpeg_ls(frame) for frame in FRAMES]
    one = coded[0]
    pieces = [one[at : at + 30] for at in range(0, len(one), 30)]
    yield _compressed("one frame in many fragments", FRAMES[:1], items(pieces))
    halves = [half for frame in coded for half in (frame[:40], frame[40:])]
    yield _compressed("frames in halves, no offsets", FRAMES, items(halves))
    tables = {
        "no offsets": b"",
        "offsets of zero": bytes(12),
        "offsets that are nonsense": struct.pack("<3I", 0, 7, 99_999),
        "an offset missing": struct.pack("<2I", 0, len(one) + 8),
    }
    for name, table in tables.items():
        yield _compressed(name, FRAMES, items(coded, table))
    yield _compressed("no sequence delimiter", FRAMES, items(coded), _without_delimiter)
    boxed = bytes(imagecodecs.jpeg2k_encode(FRAME, 0, codecformat="JP2", reversible=True))
    yield _compressed(
        "JPEG 2000 in a JP2 file", FRAMES[:1], items([boxed]), syntax=JPEG2000Lossless
    )


def _signs() -> Iterator[EncodingCase]:
    for syntax, encode in (
        (JPEGLosslessSV1, jpeg_lossless),
        (JPEGLSLossless, jpeg_ls),
        (JPEG2000Lossless, jpeg_2000),
        (RLELossless, rle),
    ):
        data = items([encode(SIGNED)])
        yield _compressed(f"signed, {syntax.name}", SIGNED[None], data, syntax=syntax)
    stored = ((SIGNED.astype(np.int32) & 0xFFF) | 0xA000).astype(np.uint16)
    low = SIGNED.astype(np.int32) & 0xFFF
    values = np.where(low >= 2048, low - 4096, low)
    yield _native(
        "12 bits signed, rubbish above them",
        stored,
        values,
        BitsStored=12,
        HighBit=11,
        PixelRepresentation=1,
    )
    yield _native("12 bits at the top of 16", FRAME << 4, FRAME & 0xFFF, BitsStored=12, HighBit=15)


def _word_sizes() -> Iterator[EncodingCase]:
    bits = (np.arange(ROWS * COLUMNS) % 3 == 0).astype(np.uint8).reshape(ROWS, COLUMNS)
    packed = np.packbits(bits.ravel(), bitorder="little").tobytes()
    yield _native(
        "1 bit",
        bits,
        bits,
        BitsAllocated=1,
        BitsStored=1,
        HighBit=0,
        PixelData=packed + bytes(len(packed) % 2),
    )
    eight = (np.arange(ROWS * COLUMNS) - 60).astype(np.int8).reshape(ROWS, COLUMNS)
    yield _native("8 bits signed", eight, eight)
    yield _native("32 bits", FRAME.astype(np.uint32) * 100_000, FRAME.astype(np.int64) * 100_000)
    wide = SIGNED.astype(np.int32) * 100_000
    yield _native("32 bits signed", wide, wide)
    for keyword, dtype in (("FloatPixelData", np.float32), ("DoubleFloatPixelData", np.float64)):
        values = (FRAME / 7).astype(dtype)
        attributes: dict[str, Any] = {
            "SOPClassUID": ParametricMapStorage,
            "BitsAllocated": 8 * values.dtype.itemsize,
            keyword: values.tobytes(),
        }
        none = dict.fromkeys(("BitsStored", "HighBit", "PixelRepresentation", "PixelData"))
        yield _native(keyword, FRAME, values, **attributes, **none)


def _lengths() -> Iterator[EncodingCase]:
    data = ODD.tobytes()
    yield _native("an odd number of bytes", ODD, ODD, PixelData=data + b"\0")
    unpadded = EncodingCase(
        "an odd number, not padded",
        _then(_without_last_byte, ODD, PixelData=data + b"\0"),
        ODD[None],
    )
    yield unpadded
    yield _native("more frames than are named", FRAME, FRAME, PixelData=FRAMES.tobytes())
    yield _native("no bits stored", FRAME, FRAME, BitsStored=0)
    yield _native(
        "more bits stored than allocated", ODD, ODD, BitsStored=16, PixelData=data + b"\0"
    )


def _compressed(
    name: str,
    frames: Pixels,
    data: bytes,
    change: Callable[[bytes], bytes] | None = None,
    syntax: str = JPEGLSLossless,
) -> EncodingCase:
    def write(path: Path) -> None:
        many = {"NumberOfFrames": len(frames)} if len(frames) > 1 else {}
        write_compressed(path, frames if many else frames[0], syntax, data, **many)
        if change is not None:
            path.write_bytes(change(path.read_bytes()))

    return EncodingCase(name, write, frames)


def _native(name: str, stored: Pixels, values: Pixels, **attributes: Any) -> EncodingCase:
    return EncodingCase(name, lambda path: write_image(path, stored, **attributes), values[None])


def _then(
    change: Callable[[bytes], bytes], stored: Pixels, **attributes: Any
) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        write_image(path, stored, **attributes)
        path.write_bytes(change(path.read_bytes()))

    return write


def _without_delimiter(content: bytes) -> bytes:
    assert content.endswith(DELIMITER)
    return content[: -len(DELIMITER)]


def _without_last_byte(content: bytes) -> bytes:
    return content[:-1]
