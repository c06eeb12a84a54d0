"""A letter is a shortcut in the window and a letter in a text field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import ReviewState
from medviewer.gui.main_window import MainWindow
from medviewer.session.images.viewport import CornerTexts

pytestmark = pytest.mark.gui


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    QApplication.processEvents()  # the turn of the event loop in which the actions are refreshed


def test_that_a_accepts_the_selected_finding(analysed_window: MainWindow, qtbot: QtBot) -> None:
    reading = analysed_window.desk.session.reading
    reading.select("f1")
    focus(qtbot, analysed_window.findings.table)

    QTest.keyClick(analysed_window.findings.table, Qt.Key.Key_A)

    assert reading.value.review_of("f1").state is ReviewState.ACCEPTED
    assert reading.value.selected_id == "f2"  # on to the next undecided one


def test_that_a_does_nothing_while_no_finding_is_selected(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    focus(qtbot, analysed_window.findings.table)

    QTest.keyClick(analysed_window.findings.table, Qt.Key.Key_A)

    assert analysed_window.desk.session.reading.value.reviews == ()


def test_that_typing_an_impression_fires_no_shortcut(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    session = analysed_window.desk.session
    session.select_finding("f1")
    before = (session.viewport.value, session.overlays.value, session.reading.value.reviews)
    impression = analysed_window.report.impression
    focus(qtbot, impression)

    QTest.keyClicks(impression, "AarRnpxXfFiImM 0123456789")
    QTest.keyClick(impression, Qt.Key.Key_Backspace)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Escape):
        QTest.keyClick(impression, key)

    assert impression.toPlainText() == "AarRnpxXfFiImM 012345678"
    assert (session.viewport.value, session.overlays.value, session.reading.value.reviews) == before
    assert session.reading.value.content.impression == "AarRnpxXfFiImM 012345678"


def test_that_every_text_field_of_the_window_keeps_its_letters(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    session = analysed_window.desk.session
    session.select_finding("f1")
    fields = [
        *analysed_window.findChildren(QLineEdit),
        *analysed_window.findChildren(QPlainTextEdit),
    ]
    assert len(fields) >= 2  # reader and impression

    for field in fields:
        focus(qtbot, field)
        QTest.keyClicks(field, "ai")

    assert session.reading.value.reviews == ()
    assert session.overlays.value.corner_texts is CornerTexts.FULL


def test_that_a_shortcut_with_control_works_while_typing(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    overlays = analysed_window.desk.session.overlays
    focus(qtbot, analysed_window.report.impression)

    QTest.keyClick(
        analysed_window.report.impression, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier
    )

    assert not overlays.value.shows_findings


def test_that_the_arrows_move_in_the_findings_list_not_in_the_stack(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    session = analysed_window.desk.session
    session.select_finding("f1")
    focus(qtbot, analysed_window.findings.table)

    QTest.keyClick(analysed_window.findings.table, Qt.Key.Key_Down)

    assert session.reading.value.selected_id == "f2"
    assert session.viewport.value.index == 3  # f2's key slice, not f1's 10 plus one


def test_that_space_held_in_the_findings_list_hides_the_ai(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    overlays = analysed_window.desk.session.overlays
    table = analysed_window.findings.table
    focus(qtbot, table)

    QTest.keyPress(table, Qt.Key.Key_Space)
    while_held = overlays.value.draws_findings
    QTest.keyRelease(table, Qt.Key.Key_Space)

    assert not while_held
    assert overlays.value.draws_findings


def test_that_leaving_the_list_with_space_held_shows_the_ai_again(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    overlays = analysed_window.desk.session.overlays
    focus(qtbot, analysed_window.findings.table)
    QTest.keyPress(analysed_window.findings.table, Qt.Key.Key_Space)

    focus(qtbot, analysed_window.report.reader)

    assert not overlays.value.is_peeking
