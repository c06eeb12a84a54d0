"""Voxels that are marked, counted against what geometry says."""

import math

import numpy as np
import pytest

from medviewer.domain.segmentation import Segment, packed
from medviewer.imaging.region_values import RegionMask
from medviewer.imaging.segmenting import (
    between_slices,
    grown,
    painted,
    seed_range,
    stroke,
    within,
)


def disc(radius: float, shape: tuple[int, int] = (64, 64)) -> np.ndarray:
    r, c = np.indices(shape)
    return np.asarray((r - 32) ** 2 + (c - 32) ** 2 <= radius**2)


def test_that_a_brush_is_round_in_the_patient() -> None:
    region = stroke((20.0, 20.0), (20.0, 20.0), 4.0, (0.5, 1.0), (64, 64))

    assert region.mask.shape == (17, 9)  # 4 mm: 8 rows and 4 columns to either side
    assert (region.top, region.left) == (12, 16)
    assert region.mask.sum() == pytest.approx(math.pi * 16 / 0.5, rel=0.05)


def test_that_a_stroke_leaves_no_gaps_and_stays_in_the_image() -> None:
    region = stroke((-5.0, 10.0), (70.0, 10.0), 2.0, (1.0, 1.0), (64, 64))

    assert (region.left, region.mask.shape) == (0, (5, 64))
    assert region.mask[2].all()


def test_that_erasing_takes_the_stroke_out_and_nothing_else() -> None:
    mask = np.ones((5, 5), np.bool_)
    region = RegionMask(np.array([[True, False], [False, True]]), 1, 2)

    after = painted(mask, region, is_erasing=True)

    assert np.argwhere(~after).tolist() == [[1, 2], [2, 3]]
    assert mask.all()


def test_that_a_range_holds_both_its_ends_and_no_nan() -> None:
    values = np.array([[[1.0, 2.0, 3.0, math.nan]]])

    assert within(values, 2, 3).tolist() == [[[False, True, True, False]]]


def test_that_a_region_grows_through_the_slices_and_not_over_a_gap() -> None:
    volume = np.zeros((5, 20, 20), np.int16)
    volume[1:4, 5:10, 5:10] = 100
    volume[1:4, 5:10, 12:15] = 100  # two columns apart

    low, high = seed_range(volume, (2, 7, 7))
    found = grown(volume, (2, 7, 7), low, high)

    assert found.sum() == 3 * 5 * 5
    assert not found[:, :, 10:].any()


def test_that_a_seed_outside_of_its_range_grows_nothing() -> None:
    assert not grown(np.zeros((2, 4, 4), np.int16), (0, 1, 1), 5, 9).any()


def test_that_equal_masks_have_the_same_between_them() -> None:
    found = between_slices({3: disc(10), 6: disc(10)}, (1.0, 1.0))

    assert sorted(found) == [4, 5]
    for mask in found.values():
        np.testing.assert_array_equal(mask, disc(10))


def test_that_a_cone_is_filled_between_its_ends() -> None:
    found = between_slices({0: disc(6), 4: disc(14)}, (1.0, 1.0))

    radii = [math.sqrt(found[index].sum() / math.pi) for index in (1, 2, 3)]
    assert radii == pytest.approx([8, 10, 12], abs=0.6)


def test_that_the_volume_of_a_sphere_is_right_within_half_a_percent() -> None:
    s, r, c = np.indices((48, 80, 80))
    inside = ((s - 23.5) * 1.25) ** 2 + ((r - 39.5) * 0.7) ** 2 + ((c - 39.5) * 0.7) ** 2 <= 25**2
    empty = Segment("a", "1", "1.2", "1.2.1:0", (80, 80), 1.25 * 0.7 * 0.7)

    segment = empty.with_masks(dict(enumerate(inside)))

    assert segment.volume_ml == pytest.approx(4 / 3 * math.pi * 2.5**3, rel=0.005)
    np.testing.assert_array_equal(segment.mask(20), inside[20])


def test_that_an_emptied_image_is_forgotten_and_others_are_shared() -> None:
    empty = Segment("a", "1", "1.2", "1.2.1:0", (64, 64), None)
    both = empty.with_masks({1: disc(3), 2: disc(5)})

    after = both.with_masks({1: np.zeros((64, 64), np.bool_)})

    assert sorted(after.slices) == [2]
    assert after.slices[2] is both.slices[2]
    assert after.volume_ml is None


def test_that_what_is_added_joins_what_was_there() -> None:
    empty = Segment("a", "1", "1.2", "1.2.1:0", (4, 4), None)
    left, top = np.zeros((4, 4), np.bool_), np.zeros((4, 4), np.bool_)
    left[:, 0] = top[0] = True

    both = empty.with_masks({1: left}).with_added(packed({1: top, 2: top, 3: ~top & top}))

    assert np.array_equal(both.mask(1), left | top)
    assert np.array_equal(both.mask(2), top)
    assert sorted(both.slices) == [1, 2]
    assert both.voxel_count == 7 + 4
