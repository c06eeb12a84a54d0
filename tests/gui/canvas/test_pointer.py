from pathlib import Path

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.study import Between, FrameSource, Instance, PixelEncoding, Shifted
from medviewer.domain.volume import Frame, Unit
from medviewer.gui.canvas.pointer import read_pixel
from medviewer.imaging.marks import Point

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
INSTANCE = Instance(Path("/none"), "1", "1", 2, 3, 1, ENCODING)
# 1 mm between columns, 2 mm between rows, first pixel at R 10, A 20, H 30.
PLANE = ImagePlane((-10.0, -20.0, 30.0), (1, 0, 0), (0, 1, 0), 2.0, 1.0)
FRAME = Frame(np.array([[1, 2, 3], [-742, 5, 6]], np.int16), Unit.HU)


def lines(frame: Frame, at: Point, plane: ImagePlane | None = PLANE) -> list[str]:
    reading = read_pixel(frame, FrameSource(INSTANCE, 0, plane), at)
    assert reading is not None
    return [str(line) for line in reading.lines()]


def test_that_the_pixel_under_the_mouse_is_read_with_unit_and_place() -> None:
    assert lines(FRAME, Point(0.4, 0.6)) == ["R 10.0  A 18.0  H 30.0 mm", "−742 HU at 0, 1"]


def test_that_the_far_side_of_the_origin_has_the_other_letters() -> None:
    plane = ImagePlane((10.0, 20.0, -30.0), (1, 0, 0), (0, 1, 0), 2.0, 1.0)

    assert lines(FRAME, Point(2, 0), plane)[0] == "L 12.0  P 20.0  F 30.0 mm"


def test_that_an_image_of_unknown_place_gives_only_the_value() -> None:
    assert lines(FRAME, Point(2, 1), plane=None) == ["6 HU at 2, 1"]


def test_that_colour_is_read_by_channel() -> None:
    frame = Frame(np.full((2, 3, 3), (1, 20, 255), np.uint8), Unit.NONE)

    assert lines(frame, Point(0, 0), plane=None) == ["RGB 1 20 255 at 0, 0"]


@pytest.mark.parametrize("at", [Point(-0.6, 0), Point(2.6, 0), Point(0, -0.6), Point(0, 1.6)])
def test_that_outside_the_image_nothing_is_read(at: Point) -> None:
    assert read_pixel(FRAME, FrameSource(INSTANCE, 0, PLANE), at) is None


def test_that_a_missing_slice_has_a_place_but_no_value() -> None:
    acquired = FrameSource(INSTANCE, 0, PLANE)
    filled = FrameSource(INSTANCE, 0, PLANE, between=Between(acquired, acquired, 0.5))

    reading = read_pixel(FRAME, filled, Point(0, 0))

    assert reading is not None
    assert [str(line) for line in reading.lines()] == ["R 10.0  A 20.0  H 30.0 mm"]


@pytest.mark.parametrize(("row", "is_read"), [(0, False), (1, True)])
def test_that_beside_a_tilted_slice_no_value_is_read(row: int, is_read: bool) -> None:
    """A slice of one row, shifted down by one: only row 1 of the grid was measured."""
    one_row = Instance(Path("/none"), "1", "1", 1, 3, 1, ENCODING)
    moved = Shifted(FrameSource(one_row, 0, PLANE), 1.0, 0.0, 2, 3)

    reading = read_pixel(FRAME, FrameSource(one_row, 0, PLANE, shifted=moved), Point(0, row))

    assert reading is not None
    assert bool(reading.value) == is_read
