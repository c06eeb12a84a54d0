"""A hand on mouse and wheel: real Qt events, at positions in the canvas."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

NOTCH = 120
Button, Modifier = Qt.MouseButton, Qt.KeyboardModifier


def turn_wheel(
    widget: QWidget,
    delta: int = -NOTCH,
    modifier: Qt.KeyboardModifier = Modifier.NoModifier,
    at: tuple[int, int] = (300, 300),
) -> None:
    """A negative delta turns the wheel towards the reader: on."""
    in_window = widget.mapTo(widget.window(), QPoint(*at))
    QTest.wheelEvent(
        widget.window().windowHandle(), in_window, QPoint(0, delta), QPoint(), modifier
    )


def drag(
    widget: QWidget,
    by: tuple[int, int],
    button: Qt.MouseButton = Button.LeftButton,
    modifier: Qt.KeyboardModifier = Modifier.NoModifier,
    start: tuple[int, int] = (300, 300),
) -> None:
    press(widget, start, button, modifier)
    QTest.mouseMove(widget, QPoint(start[0] + by[0], start[1] + by[1]))
    QTest.mouseRelease(widget, button, modifier, QPoint(start[0] + by[0], start[1] + by[1]))


def press(
    widget: QWidget,
    at: tuple[int, int],
    button: Qt.MouseButton = Button.LeftButton,
    modifier: Qt.KeyboardModifier = Modifier.NoModifier,
) -> None:
    QTest.mouseMove(widget, QPoint(*at))
    QTest.mousePress(widget, button, modifier, QPoint(*at))


def queue_turns(widget: QWidget, deltas: Sequence[int]) -> None:
    """Turns that all wait in the queue already, as when a repaint took long."""
    where = QPointF(300, 300)
    for delta in deltas:
        event = QWheelEvent(
            where,
            widget.mapToGlobal(where),
            QPoint(),
            QPoint(0, delta),
            Button.NoButton,
            Modifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.postEvent(widget, event)
