"""Several cells in the window: where keys go, what a drop and a double click do, what the squares choose."""

import dataclasses

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medviewer.domain.study import Patient, Series, Study
from medviewer.gui.dragged_series import MIME_TYPE, DraggedSeries, dragged_series, mime_data
from medviewer.gui.grid_chooser import GridSquares
from medviewer.gui.main_window import MainWindow
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.gui.viewport_panel import OTHER_PATIENT
from tests.gui.canvas.hand import turn_wheel
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui


def copied(of: Series, number: int) -> Series:
    [display_set] = of.display_sets
    uid = f"{of.series_instance_uid}.{number}"
    again = dataclasses.replace(display_set, display_set_id=f"{uid}:0", series_instance_uid=uid)
    return dataclasses.replace(of, series_instance_uid=uid, display_sets=(again,))


def shared(of: Series) -> Series:
    """In the frame of reference of all."""
    [display_set] = of.display_sets
    frames = tuple(
        dataclasses.replace(
            frame, instance=dataclasses.replace(frame.instance, frame_of_reference_uid="1.2.99")
        )
        for frame in display_set.frames
    )
    return dataclasses.replace(of, display_sets=(dataclasses.replace(display_set, frames=frames),))


@pytest.fixture
def grid(window: MainWindow, qtbot: QtBot) -> ViewportGrid:
    """Two of a study's three series side by side."""
    one = ct_study()
    study = dataclasses.replace(
        one, series=tuple(shared(copied(one.series[0], n)) for n in range(3))
    )
    session = window.desk.session
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    window.desk.registry.run("layout.1x2")
    grid = window.viewport
    assert isinstance(grid, ViewportGrid)
    qtbot.waitUntil(lambda: all(panel.canvas is not None for panel in grid.panels))
    return grid


def study_of(grid: ViewportGrid) -> Study:
    study = grid.active_panel.viewport.value.study
    assert study is not None
    return study


def canvas(grid: ViewportGrid, place: int) -> QWidget:
    found = grid.panels[place].canvas
    assert found is not None
    return found


def shown(grid: ViewportGrid) -> list[str]:
    sets = (panel.viewport.value.display_set for panel in grid.panels)
    return [each.series_instance_uid[-1] if each else "" for each in sets]


def drop(on: QWidget, data: QMimeData) -> bool:
    """Whether it was taken."""
    entering = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    on.dragEnterEvent(entering)
    if not entering.isAccepted():
        return False
    on.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    return True


def test_that_a_second_cell_shows_the_next_series(grid: ViewportGrid) -> None:
    assert shown(grid) == ["0", "1"]


def test_that_a_click_makes_a_cell_active_and_lights_its_border(grid: ViewportGrid) -> None:
    QTest.mouseClick(canvas(grid, 1), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))

    borders = [panel.grab().toImage().pixelColor(0, 100) for panel in grid.panels]
    assert grid.active_panel is grid.panels[1]
    assert borders[1] == grid.palette().highlight().color()
    assert borders[0] != borders[1]


def test_that_the_wheel_scrolls_the_cell_under_it_and_leaves_the_active_one(
    grid: ViewportGrid, qtbot: QtBot
) -> None:
    other = grid.panels[1].viewport
    before = other.value.index

    turn_wheel(canvas(grid, 1), at=(100, 100))

    qtbot.waitUntil(lambda: other.value.index == before + 1)
    assert grid.active_panel is grid.panels[0]


def test_that_tab_goes_to_the_next_cell(grid: ViewportGrid, qtbot: QtBot) -> None:
    canvas(grid, 0).setFocus()
    qtbot.waitUntil(canvas(grid, 0).hasFocus)

    QTest.keyClick(canvas(grid, 0), Qt.Key.Key_Tab)

    assert canvas(grid, 1).hasFocus()
    assert grid.active_panel is grid.panels[1]


def test_that_the_keys_follow_the_active_cell(grid: ViewportGrid, qtbot: QtBot) -> None:
    canvas(grid, 0).setFocus()
    qtbot.waitUntil(canvas(grid, 0).hasFocus)

    grid.active_panel._registry.run("layout.next_cell")

    assert canvas(grid, 1).hasFocus()


def test_that_a_double_click_gives_a_cell_all_the_room_and_takes_it_back(
    grid: ViewportGrid,
) -> None:
    QTest.mouseDClick(canvas(grid, 1), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    alone = [panel.isVisible() for panel in grid.panels]
    QTest.mouseDClick(canvas(grid, 1), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))

    assert alone == [False, True]
    assert [panel.isVisible() for panel in grid.panels] == [True, True]


def test_that_a_series_dropped_on_a_cell_is_shown_there(grid: ViewportGrid) -> None:
    third = study_of(grid).series[2].display_sets[0]

    is_taken = drop(
        grid.panels[1], mime_data(DraggedSeries(study_of(grid).key, third.display_set_id))
    )

    assert is_taken
    assert shown(grid) == ["0", "2"]


def test_that_a_study_dropped_on_a_cell_shows_its_best_series(grid: ViewportGrid) -> None:
    drop(grid.panels[1], mime_data(DraggedSeries(study_of(grid).key)))

    assert shown(grid) == ["0", "0"]


def test_that_a_cell_leaves_files_to_the_window(grid: ViewportGrid) -> None:
    files = QMimeData()
    files.setText("file:///somewhere")

    assert not drop(grid.panels[0], files)


