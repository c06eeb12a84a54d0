"""How a decoded frame asks to be shown: its header's facts, in modality values and with overlays' bits."""

import logging
from dataclasses import replace
from typing import Any

import numpy as np

from medviewer.dicom.facts.overlays import read_overlays
from medviewer.dicom.pixels.computed_frames import tile, whole_sheet
from medviewer.dicom.pixels.decoders import decode_frame
from medviewer.dicom.pixels.encapsulation import read_encapsulated
from medviewer.dicom.pixels.native import is_native_grey, read_cells, stored_dtype
from medviewer.dicom.pixels.transfer_syntaxes import RLE
from medviewer.domain.appearance import Appearance, OverlayPlane, ValueRange, overlay_plane
from medviewer.domain.study import FrameSource, PixelEncoding
from medviewer.domain.volume import PixelArray
from medviewer.errors import UndecodablePixels

logger = logging.getLogger(__name__)

SAMPLE_PIXELS = 50_000  # looked at to see whether what is called padding is padding


def appearance(source: FrameSource, values: PixelArray | None = None) -> Appearance:
    """The appearance of one frame; reads its file again where overlays lie over it.

    Args:
        values: the frame's modality values, to hold the declared padding against; None for colour.
    """
    facts = source.instance.display
    if source.is_resampled:  # overlays and shutters lie on the pixels of the file
        facts = replace(facts, overlays=(), shutter=None)
    elif source.instance.sheet is not None:  # a shutter is placed on the sheet, not on its tiles
        facts = replace(facts, shutter=None)
    padding = None if values is None else _padding(source, values)
    overlays = _overlays(source) if facts.overlays else ()
    return Appearance(facts.is_inverse, padding, facts.presentation_lut, facts.shutter, overlays)


def _overlays(source: FrameSource) -> tuple[OverlayPlane, ...]:
    """The planes over one frame; a mosaic's lie over the sheet its tiles are cut from."""
    if source.instance.sheet is None:
        return read_overlays(source.instance, source.frame_index, _cells(source))
    sheet = whole_sheet(source)
    planes = read_overlays(sheet.instance, sheet.frame_index, _cells(sheet))
    return tuple(overlay_plane(one.group, one.label, tile(one.mask(), source)) for one in planes)


def _padding(source: FrameSource, values: PixelArray) -> ValueRange | None:
    """Padding in modality values, None where there is none or the image has values on both sides of it.

    Native pixels lie to one side of the padding (PS3.3 C.7.5.1.1.2, note 2). A header that declares 0 in a
    CT whose values are signed would otherwise blacken water.
    """
    stored = source.instance.display.padding
    if stored is None:
        return None
    padding = _in_modality_values(stored, source, values.dtype)
    stride = max(1, int(np.sqrt(values.size / SAMPLE_PIXELS)))
    sample = values[::stride, ::stride]
    if np.any(sample < padding.low) and np.any(sample > padding.high):
        logger.info("Padding was declared within an image's values and is not believed")
        return None
    return padding


def _in_modality_values(
    stored: ValueRange, source: FrameSource, dtype: np.dtype[Any]
) -> ValueRange:
    rescale = source.rescale
    ends = np.array([stored.low, stored.high])
    if rescale.lut is not None:
        mapped = rescale.lut.look_up(ends).astype(np.float64)
    else:
        mapped = ends * rescale.slope + rescale.intercept
    if np.issubdtype(dtype, np.integer):
        room = np.iinfo(dtype)
        mapped = np.clip(mapped, room.min, room.max)  # as modality values were
    else:
        mapped = mapped.astype(dtype)
    return ValueRange(float(mapped.min()), float(mapped.max()))


def _cells(source: FrameSource) -> PixelArray | None:
    """Pixel cells with all their bits, where an overlay lies in them; None where they cannot be had.

    Only native and RLE pixels keep bits above the stored ones; other codecs know of no such thing.
    """
    instance = source.instance
    if all(facts.bit is None for facts in instance.display.overlays):
        return None
    try:
        if is_native_grey(instance):
            cells: PixelArray = np.empty((instance.rows, instance.columns), stored_dtype(instance))
            read_cells(instance, source.frame_index, cells)
            return cells
        if instance.encoding.transfer_syntax_uid == RLE:
            encoded = read_encapsulated(instance, source.frame_index)
            return decode_frame(
                encoded, _whole_cells(instance.encoding), instance.rows, instance.columns
            )
    except UndecodablePixels:
        logger.info("Overlays within an image's pixels could not be read")
    return None


def _whole_cells(encoding: PixelEncoding) -> PixelEncoding:
    bits = encoding.bits_allocated
    return replace(encoding, bits_stored=bits, high_bit=bits - 1, pixel_representation=0)
