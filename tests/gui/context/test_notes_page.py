"""Clinical text typed or pasted into the panel is in the session at once, whatever it is."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.gui.context.notes_page import NotesPage
from medviewer.gui.main_window import MainWindow
from medviewer.session.context.text_cleaning import LONGEST_TEXT
from tests.gui.canvas.samples import ct_study
from tests.gui.context.panel import notes_of, opened

pytestmark = pytest.mark.gui


def paste(page: NotesPage, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    page.history.insertFromMimeData(mime)


def test_that_the_command_shows_and_hides_the_panel(read_window: MainWindow) -> None:
    read_window.desk.registry.run("view.context")
    is_shown = not read_window.context.isHidden()

    read_window.desk.registry.run("view.context")

    assert is_shown
    assert read_window.context.isHidden()


def test_that_what_is_typed_is_in_the_session_at_once(read_window: MainWindow) -> None:
    page = opened(read_window)

    QTest.keyClicks(page.history, "Cough, a mass?")
    QTest.keyClicks(page.symptoms, "fever")

    assert notes_of(read_window) == ClinicalNotes("Cough, a mass?", "fever")


@pytest.mark.parametrize(
    "text", ["Fever ≥ 39 °C", "Varón, tos y disnea ¿neumonía?", "患者男，咳嗽三周", "سعال"]
)
def test_that_pasted_text_of_any_language_is_kept_as_it_is(
    read_window: MainWindow, text: str
) -> None:
    page = opened(read_window)

    paste(page, text)

    assert notes_of(read_window).history == text


def test_that_a_pasted_megabyte_is_cut_with_a_sentence(read_window: MainWindow) -> None:
    page = opened(read_window)
    told: list[str] = []
    read_window.desk.session.messages.posted.connect(lambda posted: told.append(str(posted.text)))

    paste(page, "pneumonia " * 100_000)

    assert len(notes_of(read_window).history) == LONGEST_TEXT
    assert any("950000" in text.replace(",", "") for text in told)


def test_that_binary_garbage_leaves_what_can_be_read_and_a_sentence(
    read_window: MainWindow,
) -> None:
    page = opened(read_window)
    told: list[str] = []
    read_window.desk.session.messages.posted.connect(lambda posted: told.append(str(posted.text)))

    paste(page, "\x00\x01PK\x03\x04cough\x7f")

    assert notes_of(read_window).history == "PKcough"
    assert any("5 characters" in text for text in told)


def test_that_undo_within_the_field_is_the_sessions(read_window: MainWindow, qtbot: QtBot) -> None:
    page = opened(read_window)
    page.history.setFocus()
    qtbot.waitUntil(page.history.hasFocus)
    QTest.keyClicks(page.history, "cough")
    qtbot.waitUntil(read_window.actions_by_id["edit.undo"].isEnabled)

    QTest.keyClick(page.history, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert notes_of(read_window) == NO_NOTES
    assert page.history.toPlainText() == ""


def test_that_another_study_shows_its_own_notes(read_window: MainWindow) -> None:
    session, page = read_window.desk.session, opened(read_window)
    first = session.viewport.value
    assert first.study is not None
    assert first.display_set is not None
    QTest.keyClicks(page.history, "first")
    other = ct_study()
    object.__setattr__(other, "study_instance_uid", "9.9")
    session.library.update(studies=(first.study, other))

    session.show(other, other.series[0].display_sets[0])
    of_other = page.history.toPlainText()
    session.show(first.study, first.display_set)

    assert of_other == ""
    assert page.history.toPlainText() == "first"


def test_that_a_full_field_takes_no_more(read_window: MainWindow) -> None:
    page = opened(read_window)
    paste(page, "pneumonia " * 100_000)

    QTest.keyClicks(page.history, "more")

    assert len(page.history.toPlainText()) == LONGEST_TEXT
    assert notes_of(read_window).history == page.history.toPlainText()