def test_that_a_row_of_the_browser_can_be_dragged(window: MainWindow, grid: ViewportGrid) -> None:
    tree = window.browser.tree
    study_row = tree.topLevelItem(0)
    assert study_row is not None
    series_row = study_row.child(1)
    assert series_row is not None

    of_study = dragged_series(tree.mimeData([study_row]))
    of_series = dragged_series(tree.mimeData([series_row]))

    key = study_of(grid).key
    assert of_study == DraggedSeries(key)
    assert of_series == DraggedSeries(key, study_of(grid).series[1].display_sets[0].display_set_id)


@pytest.mark.parametrize("rubbish", [b"", b"[]", b"\xff", b'{"study_key": 1}'])
def test_that_what_others_drag_under_our_name_is_no_series(rubbish: bytes) -> None:
    data = QMimeData()
    data.setData(MIME_TYPE, rubbish)

    assert dragged_series(data) is None


def test_that_dragging_over_the_squares_chooses_a_grid(window: MainWindow, qtbot: QtBot) -> None:
    squares = GridSquares(window.desk)
    qtbot.addWidget(squares)
    squares.show()

    QTest.mousePress(squares, Qt.MouseButton.LeftButton, pos=squares.square(0, 0).center())
    QTest.mouseMove(squares, squares.square(1, 2).center())
    with qtbot.waitSignal(squares.chosen) as chosen:
        QTest.mouseRelease(squares, Qt.MouseButton.LeftButton, pos=squares.square(1, 2).center())

    assert chosen.args == [2, 3]


def test_that_arrows_and_enter_choose_a_grid_too(window: MainWindow, qtbot: QtBot) -> None:
    squares = GridSquares(window.desk)
    qtbot.addWidget(squares)
    squares.show()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(squares, key)
    with qtbot.waitSignal(squares.chosen) as chosen:
        QTest.keyClick(squares, Qt.Key.Key_Return)

    assert chosen.args == [2, 2]


def test_that_cells_say_that_they_scroll_together(window: MainWindow, grid: ViewportGrid) -> None:
    found = grid.panels[0].canvas
    assert found is not None
    linked = [line.text for line in found.sheet.marks.corners.bottom_left]

    window.desk.registry.run("link.scroll")

    alone = [line.text for line in found.sheet.marks.corners.bottom_left]
    assert [text for text in linked if text not in alone] == ["Linked"]


def test_that_a_stack_that_ends_first_says_how_far_off_its_image_is(grid: ViewportGrid) -> None:
    study = study_of(grid)
    [whole] = study.series[1].display_sets
    short = dataclasses.replace(whole, display_set_id="short", frames=whole.frames[:5])
    beside = grid.panels[1]
    beside.viewport.show(study, short)

    grid.panels[0].viewport.scroll_to(19)  # 15 slices of 2.5 mm beyond the last of the other

    assert beside.canvas is not None
    texts = [line.text for line in beside.canvas.sheet.marks.corners.bottom_left]
    assert "38 mm off the other" in texts


def test_that_an_examination_beside_another_says_of_when_it_is(grid: ViewportGrid) -> None:
    prior = dataclasses.replace(ct_study(), study_instance_uid="9", study_date="20250102")
    grid.panels[1].viewport.show(prior, prior.series[0].display_sets[0])

    dated = [
        panel.canvas.sheet.marks.corners.top_left[-1].text if panel.canvas else ""
        for panel in grid.panels
    ]
    assert dated == ["2026-01-31", "2025-01-02 · prior"]


def test_that_a_click_puts_the_cursor_into_all_cells(
    window: MainWindow, grid: ViewportGrid, qtbot: QtBot
) -> None:
    window.desk.registry.run("view.cursor")

    QTest.mouseClick(canvas(grid, 0), Qt.MouseButton.LeftButton, pos=QPoint(150, 200))

    first, second = (panel.canvas for panel in grid.panels)
    assert first is not None
    assert second is not None
    place = first.sheet.marks.places.cursor
    assert place is not None
    assert place == second.sheet.marks.places.cursor
    geometry = first.geometry_now()
    assert geometry is not None
    at = geometry.point_to_screen(place.pixel)
    assert (round(at.x), round(at.y)) == (150, 200)


def test_that_different_patients_are_told_above_the_images_until_they_are_gone(
    window: MainWindow, grid: ViewportGrid
) -> None:
    other = ct_study(patient=Patient("999", "Beispiel, Hans", "19700101"))
    grid.panels[1].viewport.show(other, other.series[0].display_sets[0])
    told = grid.patients.isVisible(), grid.patients.text()
    edge = grid.panels[1].grab().toImage().pixelColor(0, 100)

    grid.panels[1].viewport.close()

    assert told[0]
    assert "Muster, Erika (ID 4711) / Beispiel, Hans (ID 999)" in told[1]
    assert edge.name() == OTHER_PATIENT
    assert not grid.patients.isVisible()


def test_that_a_hidden_identity_is_not_told_by_the_banner(
    window: MainWindow, grid: ViewportGrid
) -> None:
    other = ct_study(patient=Patient("999", "Beispiel, Hans", "19700101"))
    grid.panels[1].viewport.show(other, other.series[0].display_sets[0])

    window.desk.registry.run("view.hide_identity")

    assert "Muster" not in grid.patients.text()


def test_that_a_cell_moves_into_a_window_of_its_own_and_is_given_up_with_it(
    window: MainWindow, grid: ViewportGrid, qtbot: QtBot
) -> None:
    window.desk.registry.run("layout.detach")
    [apart] = window.detached.windows.values()
    qtbot.waitUntil(lambda: apart.panel.canvas is not None)
    was_shown = shown(grid), apart.isVisible(), apart.viewport.value.display_set is not None

    apart.close()

    assert was_shown == (["", "1"], True, True)
    assert window.detached.windows == {}
    assert window.desk.session.viewports.value.detached == ()
