"""Reads native pixels from their place in the file: grey ones straight into the array they are shown from."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.pixels.colour_spaces import YBR_422
from medviewer.dicom.pixels.transfer_syntaxes import BIG_ENDIAN_PIXELS
from medviewer.domain.study import Instance, PixelEncoding
from medviewer.domain.volume import PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.words import Message, message

READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows has text files
CHUNK_BYTES = 1 << 22
UNQUESTIONED_BYTES = 1 << 24  # of a frame; asking the disk for a file's size costs a little, too
WHOLE_BYTES = (8, 16, 32, 64)
MONOCHROME = ("MONOCHROME1", "MONOCHROME2")


def is_native_grey(instance: Instance) -> bool:
    """Whether the pixels lie in the file as whole integers, one sample each, at a known place."""
    encoding = instance.encoding
    return (
        is_native(instance)
        and not encoding.is_float
        and encoding.samples_per_pixel == 1
        and encoding.photometric_interpretation in MONOCHROME
        and encoding.bits_allocated in WHOLE_BYTES
    )


def is_native(instance: Instance) -> bool:
    """Whether `read_native_frame` knows where the pixels lie and how.

    In big endian files bytes may be swapped in pairs or not, by a VR this place does not know: pydicom's.
    """
    encoding = instance.encoding
    is_big_endian = encoding.transfer_syntax_uid in BIG_ENDIAN_PIXELS
    is_swapped_perhaps = is_big_endian and encoding.bits_allocated <= 8
    is_there = encoding.data_offset is not None and instance.sheet is None
    return is_there and not is_swapped_perhaps


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
    read_cells(instance, frame_index, into)
    keep_stored_bits(into, instance.encoding.bits_stored, instance.encoding.shift)


def read_cells(instance: Instance, frame_index: int, into: PixelArray) -> None:
    """As `read_native`, but every bit as it lies in the file: overlays, too."""
    encoding = instance.encoding
    assert encoding.data_offset is not None  # for the type checker: is_native asked
    read_bytes(instance.path, encoding.data_offset + frame_index * into.nbytes, into)
    is_big_endian = encoding.transfer_syntax_uid in BIG_ENDIAN_PIXELS
    if is_big_endian != (not np.little_endian):
        into.byteswap(inplace=True)


def read_native_frame(instance: Instance, frame_index: int) -> PixelArray:
    """One frame of any native layout: [rows, columns], or [rows, columns, samples] in its own colour space.

    Raises:
        UndecodablePixels: the file is gone or cut short.
    """
    encoding, size = instance.encoding, instance.rows * instance.columns
    if encoding.photometric_interpretation in YBR_422 and encoding.bits_allocated in WHOLE_BYTES:
        pairs: PixelArray = np.empty(size * 2, _sample_dtype(encoding))
        read_cells(instance, frame_index, pairs)
        return _spread_chroma(pairs, instance.rows, instance.columns)
    samples = size * encoding.samples_per_pixel
    if not encoding.is_float and encoding.bits_allocated not in WHOLE_BYTES:
        return _shaped(_read_packed(instance, frame_index, samples), instance)
    cells: PixelArray = np.empty(samples, _sample_dtype(encoding))
    read_cells(instance, frame_index, cells)
    if cells.dtype.kind in "iu":
        keep_stored_bits(cells, encoding.bits_stored, encoding.shift)
    return _shaped(cells, instance)


def _sample_dtype(encoding: PixelEncoding) -> np.dtype[np.number]:
    if encoding.is_float:
        return np.dtype(np.float64 if encoding.bits_allocated == 64 else np.float32)
    kind = "i" if encoding.pixel_representation == 1 else "u"
    dtype: np.dtype[np.number] = np.dtype(f"{kind}{max(encoding.bits_allocated, 8) // 8}")
    return dtype


def _shaped(samples: PixelArray, instance: Instance) -> PixelArray:
    encoding = instance.encoding
    rows, columns, count = instance.rows, instance.columns, encoding.samples_per_pixel
    if count == 1:
        return samples.reshape(rows, columns)
    if encoding.planar_configuration == 1:
        return np.ascontiguousarray(np.moveaxis(samples.reshape(count, rows, columns), 0, -1))
    return samples.reshape(rows, columns, count)


def _spread_chroma(pairs: PixelArray, rows: int, columns: int) -> PixelArray:
    """Y1 Y2 Cb Cr for each two pixels, both of the same chroma (PS3.3 C.7.6.3.1.2)."""
    quads = pairs[: pairs.size // 4 * 4].reshape(-1, 4)
    spread = np.empty((len(quads), 2, 3), pairs.dtype)
    spread[:, :, 0] = quads[:, :2]
    spread[:, :, 1:] = quads[:, None, 2:]
    whole = np.empty((rows * columns, 3), pairs.dtype)
    whole[: len(quads) * 2] = spread.reshape(-1, 3)
    whole[len(quads) * 2 :] = whole[len(quads) * 2 - 1] if len(quads) else 0
    return whole.reshape(rows, columns, 3)


def _read_packed(instance: Instance, frame_index: int, count: int) -> PixelArray:
    """Samples of 1, 4, 12 or so bits one after the other, the lowest first; frames need not start a byte."""
    encoding = instance.encoding
    assert encoding.data_offset is not None  # for the type checker: is_native asked
    bits = encoding.bits_allocated
    first = frame_index * count * bits
    start, end = first // 8, -(-(first + count * bits) // 8)
    packed = np.empty(end - start, np.uint8)
    read_bytes(instance.path, encoding.data_offset + start, packed)
    lowest_first = np.unpackbits(packed, bitorder="little")[first % 8 : first % 8 + count * bits]
    samples = _joined(lowest_first.reshape(count, bits))
    if encoding.pixel_representation == 1:
        samples = samples.view(np.dtype(f"i{samples.dtype.itemsize}"))
    keep_stored_bits(samples, encoding.bits_stored, encoding.shift)
    return samples


def _joined(bits: NDArray[np.uint8]) -> PixelArray:
    """[count, bits] of 0 and 1, the lowest first, as numbers."""
    width = bits.shape[1]
    kind = next(np.dtype(f"u{size}") for size in (1, 2, 4, 8) if size * 8 >= width)
    joined: PixelArray = np.zeros(len(bits), kind)
    for place in range(width):
        joined |= bits[:, place].astype(kind) << kind.type(place)
    return joined


def read_bytes(path: Path, offset: int, into: PixelArray) -> None:
    """Fill an array's memory from a file, unbuffered."""
    room = into.reshape(-1).view(np.uint8).data
    try:
        descriptor = os.open(path, READING)
        try:
            got = 0
            while got < len(room) and (count := _read_at(descriptor, offset + got, room[got:])):
                got += count
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UndecodablePixels(gone(path, error)) from error
    if got != len(room):
        raise UndecodablePixels(_cut_short(path, got, len(room)))


