"""What follows from the kind the pixels show: who is believed, headers or pixels, and when."""

import dataclasses

import pytest

from medviewer.ai.guard.kind_rules import judge_kind
from medviewer.ai.guard.opinion import FINE
from medviewer.ai.guard.seen_kind import SeenKind
from tests.unit.ai.guard.guard_samples import ct_card, film_card, mr_card


def test_that_the_kind_it_was_made_for_is_fine() -> None:
    assert judge_kind(film_card(), SeenKind({"chest_xray": 0.6, "other": 0.4}), "") == FINE


def test_that_pixels_decide_where_no_body_part_is_named() -> None:
    opinion = judge_kind(film_card(), SeenKind({"hand_xray": 0.97, "chest_xray": 0.03}), "")

    assert "hardly look like a chest radiograph (3 %)" in str(opinion.refusals[0])


def test_that_pixels_against_a_named_body_part_are_a_doubt() -> None:
    opinion = judge_kind(film_card(), SeenKind({"hand_xray": 0.97, "chest_xray": 0.03}), "CHEST")

    assert not opinion.refusals
    assert "chest radiograph" in str(opinion.warnings[0])


def test_that_an_unlikely_kind_is_a_doubt_only_where_nothing_is_named() -> None:
    kinds = {"breast_mr": 0.9, "brain_mr": 0.1}

    assert judge_kind(mr_card(), SeenKind(kinds), "").warnings
    assert judge_kind(mr_card(), SeenKind(kinds), "BRAIN") == FINE


@pytest.mark.parametrize("kind", ["turned_chest_xray", "inverted_chest_xray"])
def test_that_a_spoilt_film_is_refused_whatever_the_headers_say(kind: str) -> None:
    assert judge_kind(film_card(), SeenKind({kind: 0.95, "chest_xray": 0.05}), "CHEST").refusals


def test_that_a_film_that_may_be_turned_is_doubted() -> None:
    opinion = judge_kind(
        film_card(), SeenKind({"turned_chest_xray": 0.4, "chest_xray": 0.6}), "CHEST"
    )

    assert "turned (40 %)" in str(opinion.warnings[0])


def test_that_ct_is_doubted_and_never_refused_by_its_look() -> None:
    opinion = judge_kind(ct_card(), SeenKind({"head_ct": 0.99, "chest_ct": 0.01}), "")

    assert [len(opinion.refusals), len(opinion.warnings)] == [0, 1]


def seen_head(strangeness: float) -> SeenKind:
    """The network is sure: of the kinds it knows, a wrist is most like a head."""
    return SeenKind({"brain_mr": 0.99, "other": 0.01}, {"brain_mr": strangeness, "breast_mr": 0.1})


def test_that_images_unlike_any_of_the_wanted_kind_are_refused_however_sure_the_network_is() -> (
    None
):
    opinion = judge_kind(mr_card(), seen_head(1.4), "")

    assert "strangeness 1.4; up to 1 is usual" in str(opinion.refusals[0])


def test_that_images_somewhat_unlike_the_wanted_kind_are_doubted_where_nothing_is_named() -> None:
    assert judge_kind(mr_card(), seen_head(1.1), "").warnings
    assert judge_kind(mr_card(), seen_head(1.1), "BRAIN") == FINE


def test_that_a_named_body_part_turns_a_refusal_for_the_look_into_a_doubt() -> None:
    opinion = judge_kind(mr_card(), seen_head(1.4), "BRAIN")

    assert [len(opinion.refusals), len(opinion.warnings)] == [0, 1]


def test_that_the_nearest_of_several_wanted_kinds_counts() -> None:
    rules = dataclasses.replace(mr_card().applicability, image_kinds=("brain_mr", "breast_mr"))
    card = dataclasses.replace(mr_card(), applicability=rules)

    assert judge_kind(card, seen_head(1.4), "") == FINE
