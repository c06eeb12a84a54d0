"""Examines a finished model's explanations, writes what was found into its card or holds it against it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.evaluation.explanation_battery.battery import examine
from medviewer.ai.evaluation.model_place import ModelPlace
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.training.readers.table import read_samples
from medviewer.domain.model_trust import ExplanationTest

DIGITS = 6  # completeness is a matter of 1e-6
TOLERANCE = 0.02  # other processors round otherwise, and the order of near equal places follows

Rows = tuple[ExplanationTest, ...]


def explanation_rows(
    model: ImageModel,
    place: ModelPlace,
    data: Path,
    split: str,
    hear: Callable[[str], None],
    methods: Iterable[str] = (),
) -> Rows:
    """Every test of the methods named, of all without a name, on images of `split`; as a card states them."""
    samples = read_samples(place.task, data, split)
    found = examine(model, samples, f"official {split} split", hear, tuple(methods))
    return tuple(replace(row, value=round(row.value, DIGITS)) for row in found)


def write_explanations(folder: Path, rows: Rows) -> None:
    """Put the rows into the card in the place of earlier ones of the same methods."""
    card = load_card(folder / CARD)
    examined = {row.method for row in rows}
    kept = tuple(row for row in card.explanation_tests if row.method not in examined)
    write_card(replace(card, explanation_tests=kept + rows), folder / CARD)


def differences(stated: Rows, found: Rows) -> Iterator[str]:
    """A sentence for each of the card's rows, of methods examined now, that was not found again."""
    again = {(row.method, row.name): row for row in found}
    examined = {row.method for row in found}
    for row in stated:
        now = again.get((row.method, row.name))
        if row.method in examined and not _agrees(row, now):
            value = "nothing" if now is None else f"{now.value:.4f}"
            yield f"{row.method}, {row.name}: the card says {row.value:.4f}, found {value}"


def _agrees(stated: ExplanationTest, found: ExplanationTest | None) -> bool:
    if found is None or stated.is_passed != found.is_passed:
        return False
    return abs(stated.value - found.value) <= max(TOLERANCE, TOLERANCE * abs(stated.value))
