"""One compressed frame becomes stored values or RGB. Any thread may call it: the codecs release the GIL.

what the codestream says of itself → does it fit the header? → the codec → colour → bits and sign

Where header and codestream differ the codestream knows how it was written and the header what it means:
size must agree, depth and sign are taken from the codestream and brought into the header's type.
"""

import logging
import zlib

import imagecodecs
import numpy as np

from medviewer.dicom.pixels.codestreams import (
    Codestream,
    MalformedCodestream,
    read_jpeg,
    read_jpeg_2000,
    read_jpeg_xl,
)
from medviewer.dicom.pixels.colour_spaces import UnknownColours, to_rgb
from medviewer.dicom.pixels.modality_values import MOST_BITS
from medviewer.dicom.pixels.native import keep_stored_bits
from medviewer.dicom.pixels.transfer_syntaxes import (
    DECODED,
    DEFLATED_FRAMES,
    JPEG_2000,
    JPEG_LOSSY,
    JPEG_LS,
    JPEG_XL,
    JPEG_XL_LOSSLESS,
    RLE,
    WITHOUT_LOSS,
)
from medviewer.domain.study import PixelEncoding
from medviewer.domain.volume import PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.words import Message, message

SAMPLES = (1, 3)  # PS3.3 C.7.6.3.1.1; four were ARGB's and CMYK's, retired and never met
logger = logging.getLogger(__name__)

LARGEST_FRAME_BYTES = 2 << 30  # 2 GB; a 4-gigapixel slide is not one frame
RLE_HEADER_BYTES = 64  # PS3.5 annex G
CODEC_ERRORS = (RuntimeError, ValueError, TypeError, MemoryError, zlib.error)


class CodecFailed(UndecodablePixels):
    """Header and codestream agree, but this decoder cannot read it: another one may."""


def decode_frame(
    encoded: bytes,
    encoding: PixelEncoding,
    rows: int,
    columns: int,
    room: PixelArray | None = None,
) -> PixelArray:
    """Stored values, writable: [rows, columns] in the header's integer type, or [rows, columns, 3] RGB.

    Args:
        room: contiguous [rows, columns] of the header's type, which grey values may be written into and
            returned as: a fresh array costs RLE as much as decoding does.

    Raises:
        CodecFailed: the codec gives up; another decoder might not.
        UndecodablePixels: damaged, cut short, too large or contradicting its header. The message tells
            the cause only; who knows the file adds its name and what to do.
    """
    refuse_what_no_image_has(encoding, rows, columns)
    syntax = encoding.transfer_syntax_uid
    try:
        if syntax == RLE:
            return _decode_rle(encoded, encoding, (rows, columns), room)
        if syntax == DEFLATED_FRAMES:
            return _decode_deflated(encoded, encoding, rows, columns)
        codestream = read_codestream(encoded, syntax)
        _refuse_what_contradicts(codestream, encoding, rows, columns)
        values = _run_codec(encoded, codestream, encoding, _fitting(room, codestream))
        if encoding.samples_per_pixel == 3:
            return _as_rgb(values, codestream, encoding)
        return _as_stored(values, codestream, encoding)
    except UndecodablePixels:
        raise
    except MalformedCodestream as error:
        raise UndecodablePixels(_not_of_its_kind()) from error
    except CODEC_ERRORS as error:
        raise CodecFailed(_damaged()) from error


