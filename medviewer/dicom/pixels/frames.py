"""One frame from its file, in modality units or RGB. Any thread may call it.

Native grey pixels and compressed frames are read straight from the place the header pass found; everything
else, and what our decoders give up on, goes through pydicom's.
"""

import logging
import zlib
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydicom import config, dcmread
from pydicom.pixels.utils import pixel_array
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, RLELossless

from medviewer.dicom.disk.bounded_stream import open_bounded
from medviewer.dicom.disk.deflated import HEADER_BYTES, inflated
from medviewer.dicom.headers import pixel_bytes
from medviewer.dicom.pixels.appearances import appearance
from medviewer.dicom.pixels.colour_spaces import UnknownColours, to_rgb
from medviewer.dicom.pixels.computed_frames import computed_frame, tile, whole_sheet
from medviewer.dicom.pixels.decoders import CodecFailed, decode_frame, refuse_what_no_image_has
from medviewer.dicom.pixels.encapsulation import FrameFragments, read_encapsulated
from medviewer.dicom.pixels.modality_values import modality_dtype, to_modality
from medviewer.dicom.pixels.native import (
    gone,
    is_native,
    is_native_grey,
    read_native,
    read_native_frame,
    refuse_what_is_not_there,
    stored_dtype,
)
from medviewer.dicom.pixels.pydicom_plugin import has_decoder, register
from medviewer.dicom.pixels.transfer_syntaxes import DECODED, syntax_name
from medviewer.dicom.reading.attributes import MALFORMED
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.study import FrameSource, Instance
from medviewer.domain.unit import Unit
from medviewer.domain.volume import Frame, PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

# pylibjpeg's RLE panics on damaged segments, and a panic of Rust's is no Exception.
PLUGINS = {RLELossless: "pydicom"}


def read_frame(source: FrameSource, located: FrameFragments | None = None) -> Frame:
    """Decode one frame.

    Args:
        located: as for `read_stored`.

    Raises:
        UndecodablePixels: the file is gone, cut short, or in a syntax no decoder here reads.
    """
    if source.is_resampled:
        return computed_frame(source, read_frame)
    lenient: list[FrameSource] = []
    stored = read_stored(source, located, lenient=lenient)
    if stored.ndim == 3:
        rgb = as_rgb8(stored, source.instance)
        return Frame(rgb, Unit.NONE, appearance(source), bool(lenient))
    dtype = modality_dtype(source)
    values = (
        stored.view(dtype)
        if stored.dtype.itemsize == dtype.itemsize and dtype.kind in "iu"
        else None
    )
    if values is None:
        values = np.empty(stored.shape, dtype)
    to_modality(stored, source, values)
    return Frame(values, source.rescale.unit, appearance(source, values), bool(lenient))


def read_stored(
    source: FrameSource,
    located: FrameFragments | None = None,
    room: PixelArray | None = None,
    lenient: list[FrameSource] | None = None,
) -> PixelArray:
    """Stored values, writable: [rows, columns], or [rows, columns, 3] in RGB.

    Args:
        located: from `encapsulation.locate_frames`; spares looking for the frame among its file's fragments.
        room: contiguous [rows, columns] of the stored type, which the values may be written into.
        lenient: takes the frame where our decoder gave up and a more lenient one read it.

    Raises:
        UndecodablePixels: as for `read_frame`.
    """
    instance = source.instance
    if instance.sheet is not None:
        return tile(read_stored(whole_sheet(source), located, lenient=lenient), source)
    _refuse_what_no_image_has(instance)
    if is_native_grey(instance):
        stored: PixelArray = np.empty((instance.rows, instance.columns), stored_dtype(instance))
        read_native(instance, source.frame_index, stored)
        return stored
    return _coloured(_samples(source, located, room, lenient), instance)


def _samples(
    source: FrameSource,
    located: FrameFragments | None,
    room: PixelArray | None,
    lenient: list[FrameSource] | None,
) -> PixelArray:
    """Grey or palette values, or RGB."""
    instance = source.instance
    if is_native(instance):
        return _in_rgb(read_native_frame(instance, source.frame_index), source)
    if not _is_ours_to_decode(instance):
        return _decoded(source)
    encoded = read_encapsulated(instance, source.frame_index, located)
    try:
        return _decode_encoded(encoded, instance, room)
    except CodecFailed as failure:
        try:
            stored = _decoded(source)
        except UndecodablePixels:
            raise UndecodablePixels(_with_remedy(instance, failure)) from failure
        if lenient is not None:
            lenient.append(source)
        return stored
    except UndecodablePixels as refusal:
        raise UndecodablePixels(_with_remedy(instance, refusal)) from refusal


def _refuse_what_no_image_has(instance: Instance) -> None:
    try:
        refuse_what_no_image_has(instance.encoding, instance.rows, instance.columns)
    except UndecodablePixels as refusal:
        raise UndecodablePixels(_with_remedy(instance, refusal)) from refusal
    if is_native(instance):
        refuse_what_is_not_there(instance)


def _coloured(samples: PixelArray, instance: Instance) -> PixelArray:
    if instance.palette is None or samples.ndim != 2:
        return samples
    return instance.palette.look_up(samples)


