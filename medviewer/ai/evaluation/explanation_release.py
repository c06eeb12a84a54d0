"""Examines a finished model's explanations and writes what was found into its card."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.evaluation.explanation_battery.battery import examine
from medviewer.ai.evaluation.model_place import ModelPlace
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.training.readers.table import read_samples
from medviewer.domain.model_trust import ExplanationTest


def explanation_rows(
    model: ImageModel, place: ModelPlace, data: Path, split: str, hear: Callable[[str], None]
) -> tuple[ExplanationTest, ...]:
    """Every test of every method on images of `split`."""
    return examine(model, read_samples(place.task, data, split), f"official {split} split", hear)


def write_explanations(folder: Path, rows: tuple[ExplanationTest, ...]) -> None:
    """Put the rows into the card in the place of earlier ones."""
    write_card(replace(load_card(folder / CARD), explanation_tests=rows), folder / CARD)
