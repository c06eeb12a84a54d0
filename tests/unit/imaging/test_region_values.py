"""Values inside regions of phantoms whose mean, deviation and count are known beforehand."""

import math
from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.appearance import Appearance, ValueRange
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.quantity import QuantityKind
from medviewer.domain.study import Between, FrameSource, Shifted
from medviewer.domain.volume import Frame, Unit
from medviewer.imaging.quantify import quantify_values
from medviewer.imaging.region_values import region_mask, statistics_of, value_at, values_in
from tests.gui.canvas.samples import ct_study

Kind = MeasurementKind
RAMP = Frame(np.arange(100, dtype=np.int16).reshape(10, 10), Unit.HU)  # value = 10 row + column


def source() -> FrameSource:
    return ct_study((3, 10, 10)).series[0].display_sets[0].frames[1]


def test_that_a_rectangle_holds_the_centres_inside_and_on_its_edge() -> None:
    region = region_mask(Kind.RECTANGLE, ((2, 3), (5, 4)), (10, 10))

    values = values_in(RAMP, None, region)

    assert values.tolist() == [32, 33, 34, 35, 42, 43, 44, 45]


def test_that_statistics_are_those_of_the_population() -> None:
    found = statistics_of(np.array([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]))

    assert (found.mean, found.sd, found.minimum, found.maximum, found.count) == (5, 2, 2, 9, 8)


def test_that_an_ellipse_over_halves_of_0_and_100_has_mean_50_and_sd_50() -> None:
    halves = np.zeros((41, 40), np.int16)
    halves[:, 20:] = 100  # the ellipse's centre lies between columns 19 and 20
    region = region_mask(Kind.ELLIPSE, ((4.5, 5), (34.5, 35)), (41, 40))

    found = statistics_of(values_in(Frame(halves, Unit.HU), None, region))

    assert [found.mean, found.sd] == pytest.approx([50.0, 50.0])
    assert found.count == pytest.approx(math.pi * 15 * 15, rel=0.02)


def test_that_a_polygon_counts_each_centre_of_two_neighbours_once() -> None:
    left = region_mask(Kind.POLYGON, ((0, 0), (5, 0), (5, 9), (0, 9)), (10, 10))
    right = region_mask(Kind.POLYGON, ((5, 0), (9, 0), (9, 9), (5, 9)), (10, 10))
    count = np.zeros((10, 10), int)
    for region in (left, right):
        count[region.rows, region.columns] += region.mask

    assert count.max() == 1
    assert count.sum() == 9 * 9


def test_that_an_outline_with_a_notch_leaves_the_notch_out() -> None:
    notched = ((-0.5, -0.5), (4.5, -0.5), (4.5, 4.5), (2.0, 0.6), (-0.5, 4.5))
    region = region_mask(Kind.FREEHAND, notched, (10, 10))

    assert region.mask.tolist() == [
        [True, True, True, True, True],
        [True, True, False, True, True],
        [True, True, False, True, True],
        [True, False, False, False, True],
        [False, False, False, False, False],
    ]


def test_that_what_lies_outside_the_image_is_left_out() -> None:
    region = region_mask(Kind.RECTANGLE, ((-7, -7), (1, 0)), (10, 10))

    assert values_in(RAMP, None, region).tolist() == [0, 1]


@pytest.mark.parametrize("kind", [Kind.RECTANGLE, Kind.ELLIPSE, Kind.POLYGON])
def test_that_a_region_beside_the_image_or_between_pixels_has_no_values(
    kind: MeasurementKind,
) -> None:
    beside = region_mask(kind, ((20, 20), (30, 20), (30, 30)), (10, 10))
    between = region_mask(kind, ((2.2, 2.2), (2.4, 2.2), (2.4, 2.4)), (10, 10))

    for region in (beside, between):
        values = values_in(RAMP, None, region)
        assert quantify_values(kind, values, "HU") == ()


def test_that_padding_and_what_is_no_number_are_left_out() -> None:
    array = np.array([[1.0, math.nan, -2000.0], [math.inf, 3.0, 5.0]], np.float32)
    frame = Frame(array, Unit.HU, Appearance(padding=ValueRange(-2000, -2000)))

    values = values_in(frame, None, region_mask(Kind.RECTANGLE, ((0, 0), (2, 1)), (2, 3)))

    assert values.tolist() == [1.0, 3.0, 5.0]


def test_that_nothing_is_told_of_a_slice_nobody_acquired() -> None:
    missing = replace(source(), between=Between(source(), source(), 0.5))
    region = region_mask(Kind.RECTANGLE, ((0, 0), (3, 3)), (10, 10))

    assert values_in(RAMP, missing, region).size == 0


def test_that_beside_a_shifted_slice_nothing_was_measured() -> None:
    shifted = replace(source(), shifted=Shifted(source(), 2.0, 0.0, 12, 10))
    region = region_mask(Kind.RECTANGLE, ((0, 0), (0, 9)), (12, 10))
    frame = Frame(np.arange(120, dtype=np.int16).reshape(12, 10), Unit.HU)

    assert values_in(frame, shifted, region).tolist() == [20, 30, 40, 50, 60, 70, 80, 90]


def test_that_values_are_told_in_the_scale_asked_for() -> None:
    region = region_mask(Kind.RECTANGLE, ((1, 1), (2, 1)), (10, 10))

    assert values_in(RAMP, None, region, 0.5).tolist() == [5.5, 6.0]


def test_that_a_point_tells_the_pixel_that_holds_it() -> None:
    [value] = quantify_values(Kind.PROBE, value_at(RAMP, None, (3.4, 6.6)), "HU")

    assert (value.kind, value.value) == (QuantityKind.VALUE, 73.0)
    assert str(value.text) == "73 HU"


def test_that_a_point_beside_the_image_or_in_colour_tells_nothing() -> None:
    colour = Frame(np.zeros((4, 4, 3), np.uint8), Unit.NONE)

    assert value_at(RAMP, None, (10.0, 3.0)).size == 0
    assert value_at(colour, None, (1.0, 1.0)).size == 0
