"""RECIST 1.1 as the paper has it (Eisenhauer et al. 2009): thresholds, tables 1 and 2, appendix II."""

import pytest

from medviewer.domain.study_ledger import PointState
from medviewer.domain.tumour_response import (
    NonTarget,
    Response,
    TargetSize,
    TumourBurden,
    responses,
)

HERE, GONE = NonTarget(PointState.PRESENT), NonTarget(PointState.ABSENT)
WORSE, UNSEEN = NonTarget(PointState.PROGRESSED), NonTarget(PointState.NOT_EVALUATED)


def burden(*sizes: float | None, other: NonTarget | None = None, new: bool = False) -> TumourBurden:
    others = (other,) if other is not None else ()
    return TumourBurden(tuple(TargetSize(size) for size in sizes), others, new)


def nodes(*sizes: float) -> TumourBurden:
    return TumourBurden(tuple(TargetSize(size, is_node=True) for size in sizes))


def last_of(*sums: float | None) -> Response:
    return responses([burden(each) for each in sums])[-1].target


def test_that_the_baseline_answers_nothing() -> None:
    [baseline] = responses([burden(30, 20, 15)])

    assert baseline.sum_mm == 65
    assert baseline.is_baseline
    assert baseline.overall is Response.NONE


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ((65, 45.5), Response.PR),  # 30 % less, exactly
        ((65, 45.6), Response.SD),
        ((50, 60), Response.PD),  # 20 % and 10 mm more
        ((50, 59.9), Response.SD),
        ((20, 24.9), Response.SD),  # 24.5 % and only 4.9 mm
        ((20, 25), Response.PD),
        ((100, 40, 48), Response.PD),  # 20 % over the nadir, though less than half of baseline
        ((100, 40, 47.9), Response.PR),
        ((100, 80, 95), Response.SD),  # 18.75 % over the nadir
        ((100, 80, 96), Response.PD),
        ((30, 0), Response.CR),
        ((30, 5), Response.PR),  # too small to measure is not gone
        ((30, None), Response.NE),
    ],
)
def test_that_the_sum_is_held_against_baseline_and_nadir(
    sums: tuple[float | None, ...], expected: Response
) -> None:
    assert last_of(*sums) is expected


def test_that_a_node_below_ten_millimetres_is_a_complete_response_with_a_sum_above_zero() -> None:
    found = responses([nodes(20, 18), nodes(9, 8)])[-1]

    assert found.target is Response.CR
    assert found.sum_mm == 17


def test_that_a_node_of_ten_millimetres_is_not_normal() -> None:
    assert responses([nodes(20), nodes(10)])[-1].target is Response.PR


def test_that_what_was_evaluated_can_prove_progression_alone() -> None:
    """The paper's own example: 50 mm of three lesions, 80 mm of the two that were evaluated."""
    found = responses([burden(20, 15, 15), burden(50, 30, None)])[-1]

    assert found.overall is Response.PD
    assert not found.is_complete
    assert found.from_baseline_percent is None


def test_that_an_incomplete_sum_proves_nothing_else() -> None:
    assert responses([burden(20, 15, 15), burden(5, 5, None)])[-1].overall is Response.NE


def test_that_an_incomplete_sum_is_no_nadir() -> None:
    found = responses([burden(30, 30), burden(5, None), burden(31, 30)])

    assert found[-1].nadir_mm == 60
    assert found[-1].target is Response.SD


def test_that_a_lesion_back_after_a_complete_response_is_progression_however_small() -> None:
    assert last_of(30, 0, 3) is Response.PD


def test_that_a_lesion_back_without_a_complete_response_is_only_added() -> None:
    sizes = [burden(30, 30), burden(30, 0), burden(30, 4)]

    assert responses(sizes)[-1].target is Response.PR  # 34 of 60 mm, 4 mm over the nadir


@pytest.mark.parametrize(
    ("size", "other", "new", "expected"),
    [
        (0, GONE, False, Response.CR),
        (0, HERE, False, Response.PR),
        (0, UNSEEN, False, Response.PR),
        (0, None, False, Response.CR),
        (15, HERE, False, Response.PR),
        (15, UNSEEN, False, Response.PR),
        (29, HERE, False, Response.SD),
        (29, UNSEEN, False, Response.SD),
        (None, HERE, False, Response.NE),
        (40, GONE, False, Response.PD),
        (0, WORSE, False, Response.PD),
        (None, WORSE, False, Response.PD),
        (0, GONE, True, Response.PD),
    ],
)
def test_that_the_overall_response_is_as_in_table_1(
    size: float | None, other: NonTarget | None, new: bool, expected: Response
) -> None:
    assert responses([burden(30, other=HERE), burden(size, other=other, new=new)])[-1].overall is (
        expected
    )


@pytest.mark.parametrize(
    ("other", "new", "expected"),
    [
        (GONE, False, Response.CR),
        (HERE, False, Response.NON_CR_NON_PD),
        (UNSEEN, False, Response.NE),
        (WORSE, False, Response.PD),
        (GONE, True, Response.PD),
    ],
)
def test_that_without_targets_it_is_as_in_table_2(
    other: NonTarget, new: bool, expected: Response
) -> None:
    assert responses([burden(other=HERE), burden(other=other, new=new)])[-1].overall is expected


def test_that_a_non_target_node_of_normal_size_is_gone() -> None:
    small = NonTarget(PointState.MEASURED, is_node=True, size_mm=9.9)
    large = NonTarget(PointState.MEASURED, is_node=True, size_mm=10.0)

    assert responses([burden(other=large), burden(other=small)])[-1].overall is Response.CR
    assert responses([burden(other=large), burden(other=large)])[-1].overall is (
        Response.NON_CR_NON_PD
    )


def test_that_percentages_are_of_baseline_and_nadir() -> None:
    found = responses([burden(80), burden(40), burden(50)])[-1]

    assert found.from_baseline_percent == pytest.approx(-37.5)
    assert found.from_nadir_percent == pytest.approx(25)


def test_that_no_examination_gives_no_answer() -> None:
    assert responses([]) == ()
