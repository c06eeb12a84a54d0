"""The list of measurements: values as on the image, a click goes there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.measurement import Measurement, MeasurementKind, to_points
from medviewer.gui.main_window import MainWindow
from medviewer.gui.measurement_list import IMAGE, VALUE, WHAT, MeasurementRows
from medviewer.session.drawing.annotations import reference_to

pytestmark = pytest.mark.gui


def measure(
    window: MainWindow, index: int, name: str, kind: MeasurementKind = MeasurementKind.LENGTH
) -> None:
    """3 mm across and 4 mm down, from pixel (10, 10)."""
    session = window.desk.session
    state = session.viewport.value
    assert state.study is not None
    assert state.display_set is not None
    image = reference_to(state.study, state.display_set, index)
    points = to_points(((10.0, 10.0), (13.0, 18.0)), image.plane)
    session.annotations.add(Measurement(name, kind, image, points))


@pytest.fixture
def rows(read_window: MainWindow, qtbot: QtBot) -> MeasurementRows:
    measure(read_window, 4, "a")
    measure(read_window, 7, "b", MeasurementKind.RECTANGLE)
    rows = read_window.measurements.rows
    qtbot.waitUntil(lambda: rows.topLevelItemCount() == 2)
    return rows


def cell(rows: MeasurementRows, row: int, column: int) -> str:
    item = rows.topLevelItem(row)
    assert item is not None
    return item.text(column)


def test_that_a_row_tells_what_how_much_and_where(rows: MeasurementRows) -> None:
    assert [cell(rows, 0, column) for column in (WHAT, VALUE, IMAGE)] == [
        "Length",
        "5.0 mm",
        "3 / 5",
    ]


def test_that_values_are_told_once_the_image_is_there(rows: MeasurementRows, qtbot: QtBot) -> None:
    # HU = -1000 + (31 row + 7 column + 53 * 7) mod 2000, rows 10 to 18, columns 10 to 13.
    qtbot.waitUntil(lambda: "Mean" in cell(rows, 1, VALUE))

    mean = -1000 + 31 * 14 + 7 * 11.5 + 371
    assert f"Mean −{abs(mean):.1f} HU" in cell(rows, 1, VALUE)
    assert cell(rows, 1, VALUE).endswith("Area 12.0 mm²  n 36")


def test_that_going_through_the_list_goes_to_the_images(
    rows: MeasurementRows, read_window: MainWindow, qtbot: QtBot
) -> None:
    rows.setFocus()
    item = rows.topLevelItem(0)
    assert item is not None
    rows.setCurrentItem(item)
    first = read_window.desk.session.viewport.value.index

    QTest.keyClick(rows, Qt.Key.Key_Down)

    assert (first, read_window.desk.session.viewport.value.index) == (4, 7)
    assert read_window.desk.session.annotations.value.selected_id == "b"


def test_that_a_label_comes_first_and_deleting_empties_the_row(
    rows: MeasurementRows,
    read_window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask(title: object, question: object, current: str, then: Callable[[str], None]) -> None:
        then("left kidney")

    registry = read_window.desk.registry
    monkeypatch.setattr(registry.context.prompts, "ask_text", ask)
    registry.run("measure.label", measurement_id="a")
    qtbot.waitUntil(lambda: cell(rows, 0, WHAT) == "left kidney · Length")

    registry.run("measure.delete", measurement_id="a")

    qtbot.waitUntil(lambda: rows.topLevelItemCount() == 1)
    assert cell(rows, 0, WHAT) == "Rectangle"


def test_that_an_empty_list_says_how_to_begin(read_window: MainWindow) -> None:
    panel = read_window.measurements

    assert panel.empty.isVisibleTo(panel)
    assert "D draws a length" in panel.empty.text()
