"""Cells of tables as numbers and choices; what is empty or no number is not there."""

import math
from collections.abc import Iterable, Mapping

from medviewer.ai.runtime.fusion.case_inputs import ChoiceInput


def number_in(text: str) -> float | None:
    """A finite number, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def numbers_in(row: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, float]:
    """By input name, those of `columns` (input name → column) that hold a number."""
    found = {name: number_in(row.get(column, "")) for name, column in columns.items()}
    return {name: value for name, value in found.items() if value is not None}


def choices_in(row: Mapping[str, str], choices: Iterable[ChoiceInput]) -> dict[str, str]:
    """Columns that have the names of the inputs; "2.0" of a spreadsheet is "2"."""
    found = {each.name: row.get(each.name, "").strip() for each in choices}
    return {name: text.removesuffix(".0") for name, text in found.items() if text}
