"""Frames become bytes the same way on the fast path and the exact one."""

import numpy as np
import pytest

from medviewer.domain.appearance import Appearance
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.imaging.render import render_grey

WINDOW = VoiWindow(50, 100, VoiFunction.LINEAR_EXACT)  # 0 is black, 100 is white
VALUES = [[-5, 0, 20], [40, 100, 300]]
GREYS = [[0, 0, 51], [102, 255, 255]]  # 20 % and 40 % of 255
NEGATIVE_GREYS = [[255, 255, 204], [153, 0, 0]]


@pytest.mark.parametrize("dtype", ["int16", ">i2", "int32", "float32", "float64"])
def test_that_every_pixel_type_gives_the_same_greys(dtype: str) -> None:
    frame = Frame(np.array(VALUES, dtype), Unit.HU)

    assert render_grey(frame, WINDOW).tolist() == GREYS


def test_that_unsigned_pixels_beyond_32767_stay_white() -> None:
    frame = Frame(np.array([[0, 100, 65535]], np.uint16), Unit.NONE)

    assert render_grey(frame, WINDOW).tolist() == [[0, 255, 255]]


@pytest.mark.parametrize("dtype", [np.int16, np.float32])
@pytest.mark.parametrize(
    ("is_monochrome1", "is_inverted", "expected"),
    [
        (False, False, GREYS),
        (True, False, NEGATIVE_GREYS),
        (False, True, NEGATIVE_GREYS),
        (True, True, GREYS),
    ],
)
def test_that_monochrome1_and_invert_each_turn_the_greys_once(
    dtype: type, is_monochrome1: bool, is_inverted: bool, expected: list[list[int]]
) -> None:
    frame = Frame(np.array(VALUES, dtype), Unit.HU, Appearance(is_monochrome1))

    assert render_grey(frame, WINDOW, is_inverted).tolist() == expected


@pytest.mark.parametrize("is_inverted", [False, True])
def test_that_a_missing_value_is_black(is_inverted: bool) -> None:
    frame = Frame(np.array([[np.nan, 50.0]], np.float32), Unit.NONE)

    assert render_grey(frame, WINDOW, is_inverted).tolist() == [[0, 128]]


def test_that_infinite_values_are_the_ends_of_the_scale() -> None:
    frame = Frame(np.array([[-np.inf, np.inf]], np.float32), Unit.NONE)

    assert render_grey(frame, WINDOW).tolist() == [[0, 255]]


def test_that_rgb_passes_through_unchanged() -> None:
    rgb = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)

    np.testing.assert_array_equal(rgb, render_grey(Frame(rgb, Unit.NONE), WINDOW))


@pytest.mark.parametrize("dtype", [np.int16, np.float32])
def test_that_the_given_buffer_is_written_and_returned(dtype: type) -> None:
    frame = Frame(np.array(VALUES, dtype), Unit.HU)
    buffer = np.full((2, 3), 77, np.uint8)

    image = render_grey(frame, WINDOW, out=buffer)

    assert image is buffer
    assert buffer.tolist() == GREYS


def test_that_a_stride_takes_every_nth_row_and_column() -> None:
    frame = Frame(np.arange(25, dtype=np.int16).reshape(5, 5) * 4, Unit.HU)

    image = render_grey(frame, WINDOW, stride=2)

    # values 0 8 16 / 40 48 56 / 80 88 96, times 2.55
    assert image.tolist() == [[0, 20, 41], [102, 122, 143], [204, 224, 245]]


def test_that_the_source_pixels_are_left_alone() -> None:
    array = np.array(VALUES, np.int16)

    render_grey(Frame(array, Unit.HU, Appearance(is_inverse=True)), WINDOW, is_inverted=True)

    assert array.tolist() == VALUES
