"""What a compressed frame says of itself, read before anything is allocated for it.

A header may be wrong about its pixels and a codestream may be made to eat memory: its own size, depth and
colour are known here before a decoder sees it.
"""

import struct
from dataclasses import dataclass

START_OF_IMAGE, END_OF_IMAGE, START_OF_SCAN = 0xFFD8, 0xFFD9, 0xFFDA
STANDALONE = frozenset((0xFF01, START_OF_IMAGE, *range(0xFFD0, 0xFFD8)))  # markers without a length
NO_FRAME_HEADER = frozenset((0xFFC4, 0xFFC8, 0xFFCC))  # tables that lie among the SOFn markers
JPEG_LS_FRAME = 0xFFF7
LOSSLESS_FRAMES = frozenset((0xFFC3, 0xFFC7, 0xFFCB, 0xFFCF, JPEG_LS_FRAME))
JFIF, ADOBE = b"JFIF\0", b"Adobe"
RGB_IDS = (b"RGB", b"rgb")

J2K_START, J2K_COD, J2K_TILE, J2K_END = b"\xff\x4f\xff\x51", 0xFF52, 0xFF90, b"\xff\xd9"
JXL_CODESTREAM, JXL_BOXES = b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n"
JXL_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))  # ISO 18181-1, SizeHeader


class MalformedCodestream(ValueError):  # noqa: N818 - says what it found
    """The bytes are not what their transfer syntax promises."""


@dataclass(frozen=True, slots=True)
class Codestream:
    """A codestream's own facts.

    Attributes:
        bits: of each value; 0 where it is not known before decoding.
        samples: 0 where it is not known before decoding.
        is_ycbcr: whether its three samples are luma and chroma; None where it does not say.
        is_complete: whether its end is there.
    """

    rows: int
    columns: int
    samples: int
    bits: int
    is_signed: bool = False
    is_ycbcr: bool | None = None
    is_reversible: bool = True
    is_complete: bool = True


def read_jpeg(encoded: bytes) -> Codestream:
    """JPEG and JPEG-LS (ISO 10918-1 annex B, ISO 14495-1 annex C)."""
    frame, body, segments = 0, b"", _jpeg_segments(encoded)
    says_ycbcr: bool | None = None
    for marker, segment in segments:
        if marker == 0xFFE0 and segment.startswith(JFIF):
            says_ycbcr = True
        elif marker == 0xFFEE and segment.startswith(ADOBE) and len(segment) >= 12:
            says_ycbcr = segment[11] == 1
        elif _is_frame_header(marker):
            frame, body = marker, segment
    if len(body) < 6 or len(body) < 6 + 3 * body[5]:
        raise MalformedCodestream("no frame header")
    bits, rows, columns, samples = struct.unpack_from(">BHHB", body)
    ids, sampling = body[6 : 6 + 3 * samples : 3], body[7 : 6 + 3 * samples : 3]
    if len(set(sampling)) > 1:  # chroma of its own resolution
        says_ycbcr = True
    elif ids in RGB_IDS:
        says_ycbcr = False
    # Stuffing keeps FFD9 out of the coded data, so one that is found is the end.
    is_complete = encoded.rfind(b"\xff\xd9") > 0
    is_lossless = frame in LOSSLESS_FRAMES
    return Codestream(
        rows, columns, samples, bits, False, says_ycbcr, is_lossless, is_complete=is_complete
    )


def _is_frame_header(marker: int) -> bool:
    is_start_of_frame = 0xFFC0 <= marker <= 0xFFCF and marker not in NO_FRAME_HEADER
    return is_start_of_frame or marker == JPEG_LS_FRAME


def _jpeg_segments(encoded: bytes) -> list[tuple[int, bytes]]:
    """Marker segments before the coded data; stray bytes between them are stepped over."""
    if encoded[:2] != b"\xff\xd8":
        raise MalformedCodestream("no start of image")
    found: list[tuple[int, bytes]] = []
    position = 2
    while position + 4 <= len(encoded):
        marker, length = struct.unpack_from(">HH", encoded, position)
        if marker <= 0xFF00 or marker == 0xFFFF or marker in STANDALONE:
            position += 2 if marker in STANDALONE else 1
            continue
        if marker in (START_OF_SCAN, END_OF_IMAGE):
            break
        found.append((marker, encoded[position + 4 : position + 2 + length]))
        position += 2 + length
    return found


def read_jpeg_2000(encoded: bytes) -> Codestream:
    """JPEG 2000 and HTJ2K, bare or in a JP2 file (ISO 15444-1 annex A)."""
    start = encoded.find(J2K_START, 0, 4096)
    if start < 0:
        raise MalformedCodestream("no start of codestream")
    try:
        # Lsiz, Rsiz, then the reference grid: Xsiz, Ysiz, XOsiz, YOsiz, four of tiles, Csiz
        right, bottom, left, top = struct.unpack_from(">4I", encoded, start + 8)
        (samples,) = struct.unpack_from(">H", encoded, start + 40)
        depth, dx, dy = struct.unpack_from(">3B", encoded, start + 42)
        uses_transform, is_reversible = _coding_style(encoded, start + 2)
    except (struct.error, IndexError) as error:
        raise MalformedCodestream("cut header") from error
    if not dx or not dy:
        raise MalformedCodestream("no sampling")
    return Codestream(
        rows=-(-bottom // dy) - -(-top // dy),
        columns=-(-right // dx) - -(-left // dx),
        samples=samples,
        bits=(depth & 0x7F) + 1,
        is_signed=bool(depth & 0x80),
        is_ycbcr=False if uses_transform else None,  # decoders undo the transform they know of
        is_reversible=is_reversible,
        is_complete=encoded.rfind(J2K_END) > start,
    )


def _coding_style(encoded: bytes, position: int) -> tuple[bool, bool]:
    """Whether the samples went through the component transform, and whether nothing was lost."""
    while True:
        marker, length = struct.unpack_from(">HH", encoded, position)
        if marker == J2K_COD:
            return bool(encoded[position + 8]), encoded[position + 13] == 1
        if marker == J2K_TILE:
            return False, True
        if marker < 0xFF00:
            raise MalformedCodestream("no marker")
        position += 2 + length


def read_jpeg_xl(encoded: bytes) -> Codestream:
    """JPEG XL, bare or in boxes; only its size is read here (ISO 18181-1, SizeHeader)."""
    start = 0
    if encoded.startswith(JXL_BOXES):
        start = encoded.find(JXL_CODESTREAM, len(JXL_BOXES), 1 << 16)
    if start < 0 or encoded[start : start + 2] != JXL_CODESTREAM:
        raise MalformedCodestream("no start of codestream")
    bits = _Bits(int.from_bytes(encoded[start + 2 : start + 18], "little"))
    is_small = bits.take(1)
    rows = _jpeg_xl_side(bits, is_small)
    ratio = bits.take(3)
    if ratio:
        wide, high = JXL_RATIOS[ratio - 1]
        return Codestream(rows, rows * wide // high, 0, 0)
    return Codestream(rows, _jpeg_xl_side(bits, is_small), 0, 0)


def _jpeg_xl_side(bits: "_Bits", is_small: int) -> int:
    if is_small:
        return (bits.take(5) + 1) * 8
    return bits.take((9, 13, 18, 30)[bits.take(2)]) + 1


class _Bits:
    """Takes bits from the lowest on."""

    def __init__(self, value: int) -> None:
        self._left = value

    def take(self, count: int) -> int:
        taken = self._left & ((1 << count) - 1)
        self._left >>= count
        return taken
