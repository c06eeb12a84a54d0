"""The 3-D cursor on an image that does not reach its place."""

import pytest

from medviewer.gui.canvas.place_layer import distance_text
from medviewer.gui.canvas.place_marks import PlaceMarks
from medviewer.imaging.marks import Point
from medviewer.imaging.reference_lines import PixelPlace

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(
    ("distance_mm", "slab_mm", "expected"),
    [
        (0.9, 0.0, ""),
        (-2.5, 5.0, ""),  # within the slice
        (2.6, 5.0, "Δ 2.6 mm"),
        (-25.4, 5.0, "Δ 25 mm"),  # beyond the end of the stack
    ],
)
def test_that_a_cursor_off_the_slice_says_how_far(
    distance_mm: float, slab_mm: float, expected: str
) -> None:
    marks = PlaceMarks(cursor=PixelPlace(Point(5.0, 5.0), distance_mm), slab_mm=slab_mm)

    assert distance_text(marks) == expected


def test_that_without_a_cursor_nothing_is_said() -> None:
    assert distance_text(PlaceMarks()) == ""