def _in_rgb(samples: PixelArray, source: FrameSource) -> PixelArray:
    """Native samples in RGB; what this cannot do is tried by pydicom."""
    if samples.ndim == 2:
        return samples
    try:
        return to_rgb(samples, source.instance.encoding.photometric_interpretation)
    except UnknownColours:
        return _decoded(source)


def _is_ours_to_decode(instance: Instance) -> bool:
    encoding = instance.encoding
    return encoding.encapsulated_offset is not None and encoding.transfer_syntax_uid in DECODED


def _decode_encoded(encoded: bytes, instance: Instance, room: PixelArray | None) -> PixelArray:
    return decode_frame(encoded, instance.encoding, instance.rows, instance.columns, room)


def _decoded(source: FrameSource) -> PixelArray:
    instance = source.instance
    register()
    try:
        with without_warnings():
            stored = _decode(source)
    except OSError as error:
        raise UndecodablePixels(gone(instance.path, error)) from error
    except (*MALFORMED, RuntimeError, MemoryError, zlib.error, UndecodablePixels) as error:
        logger.info("A frame could not be decoded (%s)", type(error).__name__)
        raise UndecodablePixels(_undecodable(instance)) from error
    size = (instance.rows, instance.columns)
    if stored.shape[:2] != size or stored.ndim not in (2, 3):
        raise UndecodablePixels(_other_size(instance, stored.shape))
    return stored


def _decode(source: FrameSource) -> PixelArray:
    """Through pydicom, which turns YBR into RGB and leaves palettes to us."""
    instance = source.instance
    index = source.frame_index if instance.number_of_frames > 1 else None
    with open_bounded(instance.path) as stream:
        if instance.encoding.transfer_syntax_uid == DeflatedExplicitVRLittleEndian:
            plain = inflated(stream, HEADER_BYTES + pixel_bytes(instance))
            pixels = _of_plain(plain, instance, index)
        else:
            syntax = UID(instance.encoding.transfer_syntax_uid, config.IGNORE)
            pixels = _by_pydicom(stream, syntax, index)
    is_whole = pixels.ndim == 2 and pixels.dtype.kind in "iu"
    if is_whole and instance.encoding.encapsulated_offset is None:
        pixels = pixels >> instance.encoding.shift
    return pixels if pixels.flags.writeable else np.array(pixels)


def _of_plain(plain: BinaryIO, instance: Instance, index: int | None) -> PixelArray:
    """A frame of an inflated file.

    pydicom 3.0 takes the first bit of a single frame for the first one of its byte, which it seldom is.
    """
    syntax = UID(ExplicitVRLittleEndian)
    if instance.encoding.bits_allocated > 1 or index is None:
        return _by_pydicom(plain, syntax, index)
    return np.array(_by_pydicom(plain, syntax, None)[index])


def _by_pydicom(stream: BinaryIO, syntax: UID, index: int | None) -> PixelArray:
    plugin = PLUGINS.get(syntax, "")
    try:
        return pixel_array(stream, index=index, decoding_plugin=plugin)
    except MALFORMED:
        # Reading only the pixels fails for files without meta information and for some odd lengths.
        stream.seek(0)
        found = dcmread(stream, force=True)
        found.file_meta.TransferSyntaxUID = syntax
        return pixel_array(found, index=index, decoding_plugin=plugin)


def as_rgb8(pixels: PixelArray, instance: Instance) -> NDArray[np.uint8]:
    """Colour at 8 bits a channel; deeper colour keeps the upper ones of its stored bits."""
    if pixels.dtype == np.uint8:
        return pixels
    shift = max(instance.encoding.bits_stored - 8, 0)
    upper: NDArray[np.uint8] = np.clip(pixels >> shift, 0, 255).astype(np.uint8)
    return upper


def _with_remedy(instance: Instance, refusal: UndecodablePixels) -> Message:
    return message(
        "Frames",
        "{file} cannot be shown: {cause} ({syntax}). Copy it again, or export it uncompressed.",
        file=instance.path.name,
        cause=refusal.message,
        syntax=syntax_name(instance.encoding.transfer_syntax_uid),
    )


def _undecodable(instance: Instance) -> Message:
    syntax = instance.encoding.transfer_syntax_uid
    if not has_decoder(syntax):
        return message(
            "Frames",
            "{file} cannot be shown: MedViewer has no decoder for its compression ({syntax}). "
            "Export it uncompressed.",
            file=instance.path.name,
            syntax=syntax_name(syntax),
        )
    return message(
        "Frames",
        "{file} cannot be decoded: its pixels ({syntax}) are damaged or unusual. Copy it again, or export it "
        "uncompressed.",
        file=instance.path.name,
        syntax=syntax_name(syntax),
    )


def _other_size(instance: Instance, shape: tuple[int, ...]) -> Message:
    return message(
        "Frames",
        "{file} has pixels of another size ({found}) than its header says ({told}). Export it again.",
        file=instance.path.name,
        found="×".join(str(side) for side in shape[:2]),
        told=f"{instance.rows}×{instance.columns}",
    )
