"""One frame from its file: stored values become modality values (PS3.3 C.11.1). Any thread may call it.

Native pixels are read straight from the place the header pass found; everything else goes through pydicom's
decoders. int16 where slope and intercept keep whole numbers in range, float32 otherwise.
"""

import logging
import warnings

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.utils import pixel_array
from pydicom.uid import UID

from medviewer.domain.study import FrameSource, Instance
from medviewer.domain.volume import Frame, PixelArray, Unit
from medviewer.errors import UndecodablePixels
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

INT16 = np.iinfo(np.int16)


def read_frame(source: FrameSource) -> Frame:
    """Decode one frame.

    Raises:
        UndecodablePixels: the file is gone, cut short, or in a syntax no decoder here reads.
    """
    instance = source.instance
    stored = read_stored(source)
    if stored.ndim == 3:
        return Frame(as_rgb8(stored), instance.rescale.unit)
    return Frame(to_modality(stored, instance), instance.rescale.unit, is_monochrome1(instance))


def is_monochrome1(instance: Instance) -> bool:
    return instance.encoding.photometric_interpretation == "MONOCHROME1"


def modality_dtype(instance: Instance) -> np.dtype[np.int16] | np.dtype[np.float32]:
    """int16 where every value the header allows fits after rescaling, and for all HU; else float32.

    HU beyond int16 are padding, whatever the header allows (-32768 with an intercept of -1024): they are
    held at the end of the range, which keeps the common 16-bit CT at half the memory.
    """
    encoding, rescale = instance.encoding, instance.rescale
    if encoding.bits_allocated > 16 or rescale.slope != 1 or rescale.intercept % 1:
        return np.dtype(np.float32)
    if rescale.unit is Unit.HU and abs(rescale.intercept) < INT16.max:
        return np.dtype(np.int16)
    signed = encoding.pixel_representation == 1
    low = -(1 << (encoding.bits_stored - 1)) if signed else 0
    high = (1 << (encoding.bits_stored - (1 if signed else 0))) - 1
    fits = INT16.min <= low + rescale.intercept and high + rescale.intercept <= INT16.max
    return np.dtype(np.int16) if fits else np.dtype(np.float32)


def to_modality(stored: PixelArray, instance: Instance) -> PixelArray:
    """Stored values to modality values, in the type `modality_dtype` names."""
    rescale = instance.rescale
    if modality_dtype(instance) == np.int16:
        intercept = int(rescale.intercept)
        kind = np.iinfo(stored.dtype)
        lowest = max(INT16.min, INT16.min - intercept, kind.min)
        highest = min(INT16.max, INT16.max - intercept, kind.max)
        if kind.min < lowest or kind.max > highest:
            stored = np.clip(stored, lowest, highest)
        result = stored.astype(np.int16)
        if intercept:
            result += np.int16(intercept)
        return result
    return stored.astype(np.float32) * np.float32(rescale.slope) + np.float32(rescale.intercept)


def read_stored(source: FrameSource) -> PixelArray:
    """Stored values as the file has them: [rows, columns], or [rows, columns, 3] in RGB."""
    instance = source.instance
    if is_native_grey(instance):
        return _read_native(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks about padding and lengths; the pixels tell
            found: PixelArray = pixel_array(instance.path, index=source.frame_index)
    except OSError as error:
        raise UndecodablePixels(_gone(instance, error)) from error
    except Exception as error:  # one frame must not stop the series
        logger.warning("A frame could not be decoded: %s", type(error).__name__)
        raise UndecodablePixels(_undecodable(instance)) from error
    return found


def is_native_grey(instance: Instance) -> bool:
    """Whether the pixels lie in the file as whole bytes, one sample each, at a known place."""
    encoding = instance.encoding
    return (
        encoding.data_offset is not None
        and encoding.samples_per_pixel == 1
        and encoding.photometric_interpretation in ("MONOCHROME1", "MONOCHROME2")
        and encoding.bits_allocated in (8, 16, 32)
    )


def _read_native(source: FrameSource) -> PixelArray:
    instance = source.instance
    encoding = instance.encoding
    kind = "i" if encoding.pixel_representation == 1 else "u"
    pixels = np.empty((instance.rows, instance.columns), f"<{kind}{encoding.bits_allocated // 8}")
    assert encoding.data_offset is not None  # for the type checker: is_native_grey asked
    try:
        with instance.path.open("rb", buffering=0) as stream:
            stream.seek(encoding.data_offset + source.frame_index * pixels.nbytes)
            got = stream.readinto(pixels.view(np.uint8).data)
    except OSError as error:
        raise UndecodablePixels(_gone(instance, error)) from error
    if got != pixels.nbytes:
        raise UndecodablePixels(_cut_short(instance, got or 0, pixels.nbytes))
    return _stored_bits(pixels, encoding.bits_stored)


def _stored_bits(pixels: PixelArray, bits_stored: int) -> PixelArray:
    """Drop what lies above the stored bits: overlays and rubbish of old machines (PS3.5 8.1.1)."""
    spare = pixels.dtype.itemsize * 8 - bits_stored
    if spare <= 0:
        return pixels
    if pixels.dtype.kind == "i":  # shifting up and down again copies the sign
        return (pixels << spare) >> spare
    pixels &= pixels.dtype.type((1 << bits_stored) - 1)
    return pixels


def as_rgb8(pixels: PixelArray) -> NDArray[np.uint8]:
    """Colour at 8 bits a channel; deeper colour keeps its upper bits."""
    if pixels.dtype == np.uint8:
        return pixels
    shift = (pixels.dtype.itemsize - 1) * 8
    return (pixels >> shift).astype(np.uint8)


def _gone(instance: Instance, error: OSError) -> Message:
    return message(
        "Frames",
        "{file} can no longer be read ({reason}). Is the disk or stick still there?",
        file=instance.path.name,
        reason=error.strerror or type(error).__name__,
    )


def _cut_short(instance: Instance, got: int, needed: int) -> Message:
    return message(
        "Frames",
        "{file} is cut short: {got} of {needed} bytes of pixels are there. Copy or export it again.",
        file=instance.path.name,
        got=got,
        needed=needed,
    )


def _undecodable(instance: Instance) -> Message:
    return message(
        "Frames",
        "{file} cannot be decoded: its pixels ({syntax}) are damaged or in a form MedViewer has no "
        "decoder for. Export it uncompressed, or from where it came from again.",
        file=instance.path.name,
        syntax=UID(instance.encoding.transfer_syntax_uid).name,
    )
