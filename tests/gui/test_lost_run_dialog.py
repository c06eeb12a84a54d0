"""After a crash: what is told, what is listed, what can be done."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from medviewer import paths
from medviewer.domain.study import Patient
from medviewer.domain.study_index import IndexedStudy
from medviewer.gui.lost_run_dialog import LostRunDialog, LostRunTeller
from medviewer.gui.main_window import MainWindow
from medviewer.session.keeping.run_mark import LostRun

pytestmark = pytest.mark.gui

STUDY = IndexedStudy(7, "1.2", Patient("4711", "Muster, Erika"), "20260131", "", "CT Thorax")


def said(dialog: LostRunDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_that_a_killed_run_is_told_with_the_studies_that_were_in_work(window: MainWindow) -> None:
    dialog = LostRunDialog(LostRun(1.7e9), (STUDY,), window.desk, window)

    assert "ended from outside" in said(dialog)
    assert "come back when these studies are opened" in said(dialog)
    assert dialog.kept.item(0).text() == "Muster, Erika · 2026-01-31 · CT Thorax"
    assert dialog.findChild(QPlainTextEdit) is None


def test_that_a_crash_shows_where_it_was_and_its_log(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[Path] = []
    prompts = window.desk.registry.context.prompts
    monkeypatch.setattr(prompts, "open_path", shown.append)
    run = LostRun(1.7e9, "Fatal Python error", tmp_path / "crash-1.log")
    dialog = LostRunDialog(run, (), window.desk, window)

    dialog.log_button.click()

    trace = dialog.findChild(QPlainTextEdit)
    assert trace is not None
    assert trace.toPlainText() == "Fatal Python error"
    assert shown == [tmp_path / "crash-1.log"]


def test_that_without_a_trace_the_log_is_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(window.desk.registry.context.prompts, "open_path", shown.append)

    LostRunDialog(LostRun(1.7e9), (), window.desk, window).log_button.click()

    assert shown == [paths.log_folder() / "medviewer.log"]


def test_that_what_was_in_work_is_opened_again(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    monkeypatch.setattr(window.desk.session, "open_listed", opened.append)
    dialog = LostRunDialog(LostRun(1.7e9), (STUDY,), window.desk, window)

    dialog.open_button.click()

    assert opened == [7]


def test_that_a_reader_who_keeps_nothing_is_told_that_it_is_lost(window: MainWindow) -> None:
    window.desk.preferences.update(journal="off")

    dialog = LostRunDialog(LostRun(1.7e9), (), window.desk, window)

    assert "is lost" in said(dialog)


def test_that_a_hidden_identity_stays_hidden(window: MainWindow) -> None:
    window.desk.session.overlays.update(shows_identity=False)

    dialog = LostRunDialog(LostRun(1.7e9), (STUDY,), window.desk, window)

    assert "Muster" not in dialog.kept.item(0).text()


def test_that_the_latest_lost_run_is_told(window: MainWindow, qtbot: QtBot) -> None:
    teller = LostRunTeller((LostRun(1.7e9), LostRun(1.8e9, "later")), window.desk, window)

    qtbot.waitUntil(lambda: teller.dialog is not None)

    assert teller.dialog is not None
    trace = teller.dialog.findChild(QPlainTextEdit)
    assert trace is not None
    assert trace.toPlainText() == "later"


def test_that_after_a_good_end_nothing_is_told(window: MainWindow) -> None:
    assert LostRunTeller((), window.desk, window).dialog is None
