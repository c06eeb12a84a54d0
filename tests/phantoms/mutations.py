"""What a fuzz test does to a valid file: one small lie at a numbered place, so that it can be repeated."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

LONG_VRS = (
    b"OB",
    b"OD",
    b"OF",
    b"OL",
    b"OV",
    b"OW",
    b"SQ",
    b"SV",
    b"UC",
    b"UN",
    b"UR",
    b"UT",
    b"UV",
)
UNDEFINED = 0xFFFFFFFF
LENGTHS = (0, 1, 2, 3, 7, 8, 13, 0xFE, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFE, UNDEFINED)
VRS = (
    *LONG_VRS,
    b"US",
    b"UL",
    b"SS",
    b"SL",
    b"FD",
    b"FL",
    b"DS",
    b"IS",
    b"PN",
    b"UI",
    b"AT",
    b"??",
)
NUMBERS = (0, 1, 2, 3, 7, 15, 17, 24, 32, 33, 64, 128, 255, 256, 32767, 32768, 65534, 65535)
TEXTS = (
    b"",
    b" ",
    b"\0\0",
    b"-1",
    b"1e400",
    b"NaN",
    b"1,5",
    b"99999999999999999999",
    b"2147483648",
    b"4294967296",
    b"\\\\\\\\",
    b"1\\2\\x",
    b"ISO_IR 999",
    b"ISO 2022 IR 87\\ISO 2022 IR 149",
    b"\xff\xfe\x1b$B",
    b"1.2.3." * 20,
    b"A" * 300,
)
NESTING = (1, 60, 1000)
# Attributes whose numbers decide how much is allocated or where a table is looked up.
COUNTS = {
    "Samples per Pixel": 0x00280002,
    "Planar Configuration": 0x00280006,
    "Number of Frames": 0x00280008,
    "Rows": 0x00280010,
    "Columns": 0x00280011,
    "Bits Allocated": 0x00280100,
    "Bits Stored": 0x00280101,
    "High Bit": 0x00280102,
    "Pixel Representation": 0x00280103,
    "Palette Descriptor": 0x00281101,
    "LUT Descriptor": 0x00283002,
    "Overlay Rows": 0x60000010,
    "Overlay Columns": 0x60000011,
    "Overlay Bits Allocated": 0x60000100,
    "Overlay Bit Position": 0x60000102,
}


@dataclass(frozen=True, slots=True)
class Span:
    """One element, item or delimiter: where it starts, where its value starts, and where that ends."""

    start: int
    value: int
    end: int
    tag: int
    is_long: bool
    is_implicit: bool

    @property
    def length_place(self) -> int:
        return self.value - (4 if self.is_long else 2)


@dataclass(frozen=True, slots=True)
class Mutation:
    """`kind` is one of `KINDS`; `place` and `choice` are any numbers, taken modulo what there is."""

    kind: str
    place: int
    choice: int

    def of(self, content: bytes) -> bytes:
        """The content with this lie in it; unchanged where it has no element at all."""
        spans = spans_of(content)
        return KINDS[self.kind](content, spans, self) if spans else content


def spans_of(content: bytes) -> list[Span]:
    """Every element of a little endian file, those within sequences too, as far as they can be followed."""
    spans: list[Span] = []
    place = 132 if content[128:132] == b"DICM" else 0
    is_implicit = b"1.2.840.10008.1.2\0" in content[:400]
    while place + 8 <= len(content):
        span = _span(content, place, is_implicit)
        if span is None:
            break
        spans.append(span)
        place = span.end
    return spans


def _span(content: bytes, place: int, is_implicit: bool) -> Span | None:
    group, element = struct.unpack_from("<HH", content, place)
    tag = group << 16 | element
    vr = content[place + 4 : place + 6]
    if group == 0xFFFE or (is_implicit and group != 2):
        (length,) = struct.unpack_from("<I", content, place + 4)
        value, is_long, written_implicitly = place + 8, True, True
    elif vr in LONG_VRS and place + 12 <= len(content):
        (length,) = struct.unpack_from("<I", content, place + 8)
        value, is_long, written_implicitly = place + 12, True, False
    elif vr.isalpha():
        (length,) = struct.unpack_from("<H", content, place + 6)
        value, is_long, written_implicitly = place + 8, False, False
    else:
        return None
    is_container = group == 0xFFFE or vr == b"SQ" or length == UNDEFINED
    end = value if is_container else min(value + length, len(content))
    return Span(place, value, end, tag, is_long, written_implicitly)


def _cut(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    span = _at(spans, how)
    return content[
        : (span.start, span.start + 3, span.value, (span.value + span.end) // 2)[how.choice % 4]
    ]


def _lie_about_length(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    span, length = _at(spans, how), LENGTHS[how.choice % len(LENGTHS)]
    packed = struct.pack("<I", length) if span.is_long else struct.pack("<H", length & 0xFFFF)
    return content[: span.length_place] + packed + content[span.value :]


def _change_vr(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    span = _at([one for one in spans if not one.is_implicit] or spans, how)
    return content[: span.start + 4] + VRS[how.choice % len(VRS)] + content[span.start + 6 :]


def _swap_tags(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    one, other = _at(spans, how), spans[how.choice % len(spans)]
    changed = bytearray(content)
    changed[one.start : one.start + 4] = content[other.start : other.start + 4]
    changed[other.start : other.start + 4] = content[one.start : one.start + 4]
    return bytes(changed)


def _write_text(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    return _with_value(content, _at(spans, how), TEXTS[how.choice % len(TEXTS)])


def _write_count(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    counted = [span for span in spans if span.tag in COUNTS.values()] or spans
    number = NUMBERS[how.choice % len(NUMBERS)]
    span = counted[how.place % len(counted)]
    if span.tag == COUNTS["Number of Frames"]:
        return _with_value(content, span, str(number * 1000).encode())
    return content[: span.value] + struct.pack("<H", number) + content[span.value + 2 :]


def _leave_out(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    span = _at(spans, how)
    return content[: span.start] + content[span.end :]


def _double(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    span, at = _at(spans, how), spans[how.choice % len(spans)].start
    return content[:at] + content[span.start : span.end] + content[at:]


def _nest(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    span, depth = _at(spans, how), NESTING[how.choice % len(NESTING)]
    head = b"\x09\0\x10\x10" if span.is_implicit else b"\x09\0\x10\x10SQ\0\0"
    opening = (head + b"\xff\xff\xff\xff" + b"\xfe\xff\0\xe0\xff\xff\xff\xff") * depth
    closing = (b"\xfe\xff\x0d\xe0\0\0\0\0" + b"\xfe\xff\xdd\xe0\0\0\0\0") * depth
    return content[: span.start] + opening + closing * (how.choice % 2) + content[span.start :]


def _flip(content: bytes, spans: list[Span], how: Mutation) -> bytes:
    at = how.place % len(content)
    return content[:at] + bytes([content[at] ^ (1 << how.choice % 8)]) + content[at + 1 :]


def _at(spans: list[Span], how: Mutation) -> Span:
    return spans[how.place % len(spans)]


def _with_value(content: bytes, span: Span, value: bytes) -> bytes:
    padded = value + b" " * (len(value) % 2)
    length = struct.pack("<I" if span.is_long else "<H", len(padded))
    return content[: span.length_place] + length + padded + content[span.end :]


KINDS: dict[str, Callable[[bytes, list[Span], Mutation], bytes]] = {
    "cut": _cut,
    "lie about a length": _lie_about_length,
    "change a VR": _change_vr,
    "swap two tags": _swap_tags,
    "write text": _write_text,
    "write a count": _write_count,
    "leave out": _leave_out,
    "double": _double,
    "nest": _nest,
    "flip a bit": _flip,
}