def refuse_what_is_not_there(instance: Instance) -> None:
    """Let no header call for memory that the file has no pixels for; small frames show it when read."""
    encoding = instance.encoding
    samples = instance.rows * instance.columns * encoding.samples_per_pixel
    needed = samples * encoding.bits_allocated // 8
    if needed < UNQUESTIONED_BYTES or encoding.data_offset is None:
        return
    try:
        there = instance.path.stat().st_size - encoding.data_offset
    except OSError:
        return  # reading it says so
    if there < needed // 2:  # a half: chroma of half the width needs less than its samples do
        raise UndecodablePixels(_cut_short(instance.path, max(there, 0), needed))


def gone(path: Path, error: OSError) -> Message:
    """What to say where a file that was listed cannot be read any more."""
    return message(
        "Frames",
        "{file} can no longer be read ({reason}). Is its disk or stick still there?",
        file=path.name,
        reason=error.strerror or type(error).__name__,
    )


def _cut_short(path: Path, got: int, needed: int) -> Message:
    return message(
        "Frames",
        "{file} is cut short: {got} of {needed} bytes of this image are there. "
        "Copy or export the file again.",
        file=path.name,
        got=got,
        needed=needed,
    )


def _read_at(descriptor: int, offset: int, room: memoryview) -> int:
    """Bytes read straight into `room`; 0 at the end of the file."""
    if hasattr(os, "preadv"):
        return os.preadv(descriptor, [room], offset)
    os.lseek(descriptor, offset, os.SEEK_SET)  # Windows: nobody else has this descriptor
    chunk = os.read(descriptor, min(len(room), CHUNK_BYTES))
    room[: len(chunk)] = chunk
    return len(chunk)


def keep_stored_bits(pixels: PixelArray, bits_stored: int, shift: int = 0) -> None:
    """Drop what lies beside the stored bits: overlays and rubbish of old machines (PS3.5 section 8.1.1).

    Args:
        shift: how many bits below the stored ones are none of them (High Bit above Bits Stored − 1).
            A header that says so of values that plainly lie at the bottom is not believed.
    """
    width = pixels.dtype.itemsize * 8
    if shift and _lies_at_the_bottom(pixels, bits_stored, shift):
        shift = 0
    above = width - shift - bits_stored
    if not 0 < bits_stored < width or above < 0:
        return
    if pixels.dtype.kind == "i":  # shifting up and down again copies the sign
        np.left_shift(pixels, above, out=pixels)
        np.right_shift(pixels, above + shift, out=pixels)
        return
    if shift:
        np.right_shift(pixels, shift, out=pixels)
    np.bitwise_and(pixels, pixels.dtype.type((1 << bits_stored) - 1), out=pixels)


def _lies_at_the_bottom(pixels: PixelArray, bits_stored: int, shift: int) -> bool:
    """Whether bits below the stored ones are used and none above where they would end without a shift."""
    cells = pixels.view(np.dtype(f"u{pixels.dtype.itemsize}"))
    used = int(np.bitwise_or.reduce(cells, axis=None))
    return bool(used & ((1 << shift) - 1)) and not used >> bits_stored
