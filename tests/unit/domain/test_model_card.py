"""What a card says of its thresholds: which there are, which is its own, and what is stated at it."""

import dataclasses

from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import Interval, LesionRule, OperatingPoint
from tests.gui.canvas.samples import finding, result

HALF = Interval(0.5, 0.4, 0.6)


def point(name: str, threshold: float, label: str = "lung_nodule") -> OperatingPoint:
    return OperatingPoint(name, label, threshold, HALF, HALF, HALF, 0.05, "phantoms")


def card(*points: OperatingPoint) -> ModelCard:
    """Of a model that reports from 0.5."""
    return dataclasses.replace(result().card, operating_points=points)


def test_that_a_reader_may_choose_every_point_of_a_label_and_the_models_own_threshold() -> None:
    said = card(point("screening", 0.2), point("specific", 0.9), point("screening", 0.1, "mass"))

    assert said.thresholds("lung_nodule") == (0.2, 0.5, 0.9)


def test_that_the_usual_point_is_the_one_of_the_models_own_threshold() -> None:
    assert card(point("balanced", 0.2), point("specific", 0.5)).usual_point == "specific"
    assert card(point("screening", 0.5), point("balanced", 0.5)).usual_point == "balanced"


def test_that_the_balanced_point_is_usual_where_no_point_is_the_models_own() -> None:
    assert card(point("screening", 0.2), point("balanced", 0.4)).usual_point == "balanced"
    assert card(point("screening", 0.2)).usual_point == ""


def test_that_a_finding_below_the_usual_point_is_not_stated() -> None:
    said = card(point("screening", 0.2), point("balanced", 0.5))

    assert said.states(finding("f", 0.5))
    assert not said.states(finding("f", 0.49))


def test_that_a_lesion_proposed_by_rule_is_stated_however_unsure_its_name() -> None:
    rule = LesionRule(0.6, HALF, HALF, "calibration part", "val")

    assert dataclasses.replace(card(), lesion_rule=rule).states(finding("f", 0.1))
