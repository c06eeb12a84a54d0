"""Recipes of any kind as TOML files: read as the dataclass that declares them, refused in one sentence."""

from pathlib import Path
from typing import TypeVar

from medviewer.ai.card_tables import parse_toml, read_table
from medviewer.errors import InputError
from medviewer.words import message

T = TypeVar("T")


def read_recipe_file(kind: type[T], file: Path) -> T:
    """The recipe in that file.

    Raises:
        InputError: it cannot be read, has a key that `kind` has not, or says something impossible.
    """
    try:
        return read_table(kind, parse_toml(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise unusable_recipe(file, str(error)) from error


def unusable_recipe(file: Path, why: str) -> InputError:
    return InputError(
        message(
            "Training",
            "The task file {file} cannot be used: {why}. Correct it.",
            file=file,
            why=why,
        )
    )
