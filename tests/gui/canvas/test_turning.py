"""Radiographs turned and mirrored: pixels, marks and letters follow from one matrix."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.study import Study
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.gui.canvas.corner_texts import LiveValues, corners
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.marks import Point
from medviewer.imaging.orientation import direction_letters, edge_letters
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.samples import Desk, ct_study
from tests.gui.canvas.views import picture, rendered

pytestmark = pytest.mark.gui

AXES = [tuple(sign * (axis == k) for k in range(3)) for axis in range(3) for sign in (1, -1)]
PLANES = [(row, column) for row in AXES for column in AXES if np.dot(row, column) == 0]
# Each pair of directions with slices that go on along its normal, or against it.
ORIENTATIONS = [(row, column, way) for row, column in PLANES for way in (1, -1)]
TURNS = [Turn(quarters, mirrored) for quarters in range(4) for mirrored in (False, True)]
TOWARDS = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}


def radiograph(shape: tuple[int, int, int] = (3, 64, 48)) -> Study:
    study = ct_study(shape)
    return replace(study, series=(replace(study.series[0], modality="DX"),))


@pytest.fixture
def turned(session: Session, qtbot: QtBot) -> Desk:
    desk = show(session, qtbot, radiograph())
    session.library.update(studies=(desk.study,))
    return desk


def canvas_of(desk: Desk) -> ImageCanvas:
    assert desk.panel.canvas is not None
    return desk.panel.canvas


def place(desk: Desk, column: float, row: float) -> tuple[int, int]:
    geometry = canvas_of(desk).geometry_now()
    assert geometry is not None
    at = geometry.to_screen(column, row)
    return round(at.x), round(at.y)


def test_that_there_are_48_orientations_and_8_turns() -> None:
    assert len(set(ORIENTATIONS)) == 48
    assert len(set(TURNS)) == 8


@given(
    st.sampled_from(ORIENTATIONS),
    st.sampled_from(TURNS),
    st.sampled_from([(300, 500), (500, 300)]),
    st.floats(0.2, 5.0),
)
def test_that_letters_stand_where_the_pixels_of_that_direction_lie(
    orientation: tuple[tuple[int, ...], tuple[int, ...], int],
    turn: Turn,
    size: tuple[int, int],
    zoom: float,
) -> None:
    row, column, way = orientation
    normal = np.cross(row, column) * way
    plane = ImagePlane(tuple(normal * 10.0), row, column, 0.5, 1.0)  # type: ignore[arg-type]
    view = ViewGeometry((40, 30), (0.5, 1.0), True, size, zoom=zoom, turn=turn)

    letters = edge_letters(plane, turn=turn)

    assert letters is not None
    middle = Point(size[0] / 2, size[1] / 2)
    for edge, (right, down) in TOWARDS.items():
        here = view.to_image(middle.x, middle.y)
        there = view.to_image(middle.x + 10 * right, middle.y + 10 * down)
        step = plane.pixel_to_patient(there.y, there.x) - plane.pixel_to_patient(here.y, here.x)
        assert getattr(letters, edge) == direction_letters(step)


@given(st.sampled_from(TURNS), st.floats(-20, 20), st.floats(-20, 20))
def test_that_screen_to_image_undoes_image_to_screen_however_it_is_turned(
    turn: Turn, column: float, row: float
) -> None:
    view = ViewGeometry((40, 30), (0.5, 1.0), True, (320, 200), 1.7, (3.0, -2.0), turn=turn)

    screen = view.to_screen(column, row)
    back = view.to_image(screen.x, screen.y)

    assert (back.x, back.y) == pytest.approx((column, row), abs=1e-9)


def test_that_letters_from_the_header_turn_along() -> None:
    letters = edge_letters(None, ("L", "F"), turn=Turn(1))

    assert letters is not None
    assert (letters.right, letters.bottom, letters.left, letters.top) == ("H", "L", "F", "R")


@pytest.mark.parametrize("turn", TURNS)
def test_that_every_pixel_is_shown_where_marks_would_lie(turned: Desk, turn: Turn) -> None:
    turned.session.overlays.update(corner_texts=CornerTexts.NONE)
    turned.session.viewport.turn_to(turn)

    shown, grey = picture(canvas_of(turned)), rendered(1)
    for column, row in ((3, 5), (40, 7), (20, 60), (44, 50)):
        x, y = place(turned, column, row)
        assert abs(shown.pixelColor(x, y).red() - int(grey[row, column])) <= 3, (column, row)


def test_that_a_measurement_stays_on_its_pixels(turned: Desk) -> None:
    session = turned.session
    shown = session.viewport.value.display_set
    assert shown is not None
    image = reference_to(turned.study, shown, session.viewport.value.index)
    line = Measurement("m", MeasurementKind.LENGTH, image, ()).moved_to([(10, 20), (30, 20)])
    session.annotations.add(line)

    turned.registry.run("view.turn_right")

    [mark] = canvas_of(turned).measure_marks()
    assert [(point.x, point.y) for point in mark.shape.handles] == [(10, 20), (30, 20)]
    (x0, y0), (x1, y1) = place(turned, 10, 20), place(turned, 30, 20)
    assert x0 == x1  # along a row, which runs down the screen now
    assert y1 > y0


def test_that_what_is_in_the_middle_stays_there(turned: Desk) -> None:
    canvas = canvas_of(turned)
    turned.session.viewport.update(zoom=2.0, pan_mm=(4.0, -6.0))
    before = canvas.geometry_now()
    assert before is not None
    middle = before.to_image(300, 300)

    turned.registry.run("view.turn_left")

    after = canvas.geometry_now()
    assert after is not None
    now = after.to_image(300, 300)
    assert (now.x, now.y) == pytest.approx((middle.x, middle.y))


@pytest.mark.parametrize("amount", list(CornerTexts))
def test_that_mirroring_is_said_in_every_state_of_the_texts(
    turned: Desk, amount: CornerTexts
) -> None:
    turned.registry.run("view.flip_sideways")

    session = turned.session
    found = corners(session, session.viewport, Translator(), LiveValues(1.0), amount)

    assert found.bottom_left[0].text == "MIRRORED"


def test_that_a_reset_turns_back_and_undo_too(turned: Desk) -> None:
    viewport = turned.session.viewport
    turned.registry.run("view.turn_right")
    turned.registry.run("view.flip_sideways")

    turned.registry.run("edit.undo")
    after_undo = viewport.value.turn
    turned.registry.run("view.reset")

    assert after_undo == Turn(1)
    assert viewport.value.turn == AS_STORED


def test_that_a_cross_section_is_not_turned_and_says_why(session: Session, qtbot: QtBot) -> None:
    desk = show(session, qtbot, ct_study())

    desk.registry.run("view.turn_right")

    assert session.viewport.value.turn == AS_STORED
    assert "left and right" in str(desk.registry.why_disabled("view.turn_right"))


def test_that_another_image_lies_as_it_is_stored(turned: Desk) -> None:
    turned.registry.run("view.turn_right")
    [display_set] = turned.study.series[0].display_sets

    turned.session.show(turned.study, display_set)

    assert turned.session.viewport.value.turn == AS_STORED
