"""Objects of a study, opened from the list of studies."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from medviewer.gui.documents.report_window import ReportWindow
from medviewer.gui.main_window import MainWindow
from tests.phantoms.reports import coded, content, report, write_object


def folder_of_one_report(folder: Path) -> Path:
    text = content("TEXT", coded("121071", "DCM", "Finding"), TextValue="No nodule was seen")
    write_object(folder / "sr.dcm", report(text))
    return folder


def test_that_a_folder_of_nothing_but_a_report_opens_and_shows_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])

    qtbot.waitUntil(lambda: bool(window.documents.windows))
    [shown] = window.documents.windows.values()
    assert isinstance(shown, ReportWindow)
    assert "No nodule was seen" in shown.page.toPlainText()
    assert window.browser.tree.topLevelItemCount() == 1


def test_that_a_closed_report_opens_again_by_a_double_click(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])
    qtbot.waitUntil(lambda: bool(window.documents.windows))
    next(iter(window.documents.windows.values())).close()
    qtbot.waitUntil(lambda: not window.documents.windows)

    study_row = window.browser.tree.topLevelItem(0)
    assert study_row is not None
    window.browser.tree.itemDoubleClicked.emit(study_row.child(0), 0)

    qtbot.waitUntil(lambda: bool(window.documents.windows))


def test_that_closing_the_study_closes_its_report(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([folder_of_one_report(tmp_path)])
    qtbot.waitUntil(lambda: bool(window.documents.windows))

    session = window.desk.session
    session.close_studies(frozenset(study.key for study in session.library.value.studies))

    qtbot.waitUntil(lambda: not window.documents.windows)
