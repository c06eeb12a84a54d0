"""Compressed DICOM files with known pixels: codestreams by the codecs' own encoders, items by hand."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.uid import UID, HTJ2KLossless

from tests.phantoms.dicom_files import write_image

Pixels = NDArray[Any]

STAND_IN = HTJ2KLossless
ITEM, SEQUENCE_END = b"\xfe\xff\x00\xe0", b"\xfe\xff\xdd\xe0"


def write_compressed(
    path: Path,
    pixels: Pixels,
    transfer_syntax_uid: str,
    pixel_data: bytes,
    **attributes: Any,
) -> Path:
    """A file whose header describes `pixels` and whose pixel data are `pixel_data`, item by item."""
    dataset = write_image(path, pixels, **attributes)
    is_known = UID(transfer_syntax_uid).is_transfer_syntax
    dataset.file_meta.TransferSyntaxUID = UID(transfer_syntax_uid) if is_known else STAND_IN
    dataset.PixelData = pixel_data
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.save_as(path, implicit_vr=False, little_endian=True)
    if not is_known:  # pydicom writes no JPEG XL: another name of the same length takes its place
        assert len(transfer_syntax_uid) == len(STAND_IN)
        written = path.read_bytes().replace(STAND_IN.encode(), transfer_syntax_uid.encode(), 1)
        path.write_bytes(written)
    return path


def items(fragments: Sequence[bytes], offset_table: bytes = b"") -> bytes:
    """PS3.5 section A.4: the offset table, then every fragment, each in an item of even length."""
    return b"".join(_item(one) for one in (offset_table, *fragments))


def offset_table(frames: Sequence[Sequence[bytes]]) -> bytes:
    """Where the first item of each frame starts, counted from the first fragment's item."""
    sizes = [sum(len(_item(fragment)) for fragment in frame) for frame in frames]
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    return struct.pack(f"<{len(starts)}I", *starts)


def _item(value: bytes) -> bytes:
    padded = value + bytes(len(value) % 2)
    return ITEM + struct.pack("<I", len(padded)) + padded


def rle(pixels: Pixels) -> bytes:
    """RLE by literal runs alone (PS3.5 annex G): long, and beyond doubt."""
    planes = np.atleast_3d(pixels)
    segments = []
    for sample in range(planes.shape[2]):
        plane = np.ascontiguousarray(planes[..., sample])
        big_endian = plane.astype(plane.dtype.newbyteorder(">")).reshape(-1, 1).view(np.uint8)
        segments += [_literal_runs(column.tobytes()) for column in big_endian.T]
    starts = [64 + sum(map(len, segments[:index])) for index in range(len(segments))]
    header = struct.pack("<16I", len(segments), *starts, *[0] * (15 - len(starts)))
    return header + b"".join(segments)


def _literal_runs(values: bytes) -> bytes:
    runs = [values[start : start + 128] for start in range(0, len(values), 128)]
    coded = b"".join(bytes([len(run) - 1]) + run for run in runs)
    return coded + bytes(len(coded) % 2)


def jpeg_ls(pixels: Pixels, near: int = 0) -> bytes:
    return bytes(imagecodecs.jpegls_encode(_unsigned(pixels), near))


def jpeg_lossless(pixels: Pixels) -> bytes:
    bits = pixels.dtype.itemsize * 8
    return bytes(imagecodecs.jpeg8_encode(_unsigned(pixels), lossless=True, bitspersample=bits))


def without_names(encoded: bytes) -> bytes:
    """A colour JPEG whose components are no longer called R, G and B, and without its first segment.

    Both say which colours it holds: JFIF or Adobe's segment, and the names.
    """
    length = int.from_bytes(encoded[4:6])
    unmarked = encoded[:2] + encoded[4 + length :]
    unnamed = unmarked.replace(b"R\x11\0G\x11\0B\x11\0", b"\1\x11\0\2\x11\0\3\x11\0")
    return unnamed.replace(b"\x03R\0G\0B\0", b"\x03\1\0\2\0\3\0")


def jpeg_2000(pixels: Pixels) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(pixels, 0, codecformat="J2K", reversible=True))


def htj2k(pixels: Pixels) -> bytes:
    return bytes(imagecodecs.htj2k_encode(pixels, reversible=True))


def jpeg_xl(pixels: Pixels) -> bytes:
    return bytes(imagecodecs.jpegxl_encode(_unsigned(pixels), lossless=True))


def _unsigned(pixels: Pixels) -> Pixels:
    """The same bits: these codestreams know no sign."""
    return pixels.view(f"u{pixels.dtype.itemsize}")
