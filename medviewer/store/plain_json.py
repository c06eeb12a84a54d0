"""Frozen values ↔ plain JSON, by their type hints. Nothing but the values themselves is ever made.

What is read back is believed only as far as its types and sizes go: it may come from a file that somebody
sent. Fields that are missing take their default, fields that are unknown are passed over.
"""

import base64
import math
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

LONGEST_TEXT = 100_000
MOST_ITEMS = 100_000
LARGEST_NUMBER = 2**53  # beyond it a float is no whole number any more


class NotPlainError(ValueError):
    """The JSON does not hold such a value."""


def to_plain(value: Any) -> Any:
    """What `json.dumps` can write."""
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return float(value)  # NumPy's floats too
    return value


def from_plain(hint: Any, plain: Any) -> Any:
    """A value of the type `hint`.

    Raises:
        NotPlainError: it is none, or larger than anything a reader makes.
    """
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _one_of(get_args(hint), plain)
    if origin is tuple:
        return _tuple(get_args(hint), plain)
    if is_dataclass(hint):
        return _value(hint, plain)
    return _scalar(hint, plain)


def _one_of(hints: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and NoneType in hints:
        return None
    [hint] = [
        each for each in hints if each is not NoneType
    ]  # optional values; there are no other unions
    return from_plain(hint, plain)


def _tuple(hints: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list) or len(plain) > MOST_ITEMS:
        raise NotPlainError("no list, or too long a one")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(from_plain(hints[0], each) for each in plain)
    if len(plain) != len(hints):
        raise NotPlainError("a list of another length")
    return tuple(from_plain(hint, each) for hint, each in zip(hints, plain, strict=True))


def _value(kind: Any, plain: Any) -> Any:
    if not isinstance(plain, dict):
        raise NotPlainError(f"no {kind.__name__}")
    hints = get_type_hints(kind)
    found = {}
    for each in fields(kind):
        if each.name in plain:
            found[each.name] = from_plain(hints[each.name], plain[each.name])
        elif _is_needed(each):
            raise NotPlainError(f"a {kind.__name__} without {each.name}")
    try:
        return kind(**found)
    except (ValueError, ArithmeticError) as error:
        raise NotPlainError(str(error)) from error


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _scalar(hint: Any, plain: Any) -> Any:
    if hint is bool and isinstance(plain, bool):
        return plain
    if isinstance(plain, str) and len(plain) <= LONGEST_TEXT * (10 if hint is bytes else 1):
        return _from_text(hint, plain)
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return _number(hint, plain)
    raise NotPlainError(f"no {getattr(hint, '__name__', hint)}")


def _from_text(hint: Any, plain: str) -> Any:
    try:
        if hint is bytes:
            return base64.b64decode(plain, validate=True)
        if isinstance(hint, type) and issubclass(hint, str):  # str and its enumerations
            return hint(plain)
    except ValueError as error:
        raise NotPlainError(str(error)) from error
    raise NotPlainError("text where there should be none")


def _number(hint: Any, plain: int | float) -> Any:
    if not (math.isfinite(plain) and abs(plain) <= LARGEST_NUMBER):
        raise NotPlainError("a number nobody measures")
    if hint is float:
        return float(plain)
    if hint is int and isinstance(plain, int):
        return plain
    raise NotPlainError("a number where there should be none")
