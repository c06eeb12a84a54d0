"""Lesions over time: what counts, what became of them, what is said of the choice of targets."""

from dataclasses import replace

from medviewer.domain.growth import LesionChange
from medviewer.domain.lesion import Lesion, LesionSize, LesionSource, told
from medviewer.domain.longitudinal import (
    Examination,
    LesionTimeline,
    TimePoint,
    baseline_of,
    change_of,
    recist_of,
    target_remarks,
)
from medviewer.domain.longitudinal_words import response_words
from medviewer.domain.study_ledger import LesionRole, MatchMethod, PointState
from medviewer.domain.tumour_response import Response

BEFORE = Examination("a", "1.1", "20250101", comparable_by=MatchMethod.FRAME)
NOW = Examination("b", "1.2", "20250411")  # 100 days later
BOTH = (BEFORE, NOW)


def lesion(
    longest: float | None, short: float | None = None, volume: float | None = None
) -> Lesion:
    size = LesionSize(longest, short, volume)
    place = (0.0, 0.0, 0.0)
    return Lesion(("i",), LesionSource.MEASUREMENT, told("x"), place, "f", "d", size=size)


def point(longest: float | None, short: float | None = None) -> TimePoint:
    return TimePoint("a", lesion(longest, short), PointState.MEASURED)


def timeline(
    *points: TimePoint, role: LesionRole = LesionRole.TARGET, is_node: bool = False, organ: str = ""
) -> LesionTimeline:
    return LesionTimeline("2.25.1", 1, told("x"), told(""), organ, role, is_node, points)


MISSING, ABSENT = TimePoint("b"), TimePoint("b", None, PointState.ABSENT)


def test_that_a_lesion_without_a_counterpart_is_new_where_it_could_have_been_seen() -> None:
    points = (MISSING, point(8))

    assert change_of(points, BOTH, is_node=False)[0] is LesionChange.NEW


def test_that_it_is_not_called_new_where_places_cannot_be_compared() -> None:
    apart = (replace(BEFORE, comparable_by=None), NOW)

    assert change_of((MISSING, point(8)), apart, is_node=False)[0] is LesionChange.UNKNOWN


def test_that_a_lesion_nobody_marked_is_not_called_gone() -> None:
    assert change_of((point(8), MISSING), BOTH, is_node=False)[0] is LesionChange.UNKNOWN


def test_that_a_lesion_the_reader_calls_absent_is_gone() -> None:
    assert change_of((point(8), ABSENT), BOTH, is_node=False)[0] is LesionChange.GONE


def test_that_growth_is_since_the_latest_examination_that_shows_it() -> None:
    middle = Examination("m", "1.3", "20250301")
    points = (point(8), TimePoint("m"), point(16))

    change, found = change_of(points, (BEFORE, middle, NOW), is_node=False)

    assert change is LesionChange.GROWN
    assert found is not None
    assert found.days == 100


def test_that_a_lesion_back_after_it_was_gone_is_new() -> None:
    assert change_of((ABSENT, point(8)), BOTH, is_node=False)[0] is LesionChange.NEW


def test_that_nodes_count_their_short_axis_and_all_else_the_longest_diameter() -> None:
    sized = point(22, 16)

    assert sized.counted_mm(is_node=True) == 16
    assert sized.counted_mm(is_node=False) == 22


def test_that_absent_counts_nothing_too_small_five_and_not_evaluated_is_unknown() -> None:
    too_small = TimePoint("b", lesion(3), PointState.TOO_SMALL)

    assert ABSENT.counted_mm(is_node=False) == 0
    assert too_small.counted_mm(is_node=False) == 5
    assert MISSING.counted_mm(is_node=False) is None


def test_that_the_sum_is_of_targets_alone() -> None:
    first = timeline(point(30), point(20))
    second = timeline(point(25, 20), point(14, 9), is_node=True)
    other = timeline(point(99), point(99), role=LesionRole.NON_TARGET)

    baseline, now = recist_of((first, second, other), BOTH, 0)

    assert baseline.sum_mm == 50
    assert now.sum_mm == 29
    assert now.target is Response.PR
    assert now.non_target is Response.NON_CR_NON_PD


def test_that_a_lesion_the_reader_calls_new_is_progression() -> None:
    steady = timeline(point(30), point(30))
    new = timeline(MISSING, point(6), role=LesionRole.NEW)

    assert recist_of((steady, new), BOTH, 0)[-1].overall is Response.PD


def test_that_a_lesion_seen_at_baseline_is_no_new_one_whatever_it_is_called() -> None:
    steady = timeline(point(30), point(30))
    called_new = timeline(point(6), point(6), role=LesionRole.NEW)

    assert recist_of((steady, called_new), BOTH, 0)[-1].overall is Response.SD


def test_that_progression_says_why() -> None:
    steady, grown = timeline(point(30), point(30)), timeline(point(30), point(40))
    new = timeline(MISSING, point(6), role=LesionRole.NEW)

    by_sum = recist_of((grown,), BOTH, 0)[-1]
    by_new = recist_of((steady, new), BOTH, 0)[-1]

    assert "progressive disease (the sum of the targets)" in str(response_words(by_sum))
    assert "progressive disease (a new lesion)" in str(response_words(by_new))


def test_that_nothing_is_summed_where_nothing_counts() -> None:
    assert recist_of((timeline(point(30), point(20), role=LesionRole.NONE),), BOTH, 0) == ()


def test_that_the_baseline_is_the_first_with_a_measured_target_or_the_one_chosen() -> None:
    target = (timeline(MISSING, point(12)),)

    assert baseline_of(target, BOTH, "") == 1
    assert baseline_of(target, BOTH, "1.1") == 0


def test_that_three_targets_in_one_organ_are_remarked() -> None:
    targets = tuple(timeline(point(20), organ=name) for name in ("Liver", "liver", "LIVER"))

    [remark] = target_remarks(targets, 0)

    assert str(remark).startswith("3 target lesions in one organ")


def test_that_six_targets_are_remarked() -> None:
    targets = tuple(timeline(point(20), organ=str(n // 2)) for n in range(6))

    assert [str(each) for each in target_remarks(targets, 0)] == [
        "6 target lesions: RECIST 1.1 sums five at most."
    ]


def test_that_targets_too_small_at_baseline_are_remarked() -> None:
    lesion_of_nine = timeline(point(9.9))
    node_of_fourteen = timeline(point(25, 14.9), is_node=True)
    enough = timeline(point(10)), timeline(point(15, 15), is_node=True)

    assert len(target_remarks((lesion_of_nine, node_of_fourteen, *enough), 0)) == 2


def test_that_a_date_that_is_none_leaves_the_days_unknown() -> None:
    assert Examination("a", "1", "2025").day is None
    assert Examination("a", "1", "").day is None
