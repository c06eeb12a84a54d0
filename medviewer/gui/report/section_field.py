"""One section of a report: its words, whose they are, and the way back to the template's."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.session.reports.report_writing import LONGEST_TEXT, Wording
from medviewer.session.reports.snippets import find_snippet, typed_name
from medviewer.words import Message, message

MOST_LINES = 16  # a longer text is scrolled
MARGIN_PX = 24
FROM_TEMPLATE = message("ReportEditor", "from the template")
FROM_READER = message("ReportEditor", "written by you")
HAS_CHANGED = message("ReportEditor", "written by you; the template would say something else now")


class SectionText(QPlainTextEdit):
    """Grows with its text; Tab puts a phrase in place of `.name`, or goes on to the next field."""

    left = Signal()

    def __init__(self, least_lines: int, expand: Callable[[str], bool]) -> None:
        """`expand` puts the phrase of a name in its place, and says whether there is one."""
        super().__init__()
        self._expand = expand
        self._least_lines = least_lines
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabChangesFocus(True)
        TypingKeys(self)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._on_size_changed(QSizeF(0, least_lines))

    def put(self, text: str) -> None:
        """Show another text; the cursor stays where it may."""
        at = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(text)))
        self.setTextCursor(cursor)

    def line_before_cursor(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def put_phrase(self, name: str, text: str) -> None:
        """The phrase in place of the name typed and its dot; at the cursor where none was."""
        cursor = self.textCursor()
        if name:
            move = QTextCursor.MoveOperation.Left
            cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor, len(name) + 1)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    @Slot(QSizeF)
    def _on_size_changed(self, size: QSizeF) -> None:
        """A plain text's size is counted in lines."""
        lines = min(max(round(size.height()), self._least_lines), MOST_LINES)
        height = lines * self.fontMetrics().lineSpacing() + MARGIN_PX
        if height != self.height():
            self.setFixedHeight(height)

    # Qt's own

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        name = typed_name(self.line_before_cursor()) if next and not self.isReadOnly() else ""
        return bool(name and self._expand(name)) or super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class SectionField(QWidget):
    """Shows `session.writing`'s words for one section, and writes there what is typed."""

    def __init__(
        self,
        section: str,
        title: Message,
        least_lines: int,
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._desk = desk
        self._visit = 0
        self._is_showing = False
        self._is_typing = False  # since the field has the focus
        self._made_before: str | None = None  # by the template when the reader began to write
        words = desk.translator
        self.text = SectionText(least_lines, self._expand)
        self.text.setAccessibleName(words(title))
        self.origin = QLabel()
        self.origin.setObjectName("muted")
        self.compare = QToolButton()
        self.compare.setObjectName("link")
        self.compare.setText(words(message("ReportEditor", "Compare with the template…")))
        self._lay_out(words(title))
        self.text.textChanged.connect(self._on_typed)
        self.text.left.connect(self._on_left)

    def _lay_out(self, title: str) -> None:
        label = QLabel(title)
        label.setObjectName("section")
        label.setBuddy(self.text)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.origin)
        head.addStretch(1)
        head.addWidget(self.compare)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.text)

    def show_wording(self, wording: Wording, own: str, *, is_locked: bool) -> None:
        """What stands in the section, and whose words they are.

        Args:
            own: the reader's own; "" where the template speaks.
        """
        made = getattr(wording.made, self.section)
        shown = getattr(wording.shown, self.section) if is_locked else own or made
        self._show_text(shown)
        self.text.setReadOnly(is_locked)
        if not own or self._made_before is None:
            self._made_before = made
        self.compare.setVisible(bool(own and made and own != made) and not is_locked)
        self.origin.setVisible(bool(own or made) and not is_locked)
        self.origin.setText(self._desk.translator(self._origin(own, made)))

    def _origin(self, own: str, made: str) -> Message:
        if not own:
            return FROM_TEMPLATE
        return FROM_READER if made == self._made_before else HAS_CHANGED

    def _show_text(self, text: str) -> None:
        """Where the reader has just emptied the field, the template's words wait until they leave it."""
        is_emptied = self.text.hasFocus() and self._is_typing and not self.text.toPlainText()
        if is_emptied or text == self.text.toPlainText():
            return
        self._is_showing = True
        self.text.put(text)
        self._is_showing = False

    @Slot()
    def _on_typed(self) -> None:
        if not self._is_showing:
            self._is_typing = True
            text = self.text.toPlainText()[:LONGEST_TEXT]
            visit = f"{self.section}-{id(self)}-{self._visit}"
            self._desk.session.writing.write(self.section, text, visit)

    @Slot()
    def _on_left(self) -> None:
        """What is typed after coming back is a step of its own."""
        self._visit += 1
        self._is_typing = False
        if not self.text.toPlainText():
            self._show_text(getattr(self._desk.session.writing.value.shown, self.section))

    def _expand(self, name: str) -> bool:
        found = find_snippet(self._desk.session.writing.snippets, name)
        if found is not None:
            self.text.put_phrase(name, found.text)
        return found is not None

    # Qt's own

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.text.document().documentLayout().documentSizeChanged.emit(QSizeF(0, 0))
