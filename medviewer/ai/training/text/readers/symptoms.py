"""Reads the Symptom2Disease table: one made-up complaint and its disease a row."""

from pathlib import Path

from medviewer.ai.text.tokens import keys_of
from medviewer.ai.training.text.cases import TextCase
from medviewer.ai.training.text.tables import read_rows, set_folder

FOLDER = "text_symptom2disease"


def read_cases(
    data: Path, split: str, options: tuple[tuple[str, str], ...] = ()
) -> tuple[TextCase, ...]:
    """Every complaint of `<split>.csv`; those of the same words are one group.

    Raises:
        InputError: the table is not there or lacks a column.
    """
    del options  # there is nothing to choose
    name = f"{split}.csv"
    rows = read_rows(set_folder(data, FOLDER, name) / name, ("label", "text"))
    return tuple(
        TextCase(" ".join(keys_of(row["text"])), row["text"], "en", (row["label"],)) for row in rows
    )
