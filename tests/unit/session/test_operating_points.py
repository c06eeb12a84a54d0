"""Thresholds by operating point: each belongs to one set of weights and one label."""

import dataclasses

from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.model_trust import Interval, OperatingPoint
from medviewer.session.operating_points import Floor, floors, names_on_offer, tier
from tests.gui.canvas.samples import finding, result

HALF = Interval(0.5, 0.4, 0.6)


def point(name: str, threshold: float) -> OperatingPoint:
    return OperatingPoint(name, "lung_nodule", threshold, HALF, HALF, HALF, 0.05, "phantoms")


def answer(*points: OperatingPoint, sha256: str = "00") -> AnalysisResult:
    said = result()
    card = dataclasses.replace(said.card, operating_points=points, weights_sha256=sha256)
    return dataclasses.replace(said, card=card)


def test_that_points_are_offered_from_the_lowest_threshold_up() -> None:
    offered = names_on_offer([answer(point("specific", 0.9), point("screening", 0.2))])

    assert offered == ("screening", "specific")


def test_that_each_version_has_its_own_threshold_at_a_point() -> None:
    versions = [answer(point("balanced", 0.6)), answer(point("balanced", 0.3), sha256="01")]

    assert floors(versions, "balanced") == (
        Floor("00", "lung_nodule", 0.6),
        Floor("01", "lung_nodule", 0.3),
    )


def test_that_a_model_without_the_point_keeps_its_own_threshold() -> None:
    assert floors([answer()], "screening") == (Floor("00", "lung_nodule", 0.5),)


def test_that_a_finding_is_of_the_most_specific_tier_it_reaches() -> None:
    card = answer(point("screening", 0.2), point("balanced", 0.6), point("specific", 0.9)).card

    tiers = [tier(card, finding("f", confidence)) for confidence in (0.1, 0.2, 0.89, 0.9)]

    assert tiers == ["", "screening", "balanced", "specific"]
