"""The library page: found, unfolded, opened, taken off and erased by mouse and keys."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from medviewer.domain.study import Patient, Study
from medviewer.gui.erase_dialog import EraseDialog
from medviewer.gui.main_window import MainWindow
from medviewer.gui.study_browser import LISTED, OPEN
from medviewer.gui.study_list_delegate import StudyListDelegate
from medviewer.gui.study_list_model import NODE
from medviewer.gui.study_list_page import NOTHING_FITS, NOTHING_YET
from medviewer.gui.study_list_view import StudyListView
from tests.gui.rows import row
from tests.phantoms.series import write_ct, write_mr
from tests.unit.store.samples import MUELLER, WANG, series_of, study_of

pytestmark = pytest.mark.gui


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)


def fill(window: MainWindow, qtbot: QtBot, *studies: Study) -> StudyListView:
    """Put studies on the list and bring it to the front."""
    window.desk.session.study_list.keep(studies, {})
    window.browser.search()
    window.browser.library.filter.ask()
    settle(window, qtbot)
    return window.browser.library.list


@pytest.fixture
def shelf(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> StudyListView:
    """Wang's CT and MR, and Müller's CT."""
    ct = series_of(tmp_path / "ct", 3, "1.1", "CT", "Thorax 1.5 mm")
    mr = series_of(tmp_path / "mr", 2, "2.1", "MR", "T2 tra")
    other = series_of(tmp_path / "other", 2, "3.1", "CT", "Abdomen")
    return fill(
        window,
        qtbot,
        study_of(WANG, ct, uid="1", date="20260131", text="CT Thorax"),
        study_of(WANG, mr, uid="2", date="20240101", text="MR Kopf"),
        study_of(MUELLER, other, uid="3", date="20250101", text="CT Abdomen"),
    )


def rows(view: StudyListView, under: QModelIndex | None = None) -> list[str]:
    parent = under or QModelIndex()
    model = view.rows
    return [
        model.index(row, 0, parent).data().splitlines()[0] for row in range(model.rowCount(parent))
    ]


def patient(view: StudyListView, name: str) -> QModelIndex:
    return view.rows.index(rows(view).index(name), 0)


def test_that_patients_stand_with_their_studies_newest_first(shelf: StudyListView) -> None:
    wang = patient(shelf, "王^小明")

    assert shelf.isExpanded(wang)
    assert rows(shelf, wang) == ["2026-01-31 · CT Thorax", "2024-01-01 · MR Kopf"]


def test_that_a_study_unfolds_into_its_series(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    picture = np.full((8, 8), 9, np.uint8)
    window.desk.session.study_list.keep_thumbnails({("1", "1.1"): picture})
    study = shelf.rows.index(0, 0, patient(shelf, "王^小明"))

    shelf.expand(study)
    settle(window, qtbot)

    assert rows(shelf, study) == ["Thorax 1.5 mm"]
    series = shelf.rows.index(0, 0, study)
    assert series.parent() == study
    assert series.data(NODE).thumbnail is not None
    shelf.grab()


def test_that_typing_narrows_the_list_and_escape_widens_it(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    field = window.browser.library.filter.field
    field.setFocus()

    QTest.keyClicks(field, "muller")
    qtbot.waitUntil(lambda: rows(shelf) == ["Müller^Jürgen"])
    QTest.keyClick(field, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: len(rows(shelf)) == 2)


def test_that_modality_narrows_the_list_and_show_all_widens_it(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    page = window.browser.library
    choice = page.filter.modality

    choice.setCurrentIndex(choice.findData("MR"))
    qtbot.waitUntil(lambda: rows(shelf) == ["王^小明"])
    page.clear.click()

    qtbot.waitUntil(lambda: len(rows(shelf)) == 2)
    assert choice.currentIndex() == 0


def test_that_days_can_be_chosen(window: MainWindow, qtbot: QtBot, shelf: StudyListView) -> None:
    panel = window.browser.library.filter
    panel.more.click()

    panel.span.setCurrentIndex(panel.span.findData("between"))
    panel.first.setDate(panel.first.date().fromString("2025-12-31", "yyyy-MM-dd"))
    panel.last.setDate(panel.last.date().fromString("2024-12-31", "yyyy-MM-dd"))

    assert panel.between.isVisible()
    qtbot.waitUntil(lambda: rows(shelf) == ["Müller^Jürgen"])


def test_that_down_goes_from_the_field_to_the_first_study(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    field = window.browser.library.filter.field

    QTest.keyClick(field, Qt.Key.Key_Down)
    settle(window, qtbot)

    assert shelf.hasFocus()
    assert shelf.currentIndex().parent().isValid()


def test_that_enter_opens_a_study_from_where_it_lies(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    window.open_places([tmp_path / "ct"])
    settle(window, qtbot)
    window.desk.registry.run("file.close_all")
    view = fill(window, qtbot)
    view.enter()

    QTest.keyClick(view, Qt.Key.Key_Return)
    settle(window, qtbot)

    shown = window.desk.session.viewport.value.display_set
    assert shown is not None
    assert shown.count == 20
    assert window.browser.tabs.currentIndex() == OPEN


def test_that_missing_files_are_told_and_nothing_is_opened(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView, tmp_path: Path
) -> None:
    for file in (tmp_path / "other").iterdir():
        file.unlink()
    study = shelf.rows.index(0, 0, patient(shelf, "Müller^Jürgen"))

    shelf.open(study)
    settle(window, qtbot)

    [notice] = window.desk.session.messages.history
    assert "no longer in" in str(notice.text)
    assert str(tmp_path / "other") in str(notice.text)
    assert not window.desk.session.library.value.is_scanning


def test_that_rows_in_sight_are_greyed_when_their_files_are_gone(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView, tmp_path: Path
) -> None:
    for file in (tmp_path / "other").iterdir():
        file.unlink()

    window.browser.library.filter.ask()
    qtbot.waitUntil(lambda: len(window.desk.session.study_list.value.whereabouts) == 3)

    study = shelf.rows.index(0, 0, patient(shelf, "Müller^Jürgen"))
    delegate = shelf.itemDelegate()
    assert isinstance(delegate, StudyListDelegate)
    look = delegate.look(study.data(NODE))
    assert look.tag == "not found"
    assert look.ink.name() == window.desk.look.colours.muted
    shelf.grab()


def test_that_delete_takes_off_the_list_and_leaves_the_files(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView, tmp_path: Path
) -> None:
    shelf.setCurrentIndex(shelf.rows.index(0, 0, patient(shelf, "Müller^Jürgen")))

    QTest.keyClick(shelf, Qt.Key.Key_Delete)
    settle(window, qtbot)

    assert rows(shelf) == ["王^小明"]
    assert len(list((tmp_path / "other").iterdir())) == 2


def menu_on(view: StudyListView, index: QModelIndex) -> QMenu:
    view.setCurrentIndex(index)
    menu = view.menu_at(view.visualRect(index).center())
    assert menu is not None
    return menu


def test_that_erasing_asks_first_and_forgets_every_study_of_the_patient(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    menu = menu_on(shelf, shelf.rows.index(0, 0, patient(shelf, "王^小明")))
    menu.actions()[-1].trigger()
    [dialog] = window.findChildren(EraseDialog)
    before = rows(shelf)

    dialog.erase_button.click()
    settle(window, qtbot)

    assert len(before) == 2
    assert rows(shelf) == ["Müller^Jürgen"]


def test_that_cancelling_erases_nothing(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    menu = menu_on(shelf, shelf.rows.index(0, 0, patient(shelf, "王^小明")))
    menu.actions()[-1].trigger()
    [dialog] = window.findChildren(EraseDialog)

    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(window, qtbot)

    assert len(rows(shelf)) == 2


def test_that_there_is_no_menu_beside_the_rows(shelf: StudyListView) -> None:
    assert shelf.menu_at(QPoint(5, shelf.viewport().height() - 2)) is None


def test_that_an_empty_list_says_what_it_is_for(window: MainWindow, qtbot: QtBot) -> None:
    fill(window, qtbot)

    assert window.browser.library.empty.text() == str(NOTHING_YET)


def test_that_finding_nothing_says_so(
    window: MainWindow, qtbot: QtBot, shelf: StudyListView
) -> None:
    window.browser.library.filter.field.setText("nobody")
    window.browser.library.filter.ask()
    settle(window, qtbot)

    assert window.browser.library.empty.text() == str(NOTHING_FITS)
    assert window.browser.library.clear.isVisible()


def test_that_a_list_of_thousands_is_fetched_as_the_reader_gets_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    series = series_of(tmp_path / "a", 1)
    studies = [study_of(Patient(f"P{n}", f"N{n:03}"), series, uid=f"9.{n}") for n in range(250)]
    view = fill(window, qtbot, *studies)
    first = view.rows.rowCount()

    view.scrollToBottom()
    qtbot.waitUntil(lambda: view.rows.rowCount() > first)

    assert first < 250
    assert all(view.isExpanded(view.rows.index(row, 0)) for row in range(view.rows.rowCount()))


def test_that_the_library_comes_first_where_nothing_is_open(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    settle(window, qtbot)
    window.desk.session.study_list.keep((study_of(WANG, series_of(tmp_path / "a", 1)),), {})
    settle(window, qtbot)
    window.browser.tabs.setCurrentIndex(OPEN)
    window.desk.session.study_list.update(has_answered=False)

    window.browser.library.filter.ask()
    settle(window, qtbot)

    assert window.browser.tabs.currentIndex() == LISTED


def test_that_other_studies_of_the_patient_stand_below_the_open_ones(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for folder, write in ((tmp_path / "ct", write_ct), (tmp_path / "mr", write_mr)):
        write(folder)
        window.open_places([folder])
        settle(window, qtbot)
        window.desk.registry.run("file.close_all")

    window.open_places([tmp_path / "ct"])
    settle(window, qtbot)

    others = window.browser.others
    assert others.isVisible()
    assert others.list.count() == 1
    assert others.list.item(0).text().splitlines()[1].startswith("MR")
    others.grab()

    others.list.setCurrentRow(0)
    others.list.setFocus()
    QTest.keyClick(others.list, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert len(window.desk.session.library.value.studies) == 2
    assert not others.isVisible()


def test_that_one_of_two_open_studies_can_be_closed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    write_mr(tmp_path / "mr")
    window.open_places([tmp_path])
    settle(window, qtbot)
    tree = window.browser.tree
    before = tree.topLevelItemCount()
    menu = tree.menu_at(tree.visualItemRect(row(tree, 0)).center())
    assert menu is not None

    menu.actions()[0].trigger()

    assert (before, tree.topLevelItemCount()) == (2, 1)
    assert len(window.desk.session.library.value.studies) == 1
