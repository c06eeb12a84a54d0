"""Clean Pixel Data (PS3.15 E.3.1): boxes of every frame are blacked out, and written without compression.

Overlays are removed with their attributes; the old ones that lie in unused bits of the pixels go here.
"""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.pixels.utils import pixel_array as decoded_array
from pydicom.uid import ExplicitVRLittleEndian

from medviewer.dicom.pixels import pydicom_plugin
from medviewer.domain.deidentification import PixelBox
from medviewer.errors import UndecodablePixels
from medviewer.words import message

MAX_DECODED_BYTES = 4 << 30
LEAST_BITS = 8


def boxes_for(dataset: FileDataset, boxes: tuple[PixelBox, ...]) -> tuple[PixelBox, ...]:
    """The boxes meant for this image's series."""
    series = str(dataset.get("SeriesInstanceUID", ""))
    if "PixelData" not in dataset:
        return ()
    return tuple(box for box in boxes if box.series_instance_uid in ("", series))


def black_out(dataset: FileDataset, boxes: tuple[PixelBox, ...]) -> None:
    """Blacken the boxes in all frames; the file is uncompressed afterwards, its other pixels are as decoded.

    Raises:
        UndecodablePixels: no decoder here can read it, or it is larger than memory.
    """
    _refuse_what_is_too_large(dataset)
    pydicom_plugin.register()
    try:
        pixels = decoded_array(dataset)
    except Exception as error:
        raise UndecodablePixels(CANNOT) from error
    frames = _by_frame(pixels, dataset).copy()
    dark = _darkest(frames, dataset)
    for box in boxes:
        frames[:, max(box.top, 0) : box.bottom, max(box.left, 0) : box.right] = dark
    _put(dataset, frames)


def has_bits_beside(dataset: FileDataset) -> bool:
    """Whether the pixels' unused bits may hold an overlay (retired, PS3.3 C.9.2)."""
    groups = {tag.group for tag in list(dataset.keys()) if tag.group & 0xFF00 == 0x6000}
    return any(
        dataset.get((group, 0x0102)) is not None and (group, 0x3000) not in dataset
        for group in groups
    )


def clear_bits_beside(dataset: FileDataset) -> None:
    """Zero the bits of native pixels that are no part of the image; extend the sign of signed ones."""
    bits, stored = int(dataset.BitsAllocated), int(dataset.BitsStored)
    if dataset.file_meta.TransferSyntaxUID.is_compressed or bits not in (8, 16, 32):
        return
    values = np.frombuffer(dataset.PixelData, dtype=f"<u{bits // 8}").copy()
    shift = int(dataset.get("HighBit", stored - 1)) + 1 - stored
    mask = ((1 << stored) - 1) << max(shift, 0)
    values &= np.array(mask, values.dtype)
    if int(dataset.get("PixelRepresentation", 0)) and not shift and stored < bits:
        sign = np.array(1 << (stored - 1), values.dtype)
        values = (values ^ sign) - sign
    dataset.PixelData = values.tobytes()


def _refuse_what_is_too_large(dataset: FileDataset) -> None:
    size = (
        int(dataset.get("Rows", 0) or 0)
        * int(dataset.get("Columns", 0) or 0)
        * max(int(dataset.get("NumberOfFrames", 1) or 1), 1)
        * int(dataset.get("SamplesPerPixel", 1) or 1)
        * max(int(dataset.get("BitsAllocated", 8) or 8) // 8, 1)
    )
    if size > MAX_DECODED_BYTES or int(dataset.get("BitsAllocated", 0) or 0) < LEAST_BITS:
        raise UndecodablePixels(CANNOT)


def _by_frame(pixels: NDArray[np.generic], dataset: FileDataset) -> NDArray[np.generic]:
    """(frame, row, column[, sample]), whatever the number of frames."""
    is_colour = int(dataset.get("SamplesPerPixel", 1) or 1) > 1
    return pixels if pixels.ndim == (4 if is_colour else 3) else pixels[np.newaxis]


def _darkest(frames: NDArray[np.generic], dataset: FileDataset) -> np.generic | int:
    """What is shown black: the greatest value of MONOCHROME1, the least of others, no colour at all."""
    if frames.ndim == 4:
        return 0
    is_inverse = dataset.get("PhotometricInterpretation") == "MONOCHROME1"
    darkest: np.generic = frames.max() if is_inverse else frames.min()
    return darkest


def _put(dataset: FileDataset, frames: NDArray[np.generic]) -> None:
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = np.ascontiguousarray(frames, frames.dtype.newbyteorder("<")).tobytes()
    dataset.PixelData = data + b"\0" * (len(data) % 2)
    dataset["PixelData"].VR = "OW" if frames.dtype.itemsize > 1 else "OB"
    dataset["PixelData"].is_undefined_length = False
    dataset.BitsAllocated = frames.dtype.itemsize * 8
    if frames.ndim == 4:
        dataset.PhotometricInterpretation = "RGB"
        dataset.PlanarConfiguration = 0
    for keyword in ("ExtendedOffsetTable", "ExtendedOffsetTableLengths"):
        if keyword in dataset:
            delattr(dataset, keyword)


CANNOT = message(
    "Deidentification",
    "The boxes could not be blacked out: no decoder here can read these pixels whole. Decompress the file "
    "with another program, or leave the series out.",
)
