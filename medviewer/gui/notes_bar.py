"""The bar below the image: what to know of the series shown. One line until it is unfolded; dismissible.

It stands beside the image, never over it, on black in every theme.
"""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.actions import plain
from medviewer.gui.icons import draw_icon
from medviewer.gui.plain_text import literal
from medviewer.gui.translation import Translator
from medviewer.session.images.series_notes import NotesState, SeriesNote
from medviewer.session.session import Session
from medviewer.words import Message, message

WARNING_COLOUR, PLAIN_COLOUR, ICON_COLOUR = "#e0b34d", "#a8a8ac", "#c8c8cc"
GROUND_STYLE = "NotesBar { background: #000000; }"
BUTTON_STYLE = (
    "QToolButton { color: #d8d8dc; background: #2a2a2e; border: 1px solid #4a4a50; border-radius: 4px; "
    "padding: 1px 8px; } QToolButton:hover { background: #3a3a40; }"
)
FLAT_STYLE = "QToolButton { background: transparent; border: none; padding: 2px; }"
ICON_PX = 14


class NotesBar(QWidget):
    """Shows `session.notes`."""

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._registry = registry
        self._translator = translator
        self._is_unfolded = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(GROUND_STYLE)
        self.setAccessibleName(translator(message("Viewport", "Notes on this series")))
        self.line = ElidedLine()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.rows: list[QLabel] = []
        self.action = QToolButton()
        self.action.setStyleSheet(BUTTON_STYLE)
        self.unfold = self._flat_button(message("Viewport", "Show all notes"))
        self.dismiss = self._flat_button(message("Notices", "Dismiss"))
        self.dismiss.setIcon(draw_icon("close", ICON_COLOUR, ICON_COLOUR))
        self._lay_out()
        self._connect()
        self._show(session.notes.value)

    def _flat_button(self, words: Message) -> QToolButton:
        button = QToolButton()
        button.setStyleSheet(FLAT_STYLE)
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setToolTip(self._translator(words))
        button.setAccessibleName(button.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas keeps the keys
        return button

    def _lay_out(self) -> None:
        self.action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.line)
        texts.addLayout(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(6)
        row.addLayout(texts, 1)
        for button in (self.action, self.unfold, self.dismiss):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self._session.notes.changed.connect(self._on_changed)
        self.action.clicked.connect(self._on_action)
        self.unfold.clicked.connect(self._on_unfolded)
        self.dismiss.clicked.connect(self._on_dismissed)

    def _show(self, state: NotesState) -> None:
        self.setVisible(bool(state.notes) and not state.is_dismissed)
        if not state.notes:
            return
        first, more = state.notes[0], len(state.notes) - 1
        self.line.show_text(self._line(first, more), colour_of(first))
        self._fill_rows(state.notes if self._is_unfolded else ())
        self.line.setVisible(not self._is_unfolded)
        self._show_unfold()
        self._show_action(state.command_id)

    def _line(self, first: SeriesNote, more: int) -> str:
        text = self._translator(first.text)
        if not more:
            return text
        return self._translator(message("Viewport", "{note}  (+{more})", note=text, more=more))

    def _fill_rows(self, notes: tuple[SeriesNote, ...]) -> None:
        for row in self.rows:
            self._lines.removeWidget(row)
            row.deleteLater()
        self.rows = [note_row(self._translator(note.text), colour_of(note)) for note in notes]
        for row in self.rows:
            self._lines.addWidget(row)

    def _show_unfold(self) -> None:
        """Only where the line does not say everything."""
        name = "expanded" if self._is_unfolded else "collapsed"
        self.unfold.setIcon(draw_icon(name, ICON_COLOUR, ICON_COLOUR))
        has_more = len(self._session.notes.value.notes) > 1
        self.unfold.setVisible(self._is_unfolded or has_more or self.line.is_cut)

    def _show_action(self, command_id: str) -> None:
        """A button that does what the notes call for, where something does."""
        is_there = bool(command_id) and self._registry.is_enabled(command_id)
        self.action.setVisible(is_there)
        if is_there:
            is_on = self._registry.is_checked(command_id)
            back = message("Viewport", "Resampled slices")
            title = back if is_on else self._registry[command_id].title
            self.action.setText(plain(self._translator(title)))

    @Slot(object, object)
    def _on_changed(self, before: NotesState, now: NotesState) -> None:
        if before.notes != now.notes:
            self._is_unfolded = False
        self._show(now)

    @Slot()
    def _on_action(self) -> None:
        self._registry.run(self._session.notes.value.command_id)

    @Slot()
    def _on_unfolded(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._show(self._session.notes.value)

    @Slot()
    def _on_dismissed(self) -> None:
        self._registry.run("view.notes")

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_unfold()


class ElidedLine(QWidget):
    """One line of text, cut where it is too long; all of it in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._colour = PLAIN_COLOUR
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, colour: str) -> None:
        self.text, self._colour = text, colour
        self.setToolTip(literal(text))
        self.update()

    @property
    def is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text) > self.width()

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        cut = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()


def colour_of(note: SeriesNote) -> str:
    return WARNING_COLOUR if note.is_warning else PLAIN_COLOUR


def note_row(text: str, colour: str) -> QLabel:
    """A note in full; it can be selected and copied."""
    row = QLabel(text, wordWrap=True)
    row.setTextFormat(Qt.TextFormat.PlainText)  # the words come from files
    row.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    row.setStyleSheet(f"color: {colour};")
    return row
