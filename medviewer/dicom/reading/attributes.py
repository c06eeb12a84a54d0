"""Reads attributes of a pydicom dataset tolerantly: what is missing or malformed is empty, never an error."""

import math
import re
import struct
from collections.abc import Iterable
from decimal import InvalidOperation
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag

from medviewer.dicom.reading.familiar_runs import RawValue
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walked_items import items_of
from medviewer.dicom.text.character_sets import FORMATTED
from medviewer.dicom.text.undeclared_text import decoded

# What pydicom raises while it converts a malformed value (seen in its own and in fuzzed files).
MALFORMED = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    OverflowError,
    NotImplementedError,
    LookupError,
    InvalidOperation,
    struct.error,
    BytesLengthException,
    EOFError,
    RecursionError,
)


NUMBERS_OF_16_BITS = frozenset(
    (
        "Rows",
        "Columns",
        "SamplesPerPixel",
        "PlanarConfiguration",
        "BitsAllocated",
        "BitsStored",
        "HighBit",
        "PixelRepresentation",
    )
)
NOT_TEXT = frozenset(
    "SQ OB OW OD OF OL OV UN US SS UL SL UV SV FL FD AT".split()  # noqa: SIM905 - a table, not twenty strings
)  # bytes that are no letters, PS3.5 table 6.2-1
SWAPPED = ("US", "SS", "OW", "UN", None)  # in big endian files, to be read as words
BINARY = {
    "US": "<H",
    "SS": "<h",
    "UL": "<I",
    "SL": "<i",
    "FL": "<f",
    "FD": "<d",
}  # PS3.5 table 6.2-1
MEANING = ("SpecificCharacterSet", "PixelRepresentation")  # what a value's conversion depends on
PLAIN_SETS = ((), ("ISO_IR 6",), ("ISO_IR 100",), ("ISO_IR 192",))  # what is assumed anyway
NOT_PLAIN = re.compile(rb"[^\x20-\x7e]")  # other letters, an escape to them, a control character


@cache
def _tag(keyword: str) -> BaseTag:
    tag = tag_for_keyword(keyword)
    assert tag is not None, f"{keyword} is no DICOM keyword"
    return BaseTag(tag)


@cache
def _number(keyword: str) -> int:
    """The tag as a plain number: comparing pydicom's tags takes Python code."""
    return int(_tag(keyword))


def _raw(dataset: Dataset, keyword: str) -> object | None:
    """The element as it was read, None where there is none."""
    return dataset.get_item(_tag(keyword), keep_deferred=True)


def states(dataset: Dataset, keyword: str) -> bool:
    """Whether the data set has the attribute at all, empty or not."""
    if isinstance(dataset, WalkedDataset):
        return dataset.ask(_number(keyword)) is not None
    return _raw(dataset, keyword) is not None


def value_of(dataset: Dataset, keyword: str) -> Any:
    """The attribute's value as pydicom converts it; None where it is missing, empty or malformed."""
    if not isinstance(dataset, WalkedDataset):
        return _converted(dataset, keyword)
    for each in MEANING:
        dataset.ask(_number(each))
    if dataset.ask(_number(keyword)) is None:
        return None
    asked = dataset.asked
    value = _converted(dataset, keyword)
    dataset.asked = asked  # what pydicom looked at is what was listed above
    return value


def _converted(dataset: Dataset, keyword: str) -> Any:
    try:
        value = dataset.get(keyword)
    except (*MALFORMED, OSError):  # a sequence is read from memory; what fails there is no disk
        return None
    return None if isinstance(value, str | bytes | MultiValue) and not len(value) else value


