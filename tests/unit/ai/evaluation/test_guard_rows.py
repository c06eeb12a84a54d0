"""Guard figures held against a card's: within the tolerance, or named."""

from dataclasses import replace

import pytest

from medviewer.ai.evaluation.guard_rows import differences
from medviewer.domain.model_trust import GuardFigure

TURNED = GuardFigure("turned", 0.8, 0.1, 100, "val", auroc=0.95, fpr95=0.2)
OWN = GuardFigure("as it should be", 0.0, 0.05, 100, "val")


@pytest.mark.parametrize("now", [TURNED, replace(TURNED, refused=0.815), replace(TURNED, count=9)])
def test_that_figures_within_the_tolerance_are_found_again(now: GuardFigure) -> None:
    assert list(differences((OWN, TURNED), (now, OWN))) == []


@pytest.mark.parametrize(
    "now", [replace(TURNED, warned=0.15), replace(TURNED, fpr95=0.3), replace(TURNED, auroc=None)]
)
def test_that_a_figure_that_moved_is_named(now: GuardFigure) -> None:
    [difference] = differences((OWN, TURNED), (now, OWN))

    assert difference.startswith(
        "turned: the card says 80.0% refused, 10.0% warned, AUROC 0.950, FPR95 0.200; found "
    )


def test_that_a_figure_that_was_not_measured_is_named() -> None:
    assert list(differences((OWN,), ())) == [
        "as it should be: the card says 0.0% refused, 5.0% warned; found nothing"
    ]
