"""Where edges run: which bin they fall into, and what does not matter."""

import numpy as np

from medviewer.ai.guard.edge_directions import CELLS, DIRECTIONS, edge_directions

SIDE = 32


def ramp(axis: int) -> np.ndarray:
    """Brighter along one axis by one step a pixel, in 0..1."""
    rising: np.ndarray = np.indices((1, SIDE, SIDE))[axis].astype(np.float32) / (SIDE - 1)
    return rising


def histogram(pictures: np.ndarray) -> np.ndarray:
    """(directions,) of the first picture, summed over its cells."""
    found = edge_directions(pictures)[0].reshape(DIRECTIONS, CELLS, CELLS)
    summed: np.ndarray = found.sum(axis=(1, 2))
    return summed


def test_that_a_ramp_along_the_rows_falls_into_the_first_direction_alone() -> None:
    found = histogram(ramp(axis=2))

    assert found.argmax() == 0
    assert np.allclose(found[1:], 0)


def test_that_a_ramp_down_the_columns_falls_into_the_direction_at_a_right_angle() -> None:
    assert histogram(ramp(axis=1)).argmax() == DIRECTIONS // 2


def test_that_an_edge_between_two_directions_counts_for_both_alike() -> None:
    angle = np.pi * 1.5 / DIRECTIONS
    between = ramp(axis=2) * np.cos(angle) + ramp(axis=1) * np.sin(angle)

    found = histogram(between.astype(np.float32))

    assert np.isclose(found[1], found[2], rtol=1e-3)


def test_that_brightness_and_contrast_do_not_matter() -> None:
    picture = np.random.default_rng(1).random((1, SIDE, SIDE)).astype(np.float32)

    assert np.allclose(edge_directions(picture), edge_directions(0.3 + picture * 0.6), atol=0.02)


def test_that_a_blank_picture_has_no_edges() -> None:
    assert np.all(edge_directions(np.full((1, SIDE, SIDE), 0.5, np.float32)) == 0)
