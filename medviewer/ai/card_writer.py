"""Writes a model card to the file `catalog` reads it from; nobody else writes card text."""

from pathlib import Path

from medviewer.ai.card_tables import table_text
from medviewer.domain.model_card import ModelCard

HEAD = "# Written by `medviewer`; every figure belongs to the weights with this hash.\n"


def write_card(card: ModelCard, file: Path) -> None:
    """Write `card` so that `catalog.load_card` reads an equal one; takes the place of what was there."""
    new = file.with_suffix(".new")
    new.write_text(card_text(card), encoding="utf-8", newline="\n")
    new.replace(file)


def card_text(card: ModelCard) -> str:
    """The card as TOML."""
    return HEAD + table_text(card)
