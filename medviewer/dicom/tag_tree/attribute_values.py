"""A value's bytes as a line to read: text in its character set, numbers, UIDs with names, bytes as hex."""

import struct
from dataclasses import dataclass

from pydicom.uid import UID

from medviewer.dicom.reading.attributes import MALFORMED
from medviewer.dicom.text.undeclared_text import decoded
from medviewer.domain.attribute_tree import Coding
from medviewer.words import Message, message

ENCODED_TEXT = frozenset(
    ("LO", "LT", "PN", "SH", "ST", "UC", "UT")
)  # in the Specific Character Set
PLAIN_TEXT = frozenset(("AE", "AS", "CS", "DA", "DS", "DT", "IS", "TM", "UI", "UR"))
ONE_VALUE = frozenset(("LT", "ST", "UT", "UR"))  # a backslash is a letter there, PS3.5 6.2
NUMBERS = {
    "US": "H",
    "SS": "h",
    "UL": "I",
    "SL": "i",
    "UV": "Q",
    "SV": "q",
    "FL": "f",
    "FD": "d",
    "AT": "HH",
}
LINE_LETTERS = 160  # of a value shown in a row
LINE_BYTES = 4096  # read for a row; enough to count the values of all but the longest
HEX_BYTES = 16


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value in words; `multiplicity` None where it is not known from the bytes at hand."""

    text: str | Message
    multiplicity: int | None = None
    is_whole: bool = True
    problem: Message | None = None


def line_of(vr: str, value: bytes, length: int, coding: Coding) -> ValueText:
    """The value on one line.

    Args:
        value: its bytes, or the first of them.
        length: how many bytes it has.
    """
    whole = text_of(vr, value, length, coding)
    if not isinstance(whole.text, str):
        return whole
    line = " ".join(whole.text.split())
    if len(line) <= LINE_LETTERS and len(value) == length:
        return ValueText(line, whole.multiplicity, line == whole.text, whole.problem)
    return ValueText(line[:LINE_LETTERS] + " …", whole.multiplicity, False, whole.problem)


def text_of(vr: str, value: bytes, length: int, coding: Coding) -> ValueText:
    """The value as far as its bytes are at hand, with its line breaks."""
    if vr in NUMBERS:
        return _numbers(vr, value, length, coding)
    if vr in ENCODED_TEXT or vr in PLAIN_TEXT:
        return _text(vr, value, length, coding)
    letters = _plain(value) if vr in ("UN", "OB", "") else ""
    if letters and len(value) == length:
        return ValueText(f"“{letters}”", 1)
    return ValueText(_bytes_in_words(value, length), 1, is_whole=length <= HEX_BYTES)


def values_of(vr: str, value: bytes, coding: Coding) -> list[object]:
    """Every value: numbers as numbers, everything else as text; for JSON.

    Raises:
        ValueError, struct.error: the bytes are no values of this VR.
    """
    if vr == "AT":
        return [str(tag).strip("()").replace(",", "") for tag in _unpacked(vr, value, coding)]
    if vr in NUMBERS:
        return list(_unpacked(vr, value, coding))
    parts = _parts(vr, value, coding)
    if vr == "IS":
        return [int(part) if part else None for part in parts]
    if vr == "DS":
        return [float(part) if part else None for part in parts]
    return [part or None for part in parts]


def named_uid(uid: str) -> str:
    """`1.2.840.10008.1.2 = Implicit VR Little Endian`; a UID without a name stays as it is."""
    try:
        name = UID(uid).name
    except MALFORMED:
        return uid
    return uid if name == uid else f"{uid} = {name}"


def _text(vr: str, value: bytes, length: int, coding: Coding) -> ValueText:
    parts = _parts(vr, value, coding)
    is_all = len(value) == length
    shown = [named_uid(part) for part in parts] if vr == "UI" else parts
    problem = _nonsense(vr, parts) if is_all else None
    count = None if not is_all else len(parts) if any(parts) else 0
    return ValueText("\\".join(shown), count, is_all, problem)


def _parts(vr: str, value: bytes, coding: Coding) -> list[str]:
    text = (
        decoded(value, coding.character_sets, vr)
        if vr in ENCODED_TEXT
        else value.decode("ascii", "backslashreplace")
    )
    if vr in ONE_VALUE:
        return [text.rstrip("\0 ")]
    return [part.strip("\0 ") for part in text.split("\\")]


def _numbers(vr: str, value: bytes, length: int, coding: Coding) -> ValueText:
    size = struct.calcsize(f"={NUMBERS[vr]}")
    if length % size:
        problem = message(
            "Attributes",
            "{length} bytes are no whole number of {vr} values, which have {size} bytes each.",
            length=length,
            vr=vr,
            size=size,
        )
        return ValueText(_bytes_in_words(value, length), None, length <= HEX_BYTES, problem)
    numbers = [_short(number) for number in _unpacked(vr, value, coding)]
    return ValueText("\\".join(numbers), length // size, len(value) == length)


def _unpacked(vr: str, value: bytes, coding: Coding) -> list[int | float | str]:
    order, form = "<" if coding.is_little_endian else ">", NUMBERS[vr]
    size = struct.calcsize(f"={form}")
    rows = struct.iter_unpack(order + form, value[: len(value) // size * size])
    if vr == "AT":
        return [f"({group:04X},{element:04X})" for group, element in rows]
    return [row[0] for row in rows]


def _short(number: float | str) -> str:
    return f"{number:.8g}" if isinstance(number, float) else str(number)


def _nonsense(vr: str, parts: list[str]) -> Message | None:
    """Why the values of a DS or IS are none."""
    kinds = {"DS": float, "IS": int}
    for part in parts if vr in kinds else []:
        try:
            kinds[vr](part or 0)
        except ValueError:
            return message("Attributes", "“{value}” is no number.", value=part[:LINE_LETTERS])
    return None


def _plain(value: bytes) -> str:
    """The text that bytes of unknown meaning evidently are, or ""."""
    text = value.rstrip(b"\0 ")
    return text.decode("ascii") if len(text) > 1 and text.isascii() and _printable(text) else ""


def _printable(text: bytes) -> bool:
    return all(letter >= 32 or letter in b"\r\n\t" for letter in text)


def _bytes_in_words(value: bytes, length: int) -> Message:
    digits = value[:HEX_BYTES].hex(" ")
    if length == 0:
        return message("Attributes", "empty")
    if length <= HEX_BYTES:
        return message(
            "Attributes", "{length} bytes: {digits}", length=f"{length:,}", digits=digits
        )
    return message("Attributes", "{length} bytes: {digits} …", length=f"{length:,}", digits=digits)
