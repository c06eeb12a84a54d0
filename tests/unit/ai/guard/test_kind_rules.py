"""What follows from the kind the pixels show: who is believed, headers or pixels, and when."""

import pytest

from medviewer.ai.guard.kind_rules import judge_kind
from medviewer.ai.guard.opinion import FINE
from tests.unit.ai.guard.guard_samples import ct_card, film_card, mr_card


def test_that_the_kind_it_was_made_for_is_fine() -> None:
    assert judge_kind(film_card(), {"chest_xray": 0.6, "other": 0.4}, "") == FINE


def test_that_pixels_decide_where_no_body_part_is_named() -> None:
    opinion = judge_kind(film_card(), {"hand_xray": 0.97, "chest_xray": 0.03}, "")

    assert "hardly look like a chest radiograph (3 %)" in str(opinion.refusals[0])


def test_that_pixels_against_a_named_body_part_are_a_doubt() -> None:
    opinion = judge_kind(film_card(), {"hand_xray": 0.97, "chest_xray": 0.03}, "CHEST")

    assert not opinion.refusals
    assert "chest radiograph" in str(opinion.warnings[0])


def test_that_an_unlikely_kind_is_a_doubt_only_where_nothing_is_named() -> None:
    kinds = {"breast_mr": 0.9, "brain_mr": 0.1}

    assert judge_kind(mr_card(), kinds, "").warnings
    assert judge_kind(mr_card(), kinds, "BRAIN") == FINE


@pytest.mark.parametrize("kind", ["turned_chest_xray", "inverted_chest_xray"])
def test_that_a_spoilt_film_is_refused_whatever_the_headers_say(kind: str) -> None:
    assert judge_kind(film_card(), {kind: 0.95, "chest_xray": 0.05}, "CHEST").refusals


def test_that_a_film_that_may_be_turned_is_doubted() -> None:
    opinion = judge_kind(film_card(), {"turned_chest_xray": 0.4, "chest_xray": 0.6}, "CHEST")

    assert "turned (40 %)" in str(opinion.warnings[0])


def test_that_ct_is_doubted_and_never_refused_by_its_look() -> None:
    opinion = judge_kind(ct_card(), {"head_ct": 0.99, "chest_ct": 0.01}, "")

    assert [len(opinion.refusals), len(opinion.warnings)] == [0, 1]
