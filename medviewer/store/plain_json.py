"""Frozen values ↔ plain JSON, by their type hints. Nothing but the values themselves is ever made.

What is read back is believed only as far as its types and sizes go: it may come from a file that somebody
sent. Fields that are missing take their default, fields that are unknown are passed over.
"""

import base64
import math
import string
import zlib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import GenericAlias, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

from medviewer.words import Message

LONGEST_TEXT = 100_000
LONGEST_BYTES = 16 << 20  # in base64: an image's mask, a map of a model
MOST_ITEMS = 100_000
MOST_CELLS = 1 << 24  # of an array
LARGEST_NUMBER = 2**53  # beyond it a float is no whole number any more


class NotPlainError(ValueError):
    """The JSON does not hold such a value."""


def to_plain(value: Any) -> Any:
    """What `json.dumps` can write."""
    if isinstance(value, Message):
        said = {name: _plain_word(each) for name, each in value.values.items()}
        return {"context": value.context, "text": value.text, "values": said}
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(each)] for key, each in value.items()]
    if isinstance(value, np.ndarray):
        cells = np.ascontiguousarray(value, "<f4").tobytes()
        return {"shape": list(value.shape), "cells": to_plain(zlib.compress(cells, 1))}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, np.generic):
        return value.item()
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
    if origin is np.ndarray:
        return _array(plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict(_tuple((GenericAlias(tuple, get_args(hint)), ...), plain))
    if hint is Message:
        return _message(plain)
    if is_dataclass(hint):
        return _value(hint, plain)
    return _scalar(hint, plain)


def salvaged(kind: Any, plain: Any, forgiving: Collection[Any]) -> tuple[Any, int]:
    """A value of the dataclass `kind`, without what is damaged in it, and how many things that were.

    Only the fields of the `forgiving` kinds are given up one by one, of their lists one thing at a time:
    half a measurement would be a wrong one.

    Raises:
        NotPlainError: too little is left to make one.
    """
    if not isinstance(plain, dict):
        raise NotPlainError(f"no {kind.__name__}")
    hints, found, lost = get_type_hints(kind), {}, 0
    for name in (each.name for each in fields(kind) if each.name in plain):
        hint = hints[name]
        try:
            if hint in forgiving:
                found[name], missing = salvaged(hint, plain[name], forgiving)
            elif get_origin(hint) is tuple and isinstance(plain[name], list):
                found[name], missing = _salvaged_list(get_args(hint)[0], plain[name])
            else:
                found[name], missing = from_plain(hint, plain[name]), 0
        except NotPlainError:
            missing = 1
        lost += missing
    return _made(kind, found), lost


def _salvaged_list(hint: Any, plain: list[Any]) -> tuple[tuple[Any, ...], int]:
    kept = []
    for each in plain[:MOST_ITEMS]:
        try:
            kept.append(from_plain(hint, each))
        except NotPlainError:
            continue
    return tuple(kept), len(plain) - len(kept)


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
    names = (each.name for each in fields(kind) if each.name in plain)
    return _made(kind, {name: from_plain(hints[name], plain[name]) for name in names})


def _made(kind: Any, found: dict[str, Any]) -> Any:
    for each in fields(kind):
        if each.name not in found and _is_needed(each):
            raise NotPlainError(f"a {kind.__name__} without {each.name}")
    try:
        return kind(**found)
    except (ValueError, ArithmeticError) as error:
        raise NotPlainError(str(error)) from error


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _array(plain: Any) -> Any:
    """float32 of the shape that is stated; as many bytes are unpacked as that needs, and no more."""
    if not isinstance(plain, dict):
        raise NotPlainError("no array")
    shape = from_plain(tuple[int, ...], plain.get("shape"))
    count = math.prod(shape)
    if min(shape, default=0) <= 0 or count > MOST_CELLS:
        raise NotPlainError("an array of no such size")
    packed = from_plain(bytes, plain.get("cells"))
    try:
        cells = zlib.decompressobj().decompress(packed, 4 * count)
        return np.frombuffer(cells, "<f4").astype(np.float32).reshape(shape)
    except (zlib.error, ValueError) as error:
        raise NotPlainError(str(error)) from error


def _plain_word(value: object) -> Any:
    """Numbers stay numbers, since whoever translates may count by them."""
    if isinstance(value, Message):
        return to_plain(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return to_plain(value)
    return str(value)


def _message(plain: Any) -> Message:
    """Words that only ever put in their own values: a format of a file's could ask for anything."""
    if not isinstance(plain, dict) or not isinstance(plain.get("values"), dict):
        raise NotPlainError("no message")
    context, text = (from_plain(str, plain.get(name)) for name in ("context", "text"))
    values = {str(name): _word(value) for name, value in plain["values"].items()}
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise NotPlainError(str(error)) from error
    if any(
        name is not None and (name not in values or form or how) for _, name, form, how in parts
    ):
        raise NotPlainError("a message with other values")
    return Message(context, text, values)


def _word(plain: Any) -> object:
    if isinstance(plain, dict):
        return _message(plain)
    return from_plain(type(plain) if isinstance(plain, str | int | float) else str, plain)


def _scalar(hint: Any, plain: Any) -> Any:
    if hint is bool and isinstance(plain, bool):
        return plain
    if isinstance(plain, str) and len(plain) <= (LONGEST_BYTES if hint is bytes else LONGEST_TEXT):
        return _from_text(hint, plain)
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return _number(hint, plain)
    raise NotPlainError(f"no {getattr(hint, '__name__', hint)}")


def _from_text(hint: Any, plain: str) -> Any:
    try:
        if hint is bytes:
            return base64.b64decode(plain, validate=True)
        if isinstance(hint, type) and issubclass(hint, str | Enum):
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
