"""Thresholds by operating point: each belongs to one set of weights and one label."""

import dataclasses

from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.model_trust import Interval, OperatingPoint
from medviewer.session.ai.operating_points import (
    Floor,
    common_point,
    floors,
    names_on_offer,
    stated,
    tier,
    usual_floors,
)
from tests.gui.canvas.samples import finding, patch_on, result

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


def test_that_an_answer_states_what_reaches_its_models_own_threshold() -> None:
    maps = tuple(patch_on(each, 3) for each in ("weak", "strong", ""))
    said = dataclasses.replace(
        result(finding("strong", 0.5), finding("weak", 0.3), attention=maps),
        card=answer(point("screening", 0.2), point("specific", 0.5)).card,
    )

    told = stated(said)

    assert [f.finding_id for f in told.findings] == ["strong"]
    assert [patch.finding_id for patch in told.attention] == ["strong", ""]


def test_that_each_model_is_shown_at_the_point_it_reports_from() -> None:
    specific = answer(point("balanced", 0.2), point("specific", 0.5))  # its own threshold is 0.5
    balanced = answer(point("balanced", 0.5), point("specific", 0.9), sha256="01")

    assert usual_floors([specific, balanced]) == (
        Floor("00", "lung_nodule", 0.5),
        Floor("01", "lung_nodule", 0.5),
    )
    assert common_point([specific]) == "specific"
    assert common_point([specific, balanced]) == ""


def test_that_points_of_one_threshold_are_reached_together() -> None:
    card = answer(point("screening", 0.4), point("balanced", 0.4), point("specific", 0.4)).card

    assert tier(card, finding("f", 0.94)) == "specific"
