"""Reading one attribute: always a plain value, empty or None where the header has nothing usable."""

from collections.abc import Iterable
from typing import Any

from pydicom import Dataset
from pydicom.valuerep import PersonName


def text(dataset: Dataset, keyword: str) -> str:
    """The attribute as text, "" where it is missing; several values are joined by a comma."""
    return ", ".join(texts(dataset, keyword))


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """Every value of the attribute as text."""
    return tuple(str(value).strip() for value in _values(dataset, keyword))


def number(dataset: Dataset, keyword: str) -> float | None:
    """The first value as a finite number, or None."""
    found = numbers(dataset, keyword)
    return found[0] if found else None


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Every value as a finite number; () where one of them is none."""
    try:
        found = tuple(float(value) for value in _values(dataset, keyword))
    except (TypeError, ValueError):
        return ()
    return found if all(abs(value) < float("inf") for value in found) else ()


def integer(dataset: Dataset, keyword: str) -> int | None:
    value = number(dataset, keyword)
    return None if value is None else int(value)


def person_name(dataset: Dataset, keyword: str) -> str:
    """A name in reading order: the ideographic group first, the alphabetic one beside it (PS3.5 6.2.1)."""
    value = dataset.get(keyword)
    if not isinstance(value, PersonName):
        return str(value or "").replace("^", " ").strip()
    groups = [_in_order(str(group)) for group in (value.ideographic, value.alphabetic)]
    return " ".join(dict.fromkeys(group for group in groups if group))


def _in_order(group: str) -> str:
    return " ".join(part for part in group.split("^") if part)


def _values(dataset: Dataset, keyword: str) -> Iterable[Any]:
    try:
        value = dataset.get(keyword)
    except Exception:  # noqa: BLE001 - a value pydicom cannot convert counts as missing
        return ()
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, list | tuple) or _is_multi(value) else (value,)


def _is_multi(value: object) -> bool:
    return type(value).__name__ == "MultiValue"
