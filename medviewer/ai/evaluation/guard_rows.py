"""One row of a card's guard table: how many of some inputs were refused or warned about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.ai.figures.discrimination import area_under_roc
from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.runtime.feature_guard import Distances, Floats
from medviewer.domain.model_trust import GuardFigure

PROPER_SHARE = 0.95  # of proper images let pass, for the share of wrong ones that slip through


@dataclass(frozen=True, slots=True)
class Separation:
    """How well the distance tells wrong inputs from proper ones; see `GuardFigure`."""

    auroc: float
    fpr95: float


def separation(proper: Distances | Floats, wrong: Distances | Floats) -> Separation:
    labels = np.r_[np.zeros(len(proper), np.int64), np.ones(len(wrong), np.int64)]
    auroc = area_under_roc(labels, np.r_[proper, wrong])
    passed = float(np.mean(wrong <= np.quantile(proper, PROPER_SHARE)))
    return Separation(round(auroc, 4), round(passed, 4))


def guard_figure(
    kind: str, data: str, opinions: Sequence[Opinion], apart: Separation | None
) -> GuardFigure:
    """`apart` is None for proper inputs, which all others are held against."""
    refused = [bool(opinion.refusals) for opinion in opinions]
    warned = [bool(opinion.warnings) and not opinion.refusals for opinion in opinions]
    return GuardFigure(
        kind,
        refused=round(float(np.mean(refused)), 4),
        warned=round(float(np.mean(warned)), 4),
        count=len(opinions),
        data=data,
        auroc=apart.auroc if apart else None,
        fpr95=apart.fpr95 if apart else None,
    )
