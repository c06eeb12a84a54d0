"""About, what is new, and the report of a fault, in the window."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from medviewer.gui.main_window import MainWindow
from medviewer.gui.prompts import WindowPrompts
from medviewer.gui.support.about_dialog import AboutDialog
from medviewer.gui.support.fault_dialog import FaultDialog
from medviewer.gui.support.licences_view import LicencesView
from medviewer.gui.support.update_notes_dialog import UpdateNotesDialog, show_news
from medviewer.gui.translation import Translator


def test_that_a_package_in_about_leads_to_its_licence_and_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    about = AboutDialog(window.desk, window)
    about.open()
    view = about.findChildren(LicencesView)[0]
    qtbot.waitUntil(lambda: "pydicom" in view.toPlainText())

    view.anchorClicked.emit(QUrl("package:pydicom"))
    qtbot.waitUntil(lambda: "Permission is hereby granted" in view.toPlainText())
    view.anchorClicked.emit(QUrl("back:"))

    assert "SimpleITK" in view.toPlainText()


def test_that_the_command_shows_what_is_new(window: MainWindow) -> None:
    window.desk.registry.run("help.news")

    (dialog,) = window.findChildren(UpdateNotesDialog)
    assert "MedViewer 0." in dialog.page.toPlainText()


def test_that_news_are_in_groups_with_headings(window: MainWindow) -> None:
    news = UpdateNotesDialog(window.desk.session.support.updates.all, window.desk, window)

    document = news.page.document()
    blocks = [document.findBlockByNumber(place) for place in range(document.blockCount())]
    headings = [block.text() for block in blocks if block.blockFormat().headingLevel() == 3]
    assert headings[:4] == ["Reading", "AI", "Reports", "Archives"]


def test_that_a_reader_of_another_language_is_told_that_news_are_in_english(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def labels(news: UpdateNotesDialog) -> list[str]:
        return [label.text() for label in news.findChildren(QLabel)]

    in_english = labels(UpdateNotesDialog((), window.desk, window))
    monkeypatch.setattr(Translator, "__call__", lambda _, words: f"<{words}>")
    in_another = labels(UpdateNotesDialog((), window.desk, window))

    assert in_english == []
    assert in_another == ["<These notes are written in English.>"]


def test_that_a_first_start_shows_no_news(window: MainWindow) -> None:
    show_news(window.desk, window)

    assert window.findChildren(UpdateNotesDialog) == []


def test_that_an_update_shows_its_news(window: MainWindow) -> None:
    window.desk.preferences.update(last_version="0.0.1")

    show_news(window.desk, window)

    assert len(window.findChildren(UpdateNotesDialog)) == 1


def test_that_everything_in_a_fault_report_can_be_read_before_it_is_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "fault.zip"
    monkeypatch.setattr(WindowPrompts, "choose_file_to_write", lambda *_: target)
    window.desk.registry.run("help.fault")
    (dialog,) = window.findChildren(FaultDialog)
    qtbot.waitUntil(dialog.write_button.isEnabled)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]

    dialog.list.setCurrentRow(names.index("program.json"))
    shown = dialog.text.toPlainText()
    dialog.write_button.click()
    qtbot.waitUntil(target.is_file)

    assert '"medviewer"' in shown
    assert zipfile.ZipFile(target).namelist() == names
