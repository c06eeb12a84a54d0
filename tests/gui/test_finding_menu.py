"""Rejecting with a reason: one key, and what the menus of a finding offer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import RejectionReason, Review, ReviewState
from medviewer.gui.finding_menu import ReasonMenu, add_finding_commands
from medviewer.gui.main_window import MainWindow

pytestmark = pytest.mark.gui


def rejected(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> Review:
    desk = window.desk
    desk.registry.run("findings.select", finding_id="f1")
    desk.registry.run("findings.reject")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ReasonMenu)
    with qtbot.waitSignal(menu.destroyed):
        QTest.keyClick(menu, key)
    return desk.session.reading.value.review_of("f1")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (Qt.Key.Key_1, RejectionReason.VESSEL),
        (Qt.Key.Key_2, RejectionReason.ARTEFACT),
        (Qt.Key.Key_3, RejectionReason.SCAR),
        (Qt.Key.Key_4, RejectionReason.WRONG_PLACE),
        (Qt.Key.Key_5, RejectionReason.WRONG_LABEL),
        (Qt.Key.Key_6, RejectionReason.KNOWN),
        (Qt.Key.Key_Return, None),
        (Qt.Key.Key_Escape, None),
    ],
)
def test_that_one_key_says_why_a_finding_is_rejected(
    analysed_window: MainWindow, qtbot: QtBot, key: Qt.Key, reason: RejectionReason | None
) -> None:
    review = rejected(analysed_window, qtbot, key)

    assert (review.state, review.reason) == (ReviewState.REJECTED, reason)
    assert analysed_window.desk.session.reading.value.selected_id == "f2"  # and on to the next


def test_that_a_rejection_with_its_reason_is_undone_at_once(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    rejected(analysed_window, qtbot, Qt.Key.Key_1)

    analysed_window.desk.registry.run("edit.undo")

    review = analysed_window.desk.session.reading.value.review_of("f1")
    assert review.state is ReviewState.PROPOSED


def test_that_the_menu_of_a_finding_rejects_for_a_reason(analysed_window: MainWindow) -> None:
    desk, menu = analysed_window.desk, QMenu()
    desk.registry.run("findings.select", finding_id="f1")

    add_finding_commands(menu, desk.registry, desk.translator)
    [because] = [a.menu() for a in menu.actions() if a.menu() is not None]
    assert isinstance(because, QMenu)
    because.actions()[1].trigger()

    review = desk.session.reading.value.review_of("f1")
    assert review.reason is RejectionReason.ARTEFACT
