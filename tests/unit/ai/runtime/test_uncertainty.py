"""What cannot be excluded, and when the AI had better say nothing."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.ai.runtime.uncertainty import (
    class_names,
    class_probabilities,
    prediction_set,
    reason_to_abstain,
)
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import AbstentionRule, ConformalRule, Interval
from tests.unit.ai.evaluation.stand_ins import bare_card

NOTHING = Interval(0.0, 0.0, 0.0)


def careful(quantiles: tuple[float, ...], labels: tuple[str, ...] = ("nodule",)) -> ModelCard:
    """A card that keeps a label at 1 - p up to its quantile, and answers up to a spread of 0.1."""
    return replace(
        bare_card(labels),
        conformal=ConformalRule(0.1, quantiles, NOTHING, 1.0, ""),
        abstention=AbstentionRule(0.1, NOTHING, NOTHING, NOTHING, ""),
    )


def test_that_a_single_label_has_its_absence_beside_it() -> None:
    assert class_names(("nodule",)) == ("no_nodule", "nodule")
    assert class_names(("a", "b", "c")) == ("a", "b", "c")
    assert class_probabilities(np.array([[0.3]])).tolist() == [[0.7, 0.3]]


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0.95, ("nodule",)), (0.05, ("no_nodule",)), (0.5, ("no_nodule", "nodule"))],
)
def test_that_the_set_holds_what_cannot_be_excluded(
    probability: float, expected: tuple[str, ...]
) -> None:
    card = careful((0.6, 0.6))

    assert prediction_set(np.array([probability]), card) == expected


def test_that_a_card_without_a_rule_promises_no_set() -> None:
    assert prediction_set(np.array([0.5]), bare_card()) == ()
    assert reason_to_abstain(np.array([0.5]), 0.4, bare_card()) is None


def test_that_a_clear_answer_is_given() -> None:
    assert reason_to_abstain(np.array([0.95]), 0.05, careful((0.6, 0.6))) is None


@pytest.mark.parametrize(
    ("probability", "spread", "quantiles", "words"),
    [
        (0.5, 0.0, (0.6, 0.6), "exclude none"),
        (0.5, 0.0, (0.3, 0.3), "no answer it knows"),
        (0.95, 0.2, (0.6, 0.6), "differ by 0.2"),
    ],
)
def test_that_abstaining_says_why(
    probability: float, spread: float, quantiles: tuple[float, ...], words: str
) -> None:
    reason = reason_to_abstain(np.array([probability]), spread, careful(quantiles))

    assert reason is not None
    assert "AI abstains, because" in str(reason)
    assert words in str(reason)
