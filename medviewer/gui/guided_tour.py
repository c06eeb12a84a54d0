"""Five steps around the window for whoever sees it for the first time."""

from collections.abc import Mapping
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
from medviewer.gui.reader_keys import filled
from medviewer.words import Message, message

WIDTH_PX, GAP_PX = 340, 14


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the window and what is done there; `place` is the object name of a widget, "" the image.

    `keys` are the commands whose keys the text names.
    """

    place: str
    title: Message
    text: Message
    keys: Mapping[str, str]


STOPS = (
    Stop(
        "studies",
        message("Tour", "Open studies"),
        message(
            "Tour",
            "Drop folders, files or ZIP archives anywhere on the window, or press {open}. Studies opened "
            "before are listed here; {library} searches them.",
        ),
        {"open": "file.open_folder", "library": "file.library"},
    ),
    Stop(
        "",
        message("Tour", "Read"),
        message(
            "Tour",
            "The wheel scrolls, dragging windows, {first} to {last} are window presets. {two} and {four} put "
            "images side by side. If your hand is used to another mouse, the settings ({settings}) have "
            "three profiles.",
        ),
        {
            "first": "view.preset_0",
            "last": "view.preset_9",
            "two": "layout.1x2",
            "four": "layout.2x2",
            "settings": "settings.open",
        },
    ),
    Stop(
        "toolbar",
        message("Tour", "Tools"),
        message(
            "Tour",
            "What is used most stands here, each with its key in the tooltip; a greyed button says why. "
            "{undo} takes everything back.",
        ),
        {"undo": "edit.undo"},
    ),
    Stop(
        "findings",
        message("Tour", "Doubt the AI"),
        message(
            "Tour",
            "Analyze runs only when you press it. {accept} accepts a proposal, {reject} rejects it; hold "
            "Space over the image to see it without any AI.",
        ),
        {"accept": "findings.accept", "reject": "findings.reject"},
    ),
    Stop(
        "report",
        message("Tour", "Report, and find everything else"),
        message(
            "Tour",
            "Accepted findings become the report. {palette} searches every command, {help} opens the help "
            "for what you are at, {keys} lists all keys.",
        ),
        {"palette": "help.palette", "help": "help.topics", "keys": "help.shortcuts"},
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
        self.text.setText(words(filled(stop.text, self._desk, **stop.keys)))
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
