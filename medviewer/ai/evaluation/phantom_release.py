"""Measures the whole chest CT analyzer on phantoms and writes the figures into its card."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from medviewer.ai.analyzers import chest_ct_nodules
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.evaluation.phantoms import WHO, ScanCounts, measure_on_phantoms, routine_specs
from medviewer.domain.model_card import Metric, ModelCard
from medviewer.errors import NotApplicable
from medviewer.words import message

ANALYZER = "chest_ct_nodules"


def phantom_figures(
    folder: Path, count: int, device: torch.device, report: Callable[[ScanCounts], None]
) -> tuple[Metric, ...]:
    """Figures of the model in `folder` on `count` computed scans.

    Raises:
        NotApplicable: its analyzer looks for something else than nodules on chest CT.
    """
    card = load_card(folder / CARD)
    if card.analyzer != ANALYZER:
        raise NotApplicable(
            message(
                "Evaluation",
                "{model} does not look for nodules on chest CT, and there are no other phantoms. Leave out "
                "--phantoms.",
                model=card.title,
            )
        )
    load = partial(_loaded, folder=folder, device=device)
    return measure_on_phantoms(load, card, routine_specs(count), report)


def write_phantom_figures(folder: Path, found: tuple[Metric, ...]) -> None:
    """Put the figures into the card in the place of earlier ones."""
    card = load_card(folder / CARD)
    others = tuple(metric for metric in card.metrics if metric.subject != WHO)
    write_card(replace(card, metrics=others + found), folder / CARD)


def _loaded(card: ModelCard, folder: Path, device: torch.device) -> chest_ct_nodules.ChestCtNodules:
    return chest_ct_nodules.load(card, folder, device)
