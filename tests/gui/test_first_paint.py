import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medviewer.gui import first_paint
from medviewer.gui.first_paint import FirstPaint

pytestmark = pytest.mark.gui


class Painted(QWidget):
    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's
        del event
        self._order.append("paint")


def test_that_what_waits_comes_once_and_after_the_paint(qtbot: QtBot) -> None:
    order: list[str] = []
    widget = Painted(order)
    qtbot.addWidget(widget)
    FirstPaint(widget, lambda: order.append("then"))

    widget.show()
    qtbot.waitUntil(lambda: "then" in order)
    widget.repaint()
    qtbot.wait(20)

    assert order[:2] == ["paint", "then"]
    assert order.count("then") == 1


def test_that_what_is_never_painted_keeps_nothing_waiting(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "PATIENCE_MS", 1)
    order: list[str] = []
    widget = QWidget()
    qtbot.addWidget(widget)

    FirstPaint(widget, lambda: order.append("then")).expect()

    qtbot.waitUntil(lambda: order == ["then"])
