"""What a card states comes from the calibration part and is measured on val."""

import numpy as np
import pytest

from medviewer.ai.evaluation.answers import ask
from medviewer.ai.evaluation.judging import Parts, judged
from medviewer.ai.figures.decisions import count_decisions
from medviewer.ai.training.judging_plan import JudgingPlan
from tests.unit.ai.evaluation.stand_ins import BrightnessModel, bare_card, shaded

NAMES = ("no_bright", "bright")


@pytest.fixture(scope="module")
def parts() -> Parts:
    model = BrightnessModel(slope=15, members=3, noise=2.0)
    labels = np.arange(400) % 2
    return Parts(
        ask(model, shaded(labels, NAMES, seed=1), "calibration part"),
        ask(model, shaded(labels, NAMES, seed=2), "val"),
    )


def test_that_the_card_says_what_was_fitted_and_measured_where(parts: Parts) -> None:
    card = judged(bare_card(), parts, JudgingPlan())

    assert card.calibration is not None
    assert card.conformal is not None
    assert card.abstention is not None
    assert card.calibration.fitted_on == "calibration part"
    assert {card.calibration.measured_on, card.conformal.data, card.abstention.data} == {"val"}
    assert sum(each.count for each in card.calibration.reliability) == 400
    assert card.is_calibrated == (card.calibration.ece.value <= 0.05)


def test_that_thresholds_come_from_the_calibration_part(parts: Parts) -> None:
    card = judged(bare_card(), parts, JudgingPlan(threshold="specific"))

    fitted = parts.calibration.probabilities(card.calibration)[:, 1]
    counts = count_decisions(parts.calibration.labels, fitted, card.score_threshold)
    assert counts.specificity >= 0.95
    assert [point.name for point in card.operating_points] == ["screening", "balanced", "specific"]
    assert {point.data for point in card.operating_points} == {"val"}


def test_that_a_threshold_chosen_on_val_is_admitted(parts: Parts) -> None:
    card = judged(bare_card(), parts, JudgingPlan(threshold_on="val"))

    assert {point.data for point in card.operating_points} == {"val; chosen on the same images"}


def test_that_predictive_values_are_those_of_the_stated_prevalence(parts: Parts) -> None:
    rare = judged(bare_card(), parts, JudgingPlan(prevalence=0.01)).operating_points[1]
    common = judged(bare_card(), parts, JudgingPlan(prevalence=0.5)).operating_points[1]

    assert rare.ppv.value < common.ppv.value
    assert rare.sensitivity == common.sensitivity


def test_that_an_impossible_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="threshold_on"):
        JudgingPlan(threshold_on="test")
    with pytest.raises(ValueError, match="prevalence"):
        JudgingPlan(prevalence=0.0)
