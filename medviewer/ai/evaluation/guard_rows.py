"""One row of a card's guard table: how many of some inputs were refused or warned about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.ai.figures.discrimination import area_under_roc
from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.runtime.feature_guard import Distances, Floats
from medviewer.domain.model_trust import GuardFigure

TOLERANCE = 0.02  # of a share: other processors round otherwise, and an image may cross a limit
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


def differences(stated: Iterable[GuardFigure], found: Iterable[GuardFigure]) -> Iterator[str]:
    """A sentence for each of the card's figures that was not found again."""
    again = {figure.input_kind: figure for figure in found}
    for figure in stated:
        now = again.get(figure.input_kind)
        if now is None or not all(map(_agrees, _shares(figure), _shares(now))):
            words = "nothing" if now is None else _words(now)
            yield f"{figure.input_kind}: the card says {_words(figure)}; found {words}"


def _shares(figure: GuardFigure) -> tuple[float | None, ...]:
    return (figure.refused, figure.warned, figure.auroc, figure.fpr95)


def _agrees(stated: float | None, found: float | None) -> bool:
    if stated is None or found is None:
        return stated is found
    return abs(stated - found) <= TOLERANCE


def _words(figure: GuardFigure) -> str:
    apart = "" if figure.auroc is None else f", AUROC {figure.auroc:.3f}, FPR95 {figure.fpr95:.3f}"
    return f"{figure.refused:.1%} refused, {figure.warned:.1%} warned{apart}"
