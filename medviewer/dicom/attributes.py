"""Reads attributes of a pydicom dataset tolerantly: what is missing or malformed is empty, never an error."""

import math
import struct
from collections.abc import Iterable
from decimal import InvalidOperation
from functools import cache
from typing import Any

from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag

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


NUMBERS_OF_16_BITS = (
    "Rows",
    "Columns",
    "SamplesPerPixel",
    "PlanarConfiguration",
    "BitsAllocated",
    "BitsStored",
    "PixelRepresentation",
)
NOT_TEXT = ("SQ", "OB", "OW", "UN", "US", "SS", "UL", "SL", "FL", "FD", "AT", "LT", "ST", "UT")
ESCAPE = b"\x1b"  # switches the character set, PS3.5 section 6.1.2.3


@cache
def _tag(keyword: str) -> BaseTag:
    tag = tag_for_keyword(keyword)
    assert tag is not None, f"{keyword} is no DICOM keyword"
    return BaseTag(tag)


def _raw(dataset: Dataset, keyword: str) -> object | None:
    """The element as it was read, None where there is none."""
    return dataset.get_item(_tag(keyword), keep_deferred=True)


def states(dataset: Dataset, keyword: str) -> bool:
    """Whether the data set has the attribute at all, empty or not."""
    return _raw(dataset, keyword) is not None


def value_of(dataset: Dataset, keyword: str) -> Any:
    """The attribute's value as pydicom converts it; None where it is missing, empty or malformed."""
    try:
        value = dataset.get(keyword)
    except MALFORMED:
        return None
    return None if isinstance(value, str | bytes | MultiValue) and not len(value) else value


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """Every value as text without padding; () where there is none."""
    plain = _plain_texts(dataset, keyword)
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


def _plain_texts(dataset: Dataset, keyword: str) -> tuple[str, ...] | None:
    """The values of an element in plain ASCII or 16-bit numbers; None for anything pydicom must convert.

    Converting all attributes of a header through pydicom takes longer than reading it.
    """
    raw = _raw(dataset, keyword)
    if raw is None:
        return ()
    if not isinstance(raw, RawDataElement):
        return None  # converted before
    value = raw.value or b""
    if keyword in NUMBERS_OF_16_BITS:
        if raw.VR not in (None, "US") or len(value) != 2:
            return None
        return (str(int.from_bytes(value, "little" if raw.is_little_endian else "big")),)
    if raw.VR in NOT_TEXT or not value.isascii() or ESCAPE in value:
        return None
    if not value.strip(b"\0 "):
        return ()
    return tuple(one.strip("\0 ") for one in value.decode("ascii").split("\\"))


def text(dataset: Dataset, keyword: str) -> str:
    """The value as text, several joined by a comma."""
    return ", ".join(one for one in texts(dataset, keyword) if one)


def uid(dataset: Dataset, keyword: str) -> str:
    """The first value of a UID attribute."""
    return next(iter(texts(dataset, keyword)), "")


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Every value as a finite number; () where one of them is not."""
    try:
        values = tuple(float(one) for one in texts(dataset, keyword) if one)
    except ValueError:
        return ()
    return values if all(math.isfinite(one) for one in values) else ()


def number(dataset: Dataset, keyword: str) -> float | None:
    return next(iter(numbers(dataset, keyword)), None)


def integer(dataset: Dataset, keyword: str) -> int | None:
    value = number(dataset, keyword)
    return None if value is None else int(value)


def items(dataset: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """The items of a sequence; () where there is none."""
    if not states(dataset, keyword):
        return ()
    value = value_of(dataset, keyword)
    return tuple(value) if isinstance(value, Sequence) else ()


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
