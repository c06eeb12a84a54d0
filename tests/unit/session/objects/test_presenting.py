"""Displayed areas, and marks in the patient."""

import dataclasses

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.image_mark import PatientMark
from medviewer.domain.presentation_state import DisplayedArea
from medviewer.domain.turn import Turn
from medviewer.session.images.viewport import ViewportState
from medviewer.session.objects.object_marks import projected
from medviewer.session.objects.presenting import framed
from tests.gui.canvas.samples import ct_study

FRAME = ct_study().series[0].display_sets[0].frames[0]
ROWS, COLUMNS = FRAME.rows, FRAME.columns
ROOM = (500, 500 * ROWS // COLUMNS)  # as wide for its height as the image


def test_that_an_area_of_the_whole_image_is_no_zoom() -> None:
    whole = DisplayedArea((1, 1), (COLUMNS, ROWS))

    assert framed(ViewportState(), FRAME, whole, ROOM) == ViewportState()


def test_that_a_quarter_in_the_corner_is_zoomed_to_twice_its_size() -> None:
    quarter = DisplayedArea((1, 1), (COLUMNS // 2, ROWS // 2))

    state = framed(ViewportState(), FRAME, quarter, ROOM)

    assert round(state.zoom, 3) == 2.0
    assert min(state.pan_mm) > 0  # what lies at the top left comes to the middle


def test_that_a_turned_area_fills_the_viewport_turned() -> None:
    square = dataclasses.replace(ViewportState(), turn=Turn(1))
    half = DisplayedArea((1, 1), (COLUMNS, ROWS // 2))

    state = framed(square, FRAME, half, None)

    assert state.turn == Turn(1)
    assert state.pan_mm[0] < 0  # the upper half is the right one on the screen


def test_that_a_mark_is_drawn_on_the_slice_it_lies_next_to_and_on_no_other() -> None:
    mark = PatientMark("1.9", dots=((10.0, 20.0, 5.4),), words=("Nodule",))

    def at(z: float) -> ImagePlane:
        return ImagePlane((0.0, 0.0, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 2.0, 1.0)

    near = projected(mark, at(5.0), 0.5)

    assert near is not None
    assert near.dots == ((10.0, 10.0),)
    assert projected(mark, at(4.0), 0.5) is None
