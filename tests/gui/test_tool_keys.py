"""Every tool has its key and its row in the menu of tools; A is shared with accepting a finding."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import ReviewState
from medviewer.domain.measurement import Measurement, MeasurementKind, to_points
from medviewer.gui.main_window import MainWindow
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from medviewer.session.drawing.drawing import ToolKind

pytestmark = pytest.mark.gui

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT = Modifier.NoModifier, Modifier.ShiftModifier
KEYS = [
    (Key.Key_W, NONE, ToolKind.WINDOW),
    (Key.Key_S, NONE, ToolKind.SCROLL),
    (Key.Key_Z, NONE, ToolKind.ZOOM),
    (Key.Key_T, NONE, ToolKind.PAN),
    (Key.Key_D, NONE, ToolKind.LENGTH),
    (Key.Key_A, NONE, ToolKind.ANGLE),
    (Key.Key_A, SHIFT, ToolKind.COBB),
    (Key.Key_D, SHIFT, ToolKind.BIDIRECTIONAL),
    (Key.Key_R, SHIFT, ToolKind.RECTANGLE),
    (Key.Key_E, NONE, ToolKind.ELLIPSE),
    (Key.Key_P, SHIFT, ToolKind.POLYGON),
    (Key.Key_F, SHIFT, ToolKind.FREEHAND),
    (Key.Key_V, NONE, ToolKind.PROBE),
    (Key.Key_T, SHIFT, ToolKind.TEXT),
    (Key.Key_W, SHIFT, ToolKind.ARROW),
    (Key.Key_S, SHIFT, ToolKind.REGION_WINDOW),
    (Key.Key_Z, SHIFT, ToolKind.MAGNIFIER),
    (Key.Key_X, SHIFT, ToolKind.ERASER),
    (Key.Key_K, SHIFT, ToolKind.CALIBRATION),
    (Key.Key_B, NONE, ToolKind.BRUSH),
    (Key.Key_B, SHIFT, ToolKind.BRUSH_ERASER),
    (Key.Key_G, NONE, ToolKind.GROW),
    (Key.Key_E, SHIFT, ToolKind.FINDING),
]


def press(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE
) -> None:
    canvas = window.viewport.canvas  # type: ignore[attr-defined]  # a grid's
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    QApplication.processEvents()  # the turn in which the actions are refreshed
    QTest.keyClick(canvas, key, modifier)
    QApplication.processEvents()


def draw(window: MainWindow) -> Measurement:
    session = window.desk.session
    state = session.viewport.value
    assert state.study is not None
    assert state.display_set is not None
    image = reference_to(state.study, state.display_set, state.index)
    points = to_points(((10.0, 10.0), (13.0, 18.0)), image.plane)
    measurement = Measurement("a", MeasurementKind.LENGTH, image, points)
    session.annotations.add(measurement)
    return measurement


@pytest.mark.parametrize(("key", "modifier", "tool"), KEYS, ids=lambda value: str(value))
def test_that_a_key_takes_its_tool(
    read_window: MainWindow,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    tool: ToolKind,
) -> None:
    other = ToolKind.PAN if tool is not ToolKind.PAN else ToolKind.ZOOM
    read_window.desk.session.drawing.take(other)

    press(read_window, qtbot, key, modifier)

    assert read_window.desk.session.drawing.value.tool is tool


def test_that_every_tool_has_a_key() -> None:
    assert {tool for _, _, tool in KEYS} == set(ToolKind) - {ToolKind.USUAL}  # Esc is its key


def test_that_a_accepts_while_a_finding_is_selected(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    session = analysed_window.desk.session
    session.reading.select("f1")

    press(analysed_window, qtbot, Key.Key_A)

    assert session.reading.value.review_of("f1").state is ReviewState.ACCEPTED
    assert session.drawing.value.tool is ToolKind.USUAL


def test_that_the_button_names_the_tool(read_window: MainWindow) -> None:
    read_window.desk.session.drawing.take(ToolKind.LENGTH)

    assert read_window.toolbar.tools.text() == "Length ▾"


def test_that_delete_and_undo_are_keys(read_window: MainWindow, qtbot: QtBot) -> None:
    measurement = draw(read_window)
    annotations = read_window.desk.session.annotations

    press(read_window, qtbot, Key.Key_Delete)
    gone = annotations.value.find("a")
    press(read_window, qtbot, Key.Key_Z, Modifier.ControlModifier)
    back = annotations.value.find("a")
    press(read_window, qtbot, Key.Key_Y, Modifier.ControlModifier)

    assert (gone, back, annotations.value.find("a")) == (None, measurement, None)


def test_that_k_marks_the_image(read_window: MainWindow, qtbot: QtBot) -> None:
    image = draw(read_window).image

    press(read_window, qtbot, Key.Key_K)

    marks = read_window.desk.session.annotations.value.of(image.study_key).key_marks
    assert marks == (key_mark_of(image),)


def test_that_escape_drops_the_tool(read_window: MainWindow, qtbot: QtBot) -> None:
    read_window.desk.session.drawing.take(ToolKind.LENGTH)

    press(read_window, qtbot, Key.Key_Escape)

    assert read_window.desk.session.drawing.value.tool is ToolKind.USUAL


def test_that_no_values_are_measured_on_planes_and_the_button_says_why(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    registry = read_window.desk.registry
    qtbot.waitUntil(lambda: registry.is_enabled("mpr.toggle"))
    registry.run("mpr.toggle")

    registry.run("tool.length")
    registry.run("tool.ellipse")

    assert read_window.desk.session.drawing.value.tool is ToolKind.LENGTH
    assert "close the planes" in str(registry.why_disabled("tool.ellipse"))
