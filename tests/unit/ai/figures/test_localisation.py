"""Places against places drawn by hand."""

import numpy as np
import pytest

from medviewer.ai.figures.localisation import box_overlap, boxes_around, dice, pointing_game


def square(row: int, column: int, side: int = 2, size: int = 6) -> np.ndarray:
    mask = np.zeros((size, size), np.uint8)
    mask[row : row + side, column : column + side] = 1
    return mask


def test_that_a_map_points_where_it_is_highest() -> None:
    masks = np.stack([square(0, 0), square(0, 0)])
    maps = np.zeros((2, 6, 6), np.float32)
    maps[0, 1, 1] = 1  # inside
    maps[1, 2, 2] = 1  # one pixel beside

    assert pointing_game(maps, masks).tolist() == [1, 0]


def test_that_a_map_without_a_highest_place_points_nowhere() -> None:
    everywhere = np.ones((1, 6, 6), np.uint8)

    assert pointing_game(np.full((1, 6, 6), 0.3, np.float32), everywhere).tolist() == [0]


def test_that_dice_is_twice_the_shared_over_the_sum() -> None:
    found = np.stack([square(0, 0), square(0, 0), square(0, 0)])
    truth = np.stack([square(0, 0), square(1, 1), square(4, 4)])

    assert dice(found, truth) == pytest.approx([1, 2 * 1 / 8, 0])


def test_that_finding_nothing_where_nothing_is_is_right() -> None:
    nothing = np.zeros((1, 6, 6), np.uint8)

    assert dice(nothing, nothing).tolist() == [1]


def test_that_boxes_overlap_by_shared_over_joined_area() -> None:
    found = np.array([[0, 0, 2, 2], [0, 0, 2, 2], [0, 0, 2, 2]], float)
    truth = np.array([[0, 0, 2, 2], [1, 0, 3, 2], [2, 0, 4, 2]], float)

    # 4/4; 2 shared of 6; touching only.
    assert box_overlap(found, truth) == pytest.approx([1, 1 / 3, 0])


def test_that_no_box_overlaps_nothing() -> None:
    none = np.full((1, 4), np.nan)

    assert box_overlap(none, np.array([[0.0, 0, 2, 2]])).tolist() == [0]


def test_that_a_box_is_drawn_along_pixel_edges() -> None:
    masks = np.stack([square(2, 3, 1), np.zeros((6, 6), np.uint8)])

    boxes = boxes_around(masks)

    assert boxes[0].tolist() == [3, 2, 4, 3]
    assert np.isnan(boxes[1]).all()
