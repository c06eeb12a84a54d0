"""Whether lesions have grown: doubling times and the error of measurement, worked out by hand."""

import math

import pytest

from medviewer.domain.growth import Dimension, Growth, LesionChange, growth
from medviewer.domain.lesion import LesionSize


def test_that_a_volume_twice_as_large_after_90_days_doubles_in_90_days() -> None:
    found = Growth(Dimension.VOLUME, 0.5, 1.0, days=90)

    assert found.doubling_days == pytest.approx(90)
    assert found.percent == pytest.approx(100)


def test_that_a_volume_four_times_as_large_doubles_in_half_the_time() -> None:
    assert Growth(Dimension.VOLUME, 0.25, 1.0, days=100).doubling_days == pytest.approx(50)


def test_that_a_diameter_twice_as_large_is_three_doublings_of_a_ball() -> None:
    found = Growth(Dimension.LONGEST, 6.0, 12.0, days=300)

    assert found.doubling_days == pytest.approx(100)
    assert found.is_from_diameters


def test_that_a_diameter_a_quarter_larger_after_100_days_doubles_in_103_5() -> None:
    # ln 2 · 100 / (3 · ln 1.25) = 69.3147 / 0.669431
    found = Growth(Dimension.LONGEST, 8.0, 10.0, days=100)

    assert found.doubling_days == pytest.approx(103.543, abs=0.001)


@pytest.mark.parametrize(("now", "days"), [(1.0, 90), (0.5, 90), (2.0, 0)])
def test_that_what_does_not_grow_or_has_no_time_to_has_no_doubling_time(
    now: float, days: int
) -> None:
    assert Growth(Dimension.VOLUME, 1.0, now, days).doubling_days is None


@pytest.mark.parametrize(
    ("dimension", "before", "now", "change"),
    [
        (Dimension.VOLUME, 1.0, 1.25, LesionChange.STABLE),
        (Dimension.VOLUME, 1.0, 1.26, LesionChange.GROWN),
        (Dimension.VOLUME, 1.0, 0.74, LesionChange.SHRUNK),
        (Dimension.LONGEST, 8.0, 9.5, LesionChange.STABLE),
        (Dimension.LONGEST, 8.0, 9.6, LesionChange.GROWN),
        (Dimension.LONGEST, 8.0, 6.4, LesionChange.SHRUNK),
        (Dimension.LONGEST, 10.0, 12.0, LesionChange.STABLE),
        (Dimension.LONGEST, 10.0, 12.1, LesionChange.GROWN),
        (Dimension.SHORT_AXIS, 20.0, 17.9, LesionChange.SHRUNK),
    ],
)
def test_that_only_more_than_the_error_of_measurement_counts(
    dimension: Dimension, before: float, now: float, change: LesionChange
) -> None:
    assert Growth(dimension, before, now, days=100).change is change


def test_that_volumes_are_compared_where_both_are_known() -> None:
    found = growth(LesionSize(8.0, 6.0, 0.3), LesionSize(9.0, 7.0, 0.6), days=90)

    assert found == Growth(Dimension.VOLUME, 0.3, 0.6, 90)


def test_that_a_volume_on_one_side_only_leaves_the_diameters() -> None:
    found = growth(LesionSize(8.0, 6.0), LesionSize(9.0, 7.0, 0.6), days=90)

    assert found == Growth(Dimension.LONGEST, 8.0, 9.0, 90)


def test_that_nodes_are_compared_by_their_short_axis_alone() -> None:
    sizes = LesionSize(20.0, 12.0, 2.0), LesionSize(30.0, 15.0, 5.0)

    found = growth(*sizes, days=90, by_short_axis=True)

    assert found == Growth(Dimension.SHORT_AXIS, 12.0, 15.0, 90)


def test_that_nothing_is_compared_that_was_not_measured_twice_alike() -> None:
    assert growth(LesionSize(8.0), LesionSize(volume_ml=0.6), days=90) is None


def test_that_a_size_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no size"):
        Growth(Dimension.VOLUME, 0.0, 1.0, days=90)


def test_that_diameters_of_two_measurements_are_never_mixed() -> None:
    own = LesionSize(longest_mm=12.0)
    other = LesionSize(10.0, 8.0, 0.5)

    joined = own.or_else(other)

    assert joined == LesionSize(12.0, None, 0.5)
    assert math.isclose(LesionSize(volume_ml=0.4).or_else(other).longest_mm or 0, 10.0)