def refuse_what_no_image_has(encoding: PixelEncoding, rows: int, columns: int) -> None:
    """Let no header call for more memory than an image can need, or for numbers no computer has."""
    if not 1 <= encoding.bits_allocated <= MOST_BITS:
        raise UndecodablePixels(
            message(
                "Decoders",
                "its header tells of {bits} bits a sample, which no image here can have",
                bits=encoding.bits_allocated,
            )
        )
    if encoding.samples_per_pixel not in SAMPLES:
        raise UndecodablePixels(
            message(
                "Decoders",
                "its header tells of {samples} values a pixel, and an image here has one or three",
                samples=encoding.samples_per_pixel,
            )
        )
    samples = rows * columns * encoding.samples_per_pixel
    if samples * ((encoding.bits_allocated + 7) // 8) > LARGEST_FRAME_BYTES or samples <= 0:
        raise UndecodablePixels(
            message(
                "Decoders",
                "its header tells of {rows}×{columns} pixels, which no image here can have",
                rows=rows,
                columns=columns,
            )
        )


def read_codestream(encoded: bytes, transfer_syntax_uid: str) -> Codestream:
    """What the frame says of itself; by its first bytes where they tell another family than the header."""
    if transfer_syntax_uid not in DECODED:
        raise UndecodablePixels(message("Decoders", "MedViewer has no decoder for its compression"))
    if transfer_syntax_uid in JPEG_XL:
        return read_jpeg_xl(encoded)
    if transfer_syntax_uid in JPEG_2000:
        return read_jpeg_2000(encoded)
    return read_jpeg(encoded)


def _refuse_what_contradicts(
    codestream: Codestream, encoding: PixelEncoding, rows: int, columns: int
) -> None:
    if (codestream.rows, codestream.columns) != (rows, columns):
        raise UndecodablePixels(
            message(
                "Decoders",
                "it holds pixels of another size ({found}) than its header says ({told})",
                found=f"{codestream.rows}×{codestream.columns}",
                told=f"{rows}×{columns}",
            )
        )
    is_grey_in_colour = (codestream.samples, encoding.samples_per_pixel) == (1, 3)
    if codestream.samples != encoding.samples_per_pixel and not (
        is_grey_in_colour or codestream.samples == 0
    ):
        raise UndecodablePixels(_other_samples(codestream.samples, encoding.samples_per_pixel))
    if codestream.bits > encoding.bits_allocated:
        raise UndecodablePixels(
            message(
                "Decoders",
                "it holds {found} bits a value where its header says {told}",
                found=codestream.bits,
                told=encoding.bits_allocated,
            )
        )
    if not codestream.is_complete:
        raise UndecodablePixels(cut_short())


def _fitting(room: PixelArray | None, codestream: Codestream) -> PixelArray | None:
    """`room` as a codec without signs writes into it, None where the codestream is of another kind."""
    if room is None or codestream.samples != 1:
        return None
    is_as_wide = room.dtype.itemsize == (1 if codestream.bits <= 8 else 2)
    return room.view(f"u{room.dtype.itemsize}") if is_as_wide else None


def _run_codec(
    encoded: bytes, codestream: Codestream, encoding: PixelEncoding, room: PixelArray | None
) -> PixelArray:
    syntax = encoding.transfer_syntax_uid
    values: PixelArray
    if syntax in JPEG_LS:
        values = imagecodecs.jpegls_decode(encoded, out=room)
    elif syntax in JPEG_2000:
        # OpenJPH is the faster on high throughput, but lets values beyond 0..255 wrap around after a
        # lossy transform (imagecodecs 2026.3.6): white specks in black and black ones in white.
        is_high_throughput = int(syntax.rpartition(".")[2]) >= 201
        if is_high_throughput and codestream.is_reversible:
            values = imagecodecs.htj2k_decode(encoded)
        else:
            values = imagecodecs.jpeg2k_decode(encoded, numthreads=1)
    elif syntax in JPEG_XL:
        values = imagecodecs.jpegxl_decode(encoded, numthreads=1, keeporientation=True)
    else:
        values = _run_jpeg(encoded, codestream, encoding, room)
    return values


def _run_jpeg(
    encoded: bytes, codestream: Codestream, encoding: PixelEncoding, room: PixelArray | None
) -> PixelArray:
    """JPEG; the colour of a lossy one is turned into RGB by the codec, of a lossless one by us."""
    if codestream.samples != 3:
        return imagecodecs.jpeg8_decode(encoded, out=room)
    if codestream.is_reversible:
        return imagecodecs.jpeg8_decode(encoded, colorspace="RGB", outcolorspace="RGB")
    told = encoding.photometric_interpretation != "RGB"
    is_ycbcr = told if codestream.is_ycbcr is None else codestream.is_ycbcr
    if is_ycbcr != told:
        logger.info(
            "A header tells of %s, its JPEG says otherwise and is believed",
            encoding.photometric_interpretation,
        )
    colour = "YCBCR" if is_ycbcr else "RGB"
    return imagecodecs.jpeg8_decode(encoded, colorspace=colour, outcolorspace="RGB")


def _as_rgb(values: PixelArray, codestream: Codestream, encoding: PixelEncoding) -> PixelArray:
    if codestream.samples == 1 and values.ndim == 2:
        logger.info("A header tells of three samples a pixel, its codestream holds grey")
        return np.repeat(values[..., None], 3, axis=2)
    if values.ndim != 3 or values.shape[2] != 3:
        found = 1 if values.ndim == 2 else values.shape[-1]
        raise UndecodablePixels(_other_samples(found, 3))
    syntax = encoding.transfer_syntax_uid
    is_rgb_already = (
        syntax in JPEG_LOSSY
        or (syntax in JPEG_XL and syntax != JPEG_XL_LOSSLESS)
        or codestream.is_ycbcr is False
    )
    return _writable(values if is_rgb_already else from_ybr(values, encoding))


def from_ybr(values: PixelArray, encoding: PixelEncoding) -> PixelArray:
    """RGB where the header says the samples are luma and chroma (PS3.3 C.7.6.3.1.2)."""
    try:
        return to_rgb(values, encoding.photometric_interpretation)
    except UnknownColours as error:
        raise CodecFailed(
            message("Decoders", "its colours are deeper than 8 bits in a form nobody uses")
        ) from error


def _as_stored(values: PixelArray, codestream: Codestream, encoding: PixelEncoding) -> PixelArray:
    """Grey values in the header's type; a sign the codestream did not know of is put in place."""
    if values.ndim != 2:
        raise UndecodablePixels(_other_samples(values.shape[-1], 1))
    dtype = _stored_dtype(encoding)
    if values.dtype.itemsize > dtype.itemsize or values.dtype.kind not in "iub":
        raise CodecFailed(_damaged())
    is_signed = values.dtype.kind == "i"
    if values.dtype.itemsize == dtype.itemsize and values.dtype.kind != "b":
        stored = _writable(values).view(dtype)
    else:
        stored = values.astype(dtype)
    is_lossless = encoding.transfer_syntax_uid in WITHOUT_LOSS
    if dtype.kind == "i" and not is_signed:
        bits = encoding.bits_stored if is_lossless else codestream.bits or encoding.bits_stored
        keep_stored_bits(stored, bits)
    elif dtype.kind == "u" and is_signed:
        keep_stored_bits(stored, codestream.bits)
    elif is_lossless and not is_signed:
        # Loss may carry a value over the stored bits: there they are no rubbish.
        keep_stored_bits(stored, encoding.bits_stored)
    return stored


def _stored_dtype(encoding: PixelEncoding) -> np.dtype[np.integer]:
    kind = "i" if encoding.pixel_representation == 1 else "u"
    dtype: np.dtype[np.integer] = np.dtype(f"{kind}{(encoding.bits_allocated + 7) // 8}")
    return dtype


def _decode_rle(
    encoded: bytes, encoding: PixelEncoding, shape: tuple[int, int], room: PixelArray | None
) -> PixelArray:
    """RLE (PS3.5 annex G): each sample's bytes in planes, the highest first."""
    samples, dtype = encoding.samples_per_pixel, _stored_dtype(encoding)
    segments = int.from_bytes(encoded[:4], "little")
    if len(encoded) < RLE_HEADER_BYTES or segments != samples * dtype.itemsize:
        raise UndecodablePixels(_not_of_its_kind())
    _refuse_segments_elsewhere(encoded, segments)
    planes: PixelArray = np.empty((samples, *shape), dtype) if room is None else room[None]
    memory = planes.reshape(-1).view(np.uint8)
    order = dtype.newbyteorder("<")
    try:
        decoded = imagecodecs.dicomrle_decode(encoded, order, out=memory.data)
    except RuntimeError:  # more bytes than pixels, perhaps: rubbish at the end of a segment
        decoded = imagecodecs.dicomrle_decode(encoded, order)
        memory[: len(decoded)] = np.frombuffer(decoded, np.uint8)[: len(memory)]
    if len(decoded) < len(memory):
        raise UndecodablePixels(cut_short())
    return _from_planes(planes if np.little_endian else planes.byteswap(), encoding)


def _refuse_segments_elsewhere(encoded: bytes, segments: int) -> None:
    """Let no offset leave the frame: the codec follows it wherever it points, and the program ends there."""
    offsets = np.frombuffer(encoded, "<u4", segments, 4).astype(np.int64)
    ends = np.append(offsets[1:], len(encoded))
    if offsets.min() < RLE_HEADER_BYTES or (offsets > ends).any():
        raise UndecodablePixels(_damaged())


def _from_planes(values: PixelArray, encoding: PixelEncoding) -> PixelArray:
    """[samples, rows, columns] as stored values or RGB."""
    if len(values) == 1:
        grey: PixelArray = values[0]
        keep_stored_bits(grey, encoding.bits_stored, encoding.shift)
        return grey
    pixels: PixelArray = np.ascontiguousarray(np.moveaxis(values, 0, -1))
    return _writable(from_ybr(pixels, encoding))


def _decode_deflated(
    encoded: bytes, encoding: PixelEncoding, rows: int, columns: int
) -> PixelArray:
    """Native pixels, deflated frame by frame (PS3.5 section A.4.13); grey or one bit only."""
    if encoding.samples_per_pixel != 1:
        raise CodecFailed(_damaged())
    needed = (rows * columns * encoding.bits_allocated + 7) // 8
    decoded = zlib.decompressobj(-zlib.MAX_WBITS).decompress(encoded, needed)
    if len(decoded) < needed:
        raise UndecodablePixels(cut_short())
    if encoding.bits_allocated == 1:
        bits = np.unpackbits(np.frombuffer(decoded, np.uint8), bitorder="little")
        return bits[: rows * columns].reshape(rows, columns)
    dtype = _stored_dtype(encoding)
    values = np.frombuffer(decoded, dtype.newbyteorder("<")).reshape(1, rows, columns)
    return _from_planes(_writable(values.astype(dtype, copy=False)), encoding)


def _writable(values: PixelArray) -> PixelArray:
    values = np.ascontiguousarray(values)
    return values if values.flags.writeable else values.copy()


def cut_short() -> Message:
    return message("Decoders", "its compressed image is cut short")


def _not_of_its_kind() -> Message:
    return message("Decoders", "its pixels are not compressed the way its header says")


def _damaged() -> Message:
    return message("Decoders", "its compressed image is damaged or of an unusual kind")


def _other_samples(found: int, told: int) -> Message:
    return message(
        "Decoders",
        "it holds {found} samples a pixel where its header says {told}",
        found=found,
        told=told,
    )
