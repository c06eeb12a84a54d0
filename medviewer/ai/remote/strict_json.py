"""JSON from another machine, read field by field; whatever is not as it must be is `Malformed`."""

import json
import math
from collections.abc import Sequence

SPACES = "\u00a0\u2009\u202f"  # which typography asks for and `isprintable` refuses


class Malformed(ValueError):  # noqa: N818 - a finding about data, turned into an error by who asked
    """Not what the contract says; the text names the field."""


Fields = dict[str, object]


def parse(text: str | bytes) -> Fields:
    """An object; NaN and Infinity are no JSON (RFC 8259) and refused."""
    try:
        return as_fields(json.loads(text, parse_constant=_refuse_constant), "answer")
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, Malformed) else Malformed("no JSON") from error


def as_fields(value: object, name: str) -> Fields:
    if not isinstance(value, dict):
        raise Malformed(name)
    return value


def fields(of: Fields, name: str) -> Fields:
    return as_fields(of.get(name), name)


def items(of: Fields, name: str, most: int) -> list[object]:
    """A list of at most so many entries; one that is not there is empty."""
    value = of.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        raise Malformed(name)
    return value


def text(of: Fields, name: str, most: int = 200) -> str:
    return as_text(of.get(name, ""), name, most)


def as_text(value: object, name: str, most: int = 200) -> str:
    """Printable, and no longer than that."""
    if not isinstance(value, str) or len(value) > most:
        raise Malformed(name)
    if not all(sign.isprintable() or sign in SPACES for sign in value):
        raise Malformed(name)
    return value


def flag(of: Fields, name: str) -> bool:
    value = of.get(name, False)
    if not isinstance(value, bool):
        raise Malformed(name)
    return value


def whole(of: Fields, name: str, low: int, high: int) -> int:
    return as_whole(of.get(name), name, low, high)


def as_whole(value: object, name: str, low: int, high: int) -> int:
    """From `low` to `high`, both included."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Malformed(name)
    return value


def number(of: Fields, name: str) -> float:
    return as_number(of.get(name), name)


def as_number(value: object, name: str) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed(name)
    try:
        found = float(value)
    except OverflowError as error:
        raise Malformed(name) from error
    if not math.isfinite(found):
        raise Malformed(name)
    return found


def maybe_number(of: Fields, name: str) -> float | None:
    return None if of.get(name) is None else number(of, name)


def share(value: object, name: str) -> float:
    """A score or probability: 0..1."""
    found = as_number(value, name)
    if not 0.0 <= found <= 1.0:
        raise Malformed(name)
    return found


def numbers(value: object, name: str, count: int) -> tuple[float, ...]:
    """Exactly so many finite numbers."""
    if not isinstance(value, list) or len(value) != count:
        raise Malformed(name)
    return tuple(as_number(each, name) for each in value)


def voxel(value: object, name: str, shape: Sequence[int]) -> tuple[int, int, int]:
    """(slice, row, column) within an array of that shape."""
    if not isinstance(value, list) or len(value) != 3:
        raise Malformed(name)
    z, y, x = (as_whole(v, name, 0, n - 1) for v, n in zip(value, shape, strict=True))
    return (z, y, x)


def _refuse_constant(constant: str) -> object:
    raise Malformed(constant)
