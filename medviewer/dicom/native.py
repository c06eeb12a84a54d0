"""Reads native pixels from their place in the file straight into the array they are shown from."""

from pathlib import Path

import numpy as np

from medviewer.domain.study import Instance
from medviewer.domain.volume import PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.words import message

BIG_ENDIAN = "1.2.840.10008.1.2.2"


def is_native_grey(instance: Instance) -> bool:
    """Whether the pixels lie in the file as whole integers, one sample each, at a known place."""
    encoding = instance.encoding
    return (
        encoding.data_offset is not None
        and not encoding.is_float
        and encoding.samples_per_pixel == 1
        and encoding.photometric_interpretation in ("MONOCHROME1", "MONOCHROME2")
        and encoding.bits_allocated in (8, 16, 32)
    )


def stored_dtype(instance: Instance) -> np.dtype[np.integer]:
    """The type of stored values in this computer's byte order."""
    encoding = instance.encoding
    kind = "i" if encoding.pixel_representation == 1 else "u"
    dtype: np.dtype[np.integer] = np.dtype(f"{kind}{encoding.bits_allocated // 8}")
    return dtype


def read_native(instance: Instance, frame_index: int, into: PixelArray) -> None:
    """Fill `into`, [rows, columns] of `stored_dtype` and contiguous, with one frame's stored values.

    Raises:
        UndecodablePixels: the file is gone or cut short.
    """
    encoding = instance.encoding
    assert encoding.data_offset is not None  # for the type checker: is_native_grey asked
    read_bytes(instance.path, encoding.data_offset + frame_index * into.nbytes, into)
    is_big_endian = encoding.transfer_syntax_uid == BIG_ENDIAN
    if is_big_endian != (not np.little_endian):
        into.byteswap(inplace=True)
    keep_stored_bits(into, encoding.bits_stored)


def read_bytes(path: Path, offset: int, into: PixelArray) -> None:
    """Fill an array's memory from a file, unbuffered."""
    room = into.reshape(-1).view(np.uint8).data
    try:
        with path.open("rb", buffering=0) as stream:
            stream.seek(offset)
            got = 0
            while got < len(room) and (count := stream.readinto(room[got:])):
                got += count
    except OSError as error:
        raise UndecodablePixels(
            message(
                "Frames",
                "{file} can no longer be read ({reason}). Is its disk or stick still there?",
                file=path.name,
                reason=error.strerror or type(error).__name__,
            )
        ) from error
    if got != len(room):
        raise UndecodablePixels(
            message(
                "Frames",
                "{file} is cut short: {got} of {needed} bytes of this image are there. "
                "Copy or export the file again.",
                file=path.name,
                got=got,
                needed=len(room),
            )
        )


def keep_stored_bits(pixels: PixelArray, bits_stored: int) -> None:
    """Drop what lies above the stored bits: overlays and rubbish of old machines (PS3.5 section 8.1.1)."""
    spare = pixels.dtype.itemsize * 8 - bits_stored
    if not 0 < spare < pixels.dtype.itemsize * 8:
        return
    if pixels.dtype.kind == "i":  # shifting up and down again copies the sign
        np.left_shift(pixels, spare, out=pixels)
        np.right_shift(pixels, spare, out=pixels)
    else:
        np.bitwise_and(pixels, pixels.dtype.type((1 << bits_stored) - 1), out=pixels)