def private_value(dataset: Dataset, tag: int) -> object | None:
    """A private element's bytes, or its value where pydicom converted it before; None where it is missing."""
    if isinstance(dataset, WalkedDataset):
        walked = dataset.ask(tag)
        return None if walked is None else walked[1]
    return getattr(dataset.get_item(BaseTag(tag)), "value", None)


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """Every value as text without padding and control characters; () where there is none."""
    plain = _texts_of_bytes(dataset, keyword)
    if plain is not None:
        return plain
    value = value_of(dataset, keyword)
    if value is None or isinstance(value, Sequence | bytes):
        return ()
    values = value if isinstance(value, MultiValue | list | tuple) else [value]
    try:
        return tuple(str(one).replace("\0", "").strip() for one in values)
    except MALFORMED:
        return ()


def _texts_of_bytes(dataset: Dataset, keyword: str) -> tuple[str, ...] | None:
    """The values of text or 16-bit numbers; None for anything pydicom must convert.

    Converting all attributes of a header through pydicom takes longer than reading it, and pydicom takes the
    declared character set at its word.
    """
    if isinstance(dataset, WalkedDataset):
        walked = dataset.ask(_number(keyword))
        return () if walked is None else _texts_of_value(dataset, keyword, *walked)
    raw = _raw(dataset, keyword)
    if raw is None:
        return ()
    if not isinstance(raw, RawDataElement):
        return None  # converted before
    order: Literal["little", "big"] = "little" if raw.is_little_endian else "big"
    return _texts_of_value(dataset, keyword, raw.VR, raw.value or b"", order)


def _texts_of_value(
    dataset: Dataset,
    keyword: str,
    vr: str | None,
    value: bytes,
    order: Literal["little", "big"] = "little",
) -> tuple[str, ...] | None:
    if keyword in NUMBERS_OF_16_BITS:
        if vr not in (None, "US") or len(value) != 2:
            return None
        return (str(int.from_bytes(value, order)),)
    if vr is None or vr == "UN":
        vr = _dictionary_vr(keyword)
    if vr in NOT_TEXT:
        return None
    value = value.strip(b"\0 ")
    if NOT_PLAIN.search(value) is None:
        letters = value.decode("ascii")
    else:
        letters = decoded(value, character_sets(dataset), vr)
    if "\\" not in letters or vr in FORMATTED:
        return (letters,) if letters else ()
    return tuple(one.strip("\0 ") for one in letters.split("\\"))


def character_sets(dataset: Dataset) -> tuple[str, ...]:
    """The values of Specific Character Set, () where it is missing or empty."""
    value: object
    if isinstance(dataset, WalkedDataset):
        _, value = dataset.ask(_number("SpecificCharacterSet")) or ("", b"")
    else:
        value = getattr(_raw(dataset, "SpecificCharacterSet"), "value", None) or b""
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    many = value if isinstance(value, MultiValue | list) else str(value).split("\\")
    terms = tuple(one.strip("\0 ") for one in map(str, many))
    return terms if any(terms) else ()


@cache
def _dictionary_vr(keyword: str) -> str:
    return dictionary_VR(_tag(keyword))


def text(dataset: Dataset, keyword: str) -> str:
    """The value as text, several joined by a comma."""
    return ", ".join(one for one in texts(dataset, keyword) if one)


