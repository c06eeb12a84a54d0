"""Answers are kept side by side; only what says the same, or refused, gives way."""

import dataclasses

import pytest

from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.session.ai.result_sets import ResultSet, ResultSets
from medviewer.words import message
from tests.gui.canvas.samples import STUDY_UID, finding, result

pytestmark = pytest.mark.gui


@pytest.fixture
def sets(qapp: object) -> ResultSets:
    return ResultSets()


def numbers(sets: ResultSets) -> list[tuple[int, bool]]:
    return [(each.number, each.is_shown) for each in sets.of(STUDY_UID)]


def refusal() -> AnalysisResult:
    return dataclasses.replace(
        result(), status=AnalysisStatus.REFUSED, reason=message("Test", "It is an MR study.")
    )


def test_that_a_second_run_hides_the_first_and_keeps_it(sets: ResultSets) -> None:
    sets.add(result(finding("a", 0.9)))

    sets.add(result(finding("a", 0.8)))

    assert numbers(sets) == [(1, False), (2, True)]


def test_that_an_answer_that_says_the_same_takes_the_place_of_the_first(sets: ResultSets) -> None:
    sets.add(result(finding("a", 0.9)))

    sets.add(result(finding("a", 0.9)))

    assert numbers(sets) == [(1, True)]


def test_that_another_device_makes_another_set(sets: ResultSets) -> None:
    sets.add(result(finding("a", 0.9)))

    sets.add(dataclasses.replace(result(finding("a", 0.9)), device="CUDA"))

    assert [each.result.device for each in sets.of(STUDY_UID)] == ["CPU", "CUDA"]


def test_that_a_refusal_gives_way_to_an_answer(sets: ResultSets) -> None:
    sets.add(refusal())

    sets.add(result(finding("a", 0.9)))

    assert [each.result.status for each in sets.of(STUDY_UID)] == [AnalysisStatus.DONE]


def test_that_another_model_hides_nothing(sets: ResultSets) -> None:
    sets.add(result(finding("a", 0.9)))
    other = result(finding("b", 0.9))

    sets.add(dataclasses.replace(other, card=dataclasses.replace(other.card, model_id="n")))

    assert numbers(sets) == [(1, True), (1, True)]


def test_that_a_hidden_set_can_be_shown_beside_the_newer_one(sets: ResultSets) -> None:
    first: ResultSet = sets.add(result(finding("a", 0.9)))
    sets.add(result(finding("a", 0.8)))

    sets.show(STUDY_UID, first.set_id, is_shown=True)

    assert numbers(sets) == [(1, True), (2, True)]
