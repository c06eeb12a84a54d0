"""Tables beside a system's card: how a run was made, as TOML, held against its hash when it is read."""

from pathlib import Path
from typing import TypeVar

from medviewer.ai.card_tables import parse_toml, read_table, table_text
from medviewer.ai.installed_systems import checked_file
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

T = TypeVar("T")


def keep_table(folder: Path, name: str, value: object) -> None:
    """Write a dataclass so that `kept_table` reads an equal one."""
    (folder / name).write_text(table_text(value), encoding="utf-8", newline="\n")


def kept_table(card: SystemCard, folder: Path, name: str, kind: type[T]) -> T:
    """What `keep_table` wrote.

    Raises:
        ModelUnusable: it is missing, altered or says something impossible.
    """
    text = checked_file(card, folder, name).decode("utf-8", "replace")
    try:
        return read_table(kind, parse_toml(text))
    except ValueError as error:
        raise ModelUnusable(
            message(
                "Catalog",
                "{file} of {model} cannot be used: {why}. Train the model again.",
                file=folder / name,
                model=card.title,
                why=str(error),
            )
        ) from error
