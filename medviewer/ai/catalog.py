"""Reads model cards: one folder each under `resources/models`, described by its card."""

import re
from pathlib import Path
from typing import Any

from medviewer import paths
from medviewer.ai.card_tables import TableError, parse_toml, read_table
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import (
    CALIBRATION_PARAMETERS,
    Calibration,
    ConformalRule,
    NetworkSpec,
)
from medviewer.domain.volume import Unit
from medviewer.errors import ModelUnusable
from medviewer.words import message

CARD = "card.toml"
LARGEST_CARD = 1_000_000  # bytes; ours have some ten thousand

UNITS = (Unit.NONE, Unit.HU, Unit.BQML, Unit.SUV_BW)  # that a model can ask for
MOST_MEMBERS = 32  # of an ensemble
LARGEST_INPUT = 4096  # rows or columns


def load_catalog(folder: Path | None = None) -> tuple[ModelCard, ...]:
    """Read every card, in order of model id.

    Raises:
        ModelUnusable: a card is missing something or says something impossible; names file and cause.
    """
    folder = folder or paths.models()
    return tuple(load_card(file) for file in sorted(folder.glob(f"*/{CARD}")))


def load_card(file: Path) -> ModelCard:
    """Read one card.

    Raises:
        ModelUnusable: see `load_catalog`.
    """
    try:
        return parse_card(_text_of(file))
    except (OSError, ValueError) as error:
        raise _unusable(file, str(error)) from error


def read_card_table(file: Path) -> dict[str, Any]:
    """A card's file as plain tables, complete or not.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no TOML, or too large for a card.
    """
    return parse_toml(_text_of(file))


def parse_card(text: str) -> ModelCard:
    """Read a card's text.

    Raises:
        ValueError: it is no TOML, or no card; says where and why.
    """
    return card_of(parse_toml(text))


def card_of(table: dict[str, Any]) -> ModelCard:
    """The card a parsed file holds.

    Raises:
        ValueError: see `parse_card`.
    """
    card = read_table(ModelCard, table)
    _check_names(card)
    if card.applicability.unit not in UNITS:
        raise TableError(f"applicability.unit cannot be {str(card.applicability.unit)!r}")
    if card.network:
        _check_network(card.network)
    if card.calibration:
        _check_calibration(card.calibration)
    if card.conformal:
        _check_conformal(card.conformal, len(card.labels))
    for point in card.operating_points:
        if point.label not in card.labels:
            raise TableError(f"operating_points: {point.label!r} is not among labels")
    return card


def _text_of(file: Path) -> str:
    if file.stat().st_size > LARGEST_CARD:
        raise TableError(f"it is larger than {LARGEST_CARD:,} bytes")
    return file.read_text(encoding="utf-8")


def _check_names(card: ModelCard) -> None:
    if not card.labels:
        raise TableError("labels must name at least one")
    if not re.fullmatch(r"[A-Za-z0-9_\-]{1,64}", card.model_id):
        raise TableError("model_id may have letters, digits, _ and - only, 64 at most")
    if not re.fullmatch(r"([a-z][a-z0-9_]{0,63})?", card.analyzer):
        raise TableError("analyzer must be the plain name of one of MedViewer's analyzers")
    files = [card.weights_file] + ([card.feature_guard.file] if card.feature_guard else [])
    for name in files:  # a name beside the card, never a path elsewhere
        if not re.fullmatch(r"[A-Za-z0-9_\-][A-Za-z0-9_.\-]*", name):
            raise TableError(f"{name!r} must be the plain name of a file beside the card")


def _check_network(network: NetworkSpec) -> None:
    if not 1 <= network.members <= MOST_MEMBERS:
        raise TableError(f"network.members must be 1 to {MOST_MEMBERS}")
    if not all(1 <= side <= LARGEST_INPUT for side in network.input_size):
        raise TableError(f"network.input_size must be 1 to {LARGEST_INPUT}")


def _check_calibration(calibration: Calibration) -> None:
    if calibration.method not in CALIBRATION_PARAMETERS:
        raise TableError(f"calibration.method cannot be {calibration.method!r}")
    if len(calibration.parameters) != CALIBRATION_PARAMETERS[calibration.method]:
        needed = CALIBRATION_PARAMETERS[calibration.method]
        raise TableError(f"calibration.parameters must be {needed} for {calibration.method}")


def _check_conformal(rule: ConformalRule, labels: int) -> None:
    needed = 2 if labels == 1 else labels
    if len(rule.quantiles) != needed:
        raise TableError(f"conformal.quantiles must be {needed}, not {len(rule.quantiles)}")


def _unusable(file: Path, why: str) -> ModelUnusable:
    return ModelUnusable(
        message(
            "Catalog",
            "The model card {file} cannot be used: {why}. Install the model again.",
            file=file,
            why=why,
        )
    )
