"""Frozen values as TOML tables and back: what a model card (or a task file) is written and read with.

The types say it all: a dataclass is a table, a tuple an array, pairs of name and value a table of free names,
None a key that is absent. Reading is strict: what is unknown, missing or of another type is named with its
place. Writing puts a value's own plain fields first, then its tables, so that the text reads from the top.
"""

import json
import math
import tomllib
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

MOST_DOTS = 200  # in one line; tomllib's time grows with the square of a dotted key's length


class TableError(ValueError):
    """What is wrong in a table, in words that name the place."""


def parse_toml(text: str) -> dict[str, Any]:
    """A file's text as plain tables, in a time that its length justifies.

    Raises:
        ValueError: it is no TOML, or is built to keep a reader busy.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > MOST_DOTS:
            raise TableError(f"line {number} has more than {MOST_DOTS} dots")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TableError("it is nested too deeply") from error


def read_table(kind: type[T], table: object, place: str = "") -> T:
    """Build `kind`, a dataclass, from a parsed table.

    Raises:
        TableError: a field is unknown, missing, or not of its type.
    """
    if not isinstance(table, dict):
        raise TableError(f"{place or 'the file'} must be a table")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class has a hash
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # a dataclass
    for name in table:
        if name not in known:
            raise TableError(f"{_inside(place, str(name))} is not known")
    for name, field in known.items():
        if name not in table and field.default is field.default_factory is MISSING:
            raise TableError(f"{_inside(place, name)} is missing")
    found = {key: _read(hints[key], value, _inside(place, key)) for key, value in table.items()}
    try:
        return kind(**found)
    except ValueError as error:
        raise TableError(f"{place}: {error}" if place else str(error)) from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    """A card has hundreds of tables of a dozen kinds."""
    return get_type_hints(kind)


def table_text(value: object) -> str:
    """A dataclass as TOML that `read_table` reads back to an equal value.

    Raises:
        TableError: a value is not finite, or of a type that TOML has not.
    """
    plain, tables = [], []
    for name, item in _stated(value):
        if is_dataclass(item):
            tables.append(f"\n[{name}]\n{_body(item)}")
        elif isinstance(item, tuple) and item and all(is_dataclass(part) for part in item):
            tables.extend(f"\n[[{name}]]\n{_body(part)}" for part in item)
        else:
            plain.append(f"{name} = {_text(item)}\n")
    return "".join(plain + tables)


def _read(hint: Any, value: object, place: str) -> object:
    if is_dataclass(hint):
        return read_table(hint, value, place)  # type: ignore[arg-type]  # a class, not a value
    if get_origin(hint) in (Union, types.UnionType):
        return _read_any(get_args(hint), value, place)
    if get_origin(hint) is tuple:
        return _read_tuple(get_args(hint), value, place)
    return _read_plain(hint, value, place)


def _read_any(hints: tuple[Any, ...], value: object, place: str) -> object:
    hints = tuple(hint for hint in hints if hint is not type(None))
    if len(hints) == 1:
        return _read(hints[0], value, place)
    for hint in sorted(hints, key=lambda hint: hint is float):  # 3 stays a whole number
        try:
            return _read(hint, value, place)
        except TableError:
            continue
    raise TableError(f"{place} cannot be {_shown(value)}")


def _read_tuple(hints: tuple[Any, ...], value: object, place: str) -> tuple[object, ...]:
    if _is_free(hints):
        return _read_free(get_args(hints[0])[1], value, place)
    if not isinstance(value, list):
        raise TableError(f"{place} must be a list, not {_shown(value)}")
    if hints[-1] is Ellipsis:
        hints = (hints[0],) * len(value)
    if len(hints) != len(value):
        raise TableError(f"{place} must have {len(hints)} values, not {len(value)}")
    pairs = enumerate(zip(hints, value, strict=True))
    return tuple(_read(hint, item, f"{place}[{index}]") for index, (hint, item) in pairs)


def _read_free(hint: Any, value: object, place: str) -> tuple[object, ...]:
    if not isinstance(value, dict):
        raise TableError(f"{place} must be a table")
    return tuple((name, _read(hint, item, _inside(place, name))) for name, item in value.items())


def _is_free(hints: tuple[Any, ...]) -> bool:
    """Whether these are the arguments of `tuple[tuple[str, X], ...]`: names of one's own choice."""
    pair = get_args(hints[0]) if get_origin(hints[0]) is tuple else ()
    return len(pair) == 2 and pair[0] is str and hints[-1] is Ellipsis and pair[1] is not Ellipsis


def _read_plain(kind: type, value: object, place: str) -> object:
    if kind is not str and issubclass(kind, (Enum, str)):  # choices, and words of one kind
        return _read_word(kind, value, place)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TableError(f"{place} must be a {kind.__name__}, not {_shown(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise TableError(f"{place} must be a finite number")
    return value


def _read_word(kind: type, value: object, place: str) -> object:
    try:
        return kind(_read_plain(str, value, place))
    except ValueError as error:
        raise TableError(f"{place} cannot be {_shown(value)}") from error


def _stated(value: object) -> list[tuple[str, object]]:
    """Fields and their values, less those that only repeat the default None or ()."""
    named = [(field, getattr(value, field.name)) for field in fields(value)]  # type: ignore[arg-type]  # a dataclass
    return [
        (field.name, item)
        for field, item in named
        if not (item == field.default and item in (None, ()))
    ]


def _body(value: object) -> str:
    return "".join(f"{name} = {_text(item)}\n" for name, item in _stated(value))


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return _array_text(value)
    if is_dataclass(value):
        return _inline([(name, item) for name, item in _stated(value)])
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):  # a JSON string is a TOML one, but for DEL
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return _number_text(value)


def _number_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float) and math.isfinite(value):
        return repr(float(value))  # NumPy's float64 is one and would say so
    raise TableError(f"{_shown(value)} is nothing a card can hold")


def _array_text(values: tuple[object, ...]) -> str:
    pairs = [(value[0], value[1]) for value in values if _is_pair(value)]
    if pairs and len(pairs) == len(values):
        return _inline(pairs)
    parts = [_text(value) for value in values]
    if sum(map(len, parts)) > 90:
        return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    return f"[{', '.join(parts)}]"


def _is_pair(value: object) -> TypeGuard[tuple[str, object]]:
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str)


def _inline(items: list[tuple[str, object]]) -> str:
    return "{ " + ", ".join(f"{_key(name)} = {_text(item)}" for name, item in items) + " }"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else json.dumps(name, ensure_ascii=False)


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
