"""A document is looked at before it is taken over; another patient's needs the reader's word."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.study import Patient
from medviewer.gui.context.notes_page import NotesPage
from medviewer.gui.context.take_over_sheet import TakeOverSheet
from medviewer.gui.main_window import MainWindow
from medviewer.session.context.headings import NotesPart
from medviewer.session.context.intake import Offer
from medviewer.words import message
from tests.gui.context.panel import notes_of, opened

pytestmark = pytest.mark.gui
CRP = LabValue("CRP", 45.0, "mg/L")
LETTER = ClinicalDocument("letter.txt", Patient(), "cough", "fever", (CRP,))


def sheet_of(window: MainWindow, offer: Offer) -> TakeOverSheet:
    window.desk.session.clinical.intake.offered.emit(offer)
    sheet = window.findChild(TakeOverSheet)
    assert sheet is not None
    return sheet


def study_key(window: MainWindow) -> str:
    study = window.desk.session.viewport.value.study
    assert study is not None
    return study.key


def test_that_only_what_is_ticked_is_taken_over(read_window: MainWindow) -> None:
    sheet = sheet_of(read_window, Offer(study_key(read_window), LETTER))

    sheet.parts[NotesPart.SYMPTOMS].setChecked(False)
    sheet.take.click()

    assert notes_of(read_window) == ClinicalNotes("cough", "", (CRP,), ("letter.txt",))


def test_that_what_is_there_may_be_replaced(read_window: MainWindow) -> None:
    read_window.desk.session.clinical.notes.write(study_key(read_window), history="before")
    sheet = sheet_of(read_window, Offer(study_key(read_window), LETTER))

    sheet.replace.setChecked(True)
    sheet.take.click()

    assert notes_of(read_window).history == "cough"


def test_that_another_patients_document_waits_for_the_readers_word(
    read_window: MainWindow,
) -> None:
    against = (message("Test", "The document is of X, the images are of Y."),)
    sheet = sheet_of(read_window, Offer(study_key(read_window), LETTER, against))
    is_offered_at_once = sheet.take.isEnabled()

    sheet.is_theirs.setChecked(True)
    sheet.take.click()

    assert not is_offered_at_once
    assert notes_of(read_window).history == "cough"


def test_that_markup_in_a_document_is_only_text(read_window: MainWindow) -> None:
    hostile = replace(LETTER, source="<b>x</b>", history="<img src=x>")

    sheet = sheet_of(read_window, Offer(study_key(read_window), hostile))

    previews = sheet.findChildren(QPlainTextEdit)
    assert previews[0].toPlainText() == "<img src=x>"


def test_that_a_document_dropped_on_the_page_is_offered(
    read_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(read_window)
    file = tmp_path / "letter.txt"
    file.write_text("Symptoms: fever", encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    with qtbot.waitSignal(read_window.desk.session.clinical.intake.offered) as caught:
        page.dropEvent(event)

    assert caught.args is not None
    assert caught.args[0].document.symptoms == "fever"


def test_that_fields_leave_dropped_files_to_the_page(read_window: MainWindow) -> None:
    page = opened(read_window)

    read_window.let_drops_through()

    assert page.acceptDrops()
    assert not page.history.acceptDrops()
    assert not page.history.viewport().acceptDrops()


def test_that_values_are_typed_cell_by_cell(read_window: MainWindow) -> None:
    table = opened(read_window).values

    for column, text in enumerate(("CRP", "45", "mg/L", "2026-11-20 08:30")):
        item = table.item(0, column)
        assert item is not None
        item.setText(text)

    assert notes_of(read_window).values == (
        LabValue("CRP", 45.0, "mg/L", measured_at="20261120083000"),
    )
    assert table.rowCount() == 2


def test_that_a_date_that_cannot_be_read_is_refused_with_a_sentence(
    read_window: MainWindow,
) -> None:
    table = opened(read_window).values
    name, when = table.item(0, 0), table.item(0, 3)
    assert name is not None
    assert when is not None
    name.setText("CRP")

    when.setText("01/02/2026")

    assert notes_of(read_window).values == (LabValue("CRP"),)
    assert "is no date" in str(read_window.desk.session.messages.history[-1].text)


def test_that_lines_are_pasted_by_key_and_rows_deleted_by_key(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    table = opened(read_window).values
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QGuiApplication.clipboard().setText("CRP 45 mg/L\nHb 7.4 mmol/L")

    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pasted = notes_of(read_window).values
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)

    assert pasted == (CRP, LabValue("Hb", 7.4, "mmol/L"))
    assert notes_of(read_window).values == (LabValue("Hb", 7.4, "mmol/L"),)


def test_that_a_clipboard_without_values_is_told(read_window: MainWindow) -> None:
    page = opened(read_window)
    QGuiApplication.clipboard().setText("no values here")

    page.paste.click()

    assert notes_of(read_window).values == ()
    assert "holds no values" in str(read_window.desk.session.messages.history[-1].text)


def test_that_the_page_is_gone_through_by_tab_and_every_field_has_a_name(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    page: NotesPage = opened(read_window)
    page.history.setFocus()
    qtbot.waitUntil(page.history.hasFocus)

    QTest.keyClick(page.history, Qt.Key.Key_Tab)
    is_at_symptoms = page.symptoms.hasFocus()
    QTest.keyClick(page.symptoms, Qt.Key.Key_Tab)

    assert is_at_symptoms
    assert not page.symptoms.hasFocus()
    for field in (page.history, page.symptoms, page.values):
        assert field.accessibleName()


def test_that_the_tick_is_the_command_and_clearing_can_be_undone(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(read_window)
    QTest.keyClicks(page.history, "cough")
    qtbot.waitUntil(page.in_report.isEnabled)

    page.in_report.click()
    is_printed = notes_of(read_window).is_in_report
    read_window.desk.registry.run("context.clear")
    is_cleared = notes_of(read_window).is_empty
    read_window.desk.registry.run("edit.undo")

    assert is_printed
    assert is_cleared
    assert notes_of(read_window) == ClinicalNotes("cough", is_in_report=True)