def uid(dataset: Dataset, keyword: str) -> str:
    """The first value of a UID attribute."""
    return next(iter(texts(dataset, keyword)), "")


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Every value as a finite number; () where one of them is not.

    A decimal comma is read as a point: some European machines write one, against PS3.5 section 6.2.
    """
    if isinstance(dataset, WalkedDataset):
        binary = _binary_numbers(dataset.ask(_number(keyword)))
        if binary is not None:
            return binary if all(map(math.isfinite, binary)) else ()
    written = texts(dataset, keyword)
    try:
        values = tuple([float(one) for one in written if one])
    except ValueError:
        try:
            values = tuple([float(one.replace(",", ".")) for one in written if one])
        except ValueError:
            return ()
    return values if math.isfinite(sum(values)) or all(map(math.isfinite, values)) else ()


def _binary_numbers(raw: RawValue | None) -> tuple[float, ...] | None:
    """The numbers of a binary VR, None for any other and for half a number."""
    kind = BINARY.get(raw[0] or "") if raw is not None else None
    if raw is None or kind is None or len(raw[1]) % struct.calcsize(kind):
        return None
    return tuple(float(one) for (one,) in struct.iter_unpack(kind, raw[1]))


def number(dataset: Dataset, keyword: str) -> float | None:
    return next(iter(numbers(dataset, keyword)), None)


def integer(dataset: Dataset, keyword: str) -> int | None:
    value = number(dataset, keyword)
    return None if value is None else int(value)


def items(dataset: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """The items of a sequence; () where there is none.

    An item without a character set of its own has that of the data set around it (PS3.3 C.12.1.1.2).
    """
    if not states(dataset, keyword):
        return ()
    if isinstance(dataset, WalkedDataset):
        walked = items_of(dataset, _number(keyword))
        if walked is not None:
            return _with_character_set(walked, character_sets(dataset))
    value = value_of(dataset, keyword)
    if not isinstance(value, Sequence):
        return ()
    declared = character_sets(dataset)
    if declared not in PLAIN_SETS:
        for item in value:
            if not states(item, "SpecificCharacterSet"):
                item.SpecificCharacterSet = list(declared)
    return tuple(value)


def _with_character_set(
    walked: tuple[WalkedDataset, ...], declared: tuple[str, ...]
) -> tuple[Dataset, ...]:
    if declared not in PLAIN_SETS:
        for item in walked:
            written = ("CS", "\\".join(declared).encode())
            item.raw_values.setdefault(_number("SpecificCharacterSet"), written)
    return walked


def first_item(dataset: Dataset, keyword: str) -> Dataset | None:
    return next(iter(items(dataset, keyword)), None)


def stating(places: Iterable[Dataset], sequence: str, keyword: str) -> Dataset:
    """The first place that states `keyword`, itself or in its `sequence`; an empty data set if none does.

    `sequence` is empty for what only stands at the top.
    """
    for place in places:
        for candidate in (first_item(place, sequence) if sequence else None, place):
            if candidate is not None and states(candidate, keyword):
                return candidate
    return Dataset()


def raw_value(dataset: Dataset, tag: int) -> RawValue | None:
    """VR ("" where the file states none) and bytes in little endian order of words; None where there is none.

    Only for values nobody has asked pydicom for, and words of 16 bits.
    """
    if isinstance(dataset, WalkedDataset):
        return dataset.ask(tag)
    element: Any = dataset.get_item(BaseTag(tag), keep_deferred=True)
    if element is None:
        return None
    if isinstance(element, RawDataElement):
        value = bytes(element.value or b"")
        if not element.is_little_endian and element.VR in SWAPPED:
            value = np.frombuffer(value[: len(value) // 2 * 2], ">u2").astype("<u2").tobytes()
        return element.VR, value
    return element.VR, _bytes(element.value)


def _bytes(value: Any) -> bytes:
    """A converted value as it would stand in a little endian file."""
    if value is None or isinstance(value, bytes):
        return value or b""
    if isinstance(value, str):
        return value.encode("ascii", "replace")
    several = value if isinstance(value, MultiValue | list | tuple) else [value]
    try:
        return np.array([int(one) & 0xFFFF for one in several], "<u2").tobytes()
    except MALFORMED:
        return b""


def stated_vr(dataset: Dataset, keyword: str) -> str:
    """The VR the file states, "" where it states none (implicit syntaxes) or the attribute is missing."""
    found = raw_value(dataset, _number(keyword))
    return (found[0] or "") if found else ""


def words(dataset: Dataset, keyword: str) -> NDArray[np.uint16] | None:
    """The value as 16-bit words, whatever its VR (US, SS, OW, OB, UN); None where there is none."""
    return words_of(raw_value(dataset, _number(keyword)))


def words_of(found: RawValue | None) -> NDArray[np.uint16] | None:
    """As `words`, of what `raw_value` found."""
    if found is None:
        return None
    value = found[1]
    return np.frombuffer(value[: len(value) // 2 * 2], "<u2").astype(np.uint16)
