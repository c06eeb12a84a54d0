"""Five steps around the window for whoever sees it for the first time."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.gui.desk import Desk
from medviewer.words import Message, message

WIDTH_PX, GAP_PX = 340, 14


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the window and what is done there; `place` is the object name of a widget, "" the image."""

    place: str
    title: Message
    text: Message


STOPS = (
    Stop(
        "studies",
        message("Tour", "Open studies"),
        message(
            "Tour",
            "Drop folders, files or ZIP archives anywhere on the window, or press Ctrl+O. Studies opened "
            "before are listed here; Ctrl+L searches them.",
        ),
    ),
    Stop(
        "",
        message("Tour", "Read"),
        message(
            "Tour",
            "The wheel scrolls, dragging with the left button windows, 0 to 9 are window presets. Ctrl+1 to "
            "Ctrl+9 put images side by side. If your hand is used to another mouse, the settings "
            "(Ctrl+,) have three profiles.",
        ),
    ),
    Stop(
        "toolbar",
        message("Tour", "Tools"),
        message(
            "Tour",
            "What is used most stands here, each with its key in the tooltip; a greyed button says why. "
            "Ctrl+Z takes everything back.",
        ),
    ),
    Stop(
        "findings",
        message("Tour", "Doubt the AI"),
        message(
            "Tour",
            "Analyze runs only when you press it. A accepts a proposal, R rejects it; hold Space over the "
            "image to see it without any AI.",
        ),
    ),
    Stop(
        "report",
        message("Tour", "Report, and find everything else"),
        message(
            "Tour",
            "Accepted findings become the report. Ctrl+K searches every command, F1 lists the keys, Shift+F1 "
            "opens the help.",
        ),
    ),
)


class GuidedTour(QFrame):
    """A card beside the place it speaks of, and a frame around that place; Esc ends it."""

    def __init__(self, desk: Desk, window: QMainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.step = 0
        self.setObjectName("tour")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH_PX)
        self._frame = QFrame(window)
        self._frame.setObjectName("tour_frame")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.count, self.title, self.text = QLabel(), QLabel(), QLabel(wordWrap=True)
        self.count.setObjectName("muted")
        self.title.setObjectName("title")
        self.back = self._button(message("Tour", "Back"))
        self.back.clicked.connect(self._back)
        self.next = self._button(message("Tour", "Next"))
        self.next.clicked.connect(self._next)
        self.end = self._button(message("Tour", "End the tour"))
        self.end.clicked.connect(self._end)
        self._arrange()
        window.installEventFilter(self)
        self._show_stop()

    def _button(self, words: Message) -> QPushButton:
        return QPushButton(self._desk.translator(words))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        layout = QVBoxLayout(self)
        for widget in (self.count, self.title, self.text):
            layout.addWidget(widget)
        layout.addLayout(row)

    def _show_stop(self) -> None:
        words, stop = self._desk.translator, STOPS[self.step]
        self.count.setText(
            words(message("Tour", "{step} of {count}", step=self.step + 1, count=len(STOPS)))
        )
        self.title.setText(words(stop.title))
        self.text.setText(words(stop.text))
        self.back.setEnabled(self.step > 0)
        is_last = self.step == len(STOPS) - 1
        self.next.setText(words(message("Tour", "Done") if is_last else message("Tour", "Next")))
        self.place()
        for widget in (self._frame, self):
            widget.show()
            widget.raise_()
        self.next.setFocus()

    def place(self) -> None:
        """Beside the widget of this step, and within the window."""
        around = self._rect_of(STOPS[self.step].place)
        self._frame.setGeometry(around)
        self.adjustSize()
        room = self._window.rect().adjusted(GAP_PX, GAP_PX, -GAP_PX, -GAP_PX)
        self.move(beside(around, self.rect(), room))

    def _rect_of(self, place: str) -> QRect:
        widget = self._window.findChild(QWidget, place) if place else None
        if widget is None or not widget.isVisible():
            widget = self._window.centralWidget() or self._window
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    @Slot()
    def _next(self) -> None:
        if self.step == len(STOPS) - 1:
            self._end()
        else:
            self.step += 1
            self._show_stop()

    @Slot()
    def _back(self) -> None:
        self.step -= 1
        self._show_stop()

    @Slot()
    def _end(self) -> None:
        self._window.removeEventFilter(self)
        for widget in (self._frame, self):
            widget.hide()
            widget.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (focus if isinstance(focus, QPushButton) else self.next).click()  # as in a dialog
        else:
            super().keyPressEvent(event)


def beside(around: QRect, card: QRect, room: QRect) -> QPoint:
    """Right of it, else left of it, else below it, else within it; never outside of `room`."""
    right, left = around.right() + GAP_PX, around.left() - GAP_PX - card.width()
    if right + card.width() <= room.right():
        x = right
    elif left >= room.left():
        x = left
    else:
        x = around.center().x() - card.width() // 2
    y = around.center().y() - card.height() // 2
    is_beside = x + card.width() <= around.left() or x >= around.right()
    if not is_beside and around.bottom() + GAP_PX + card.height() <= room.bottom():
        y = around.bottom() + GAP_PX
    x = max(room.left(), min(x, room.right() - card.width()))
    return QPoint(x, max(room.top(), min(y, room.bottom() - card.height())))
