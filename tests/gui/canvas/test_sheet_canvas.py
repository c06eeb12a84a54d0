"""A path drawn with real clicks, and its sheet."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.volume import Unit, Volume
from medviewer.gui.canvas.plane_canvas import PlaneCanvas
from medviewer.gui.mpr_panel import MprPanel
from tests.gui.canvas.samples import SHAPE, Desk, ct_array

pytestmark = pytest.mark.gui
AXIAL = BodyPlane.AXIAL


@pytest.fixture
def planes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> MprPanel:
    array = np.stack([ct_array(index) for index in range(SHAPE[0])])
    geometry = desk.study.series[0].display_sets[0].geometry
    assert geometry is not None
    whole = Volume(array, geometry, Unit.HU)
    monkeypatch.setattr(desk.session.volumes, "volume", lambda display_set: whole)
    desk.panel.resize(1000, 800)
    desk.registry.run("mpr.toggle")
    assert desk.panel.planes is not None
    return desk.panel.planes


def place_of(canvas: PlaneCanvas, column: float, row: float) -> QPoint:
    """Where a pixel of the axial plane, which lies as its slices do, is on screen."""
    geometry = canvas.geometry_now()
    assert geometry is not None
    at = geometry.to_screen(column, row)
    return QPoint(round(at.x), round(at.y))


def draw(canvas: PlaneCanvas, *pixels: tuple[float, float]) -> None:
    """Click on every point, twice on the last."""
    for column, row in pixels:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(canvas, column, row))
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=place_of(canvas, *pixels[-1]))


def test_that_a_drawn_path_is_shown_straightened(
    desk: Desk, planes: MprPanel, qtbot: QtBot
) -> None:
    desk.registry.run("mpr.curve")
    canvas = planes.canvases[AXIAL]

    draw(canvas, (8, 10), (8, 50))  # down a column: 40 rows of 0.5 mm

    curve = desk.session.planes.curve
    qtbot.waitUntil(lambda: curve.sheet is not None and not curve.value.is_drawing)
    assert curve.sheet is not None
    assert curve.sheet.length_mm == pytest.approx(20, abs=0.8)  # a pixel of the screen is 0.1 mm
    assert planes.sheet.isVisible()


def test_that_the_sheet_stands_across_the_plane_it_was_drawn_in(
    desk: Desk, planes: MprPanel, qtbot: QtBot
) -> None:
    desk.registry.run("mpr.curve")

    draw(planes.canvases[AXIAL], (8, 10), (20, 30), (30, 50))

    curve = desk.session.planes.curve
    qtbot.waitUntil(lambda: curve.sheet is not None)
    assert curve.value.down == (0.0, 0.0, -1.0)  # to the feet
    assert curve.value.plane is AXIAL


def test_that_clicks_draw_and_neither_move_the_cross_nor_window(
    desk: Desk, planes: MprPanel
) -> None:
    before = desk.session.planes.mpr.value.cross, desk.session.window()
    desk.registry.run("mpr.curve")

    draw(planes.canvases[AXIAL], (24, 32), (30, 40))

    assert (desk.session.planes.mpr.value.cross, desk.session.window()) == before
    assert desk.session.planes.mpr.value.maximised is None


def test_that_a_path_stays_in_the_pane_it_began_in(desk: Desk, planes: MprPanel) -> None:
    desk.registry.run("mpr.curve")
    QTest.mouseClick(
        planes.canvases[AXIAL],
        Qt.MouseButton.LeftButton,
        pos=place_of(planes.canvases[AXIAL], 8, 8),
    )

    QTest.mouseClick(
        planes.canvases[BodyPlane.CORONAL], Qt.MouseButton.LeftButton, pos=QPoint(40, 40)
    )

    assert len(desk.session.planes.curve.value.points) == 1


def test_that_asking_again_takes_the_path_away(desk: Desk, planes: MprPanel) -> None:
    desk.registry.run("mpr.curve")
    draw(planes.canvases[AXIAL], (8, 10), (8, 50))

    desk.registry.run("mpr.curve")

    assert desk.session.planes.curve.value.points == ()
    assert not planes.sheet.isVisible()


def test_that_one_point_is_no_path(desk: Desk, planes: MprPanel) -> None:
    desk.registry.run("mpr.curve")

    draw(planes.canvases[AXIAL], (8, 10))

    assert desk.session.planes.curve.value.points == ()
    assert not desk.session.planes.curve.value.is_drawing
