"""The list of what a reader changed after the first read was locked and the AI was seen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.reading_mode import FirstRead
from medviewer.gui.desk import Desk
from medviewer.gui.plain_text import literal
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message

HEADINGS = (
    message("Reading", "Time (UTC)"),
    message("Reading", "What"),
    message("Reading", "Before"),
    message("Reading", "Now"),
)


class ChangesAfterAI(Sheet):
    """Follows what is changed while it is open."""

    help_topic = "reading_modes"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Reading", "Changes after the AI"), desk, parent)
        self._desk = desk
        words = desk.translator
        self.head = QLabel(wordWrap=True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName(words(message("Reading", "Changes after the AI")))
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for widget in (self.head, self.tree, buttons):
            self.body.addWidget(widget)
        self.resize(720, 420)
        desk.session.reading.changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        state, words = self._desk.session.reading.value, self._desk.translator
        if state.first_read is not None:
            self.head.setText(words(first_read_words(state.first_read)))
        self.tree.clear()
        for change in state.changes_after_ai:
            texts = [words(each) for each in (change.what, change.before, change.now)]
            item = QTreeWidgetItem(self.tree, [minute(change.changed_at), *texts])
            for column, text in enumerate(texts, start=1):
                item.setToolTip(column, literal(text))


def minute(moment: str) -> str:
    """`2026-01-31 09:15` of a moment in ISO 8601."""
    return moment[:16].replace("T", " ")


def first_read_words(first: FirstRead) -> Message:
    """When and by whom it was locked, what was in it, and whether the AI had been seen before."""
    said = message(
        "Reading",
        "First read locked {time} UTC by {reader}: findings {findings}, measurements {measurements}, "
        "segments {segments}.",
        time=minute(first.locked_at),
        reader=first.reader or "–",
        findings=len(first.findings),
        measurements=first.measurement_count,
        segments=first.segment_count,
    )
    if first.is_independent:
        return said
    return message(
        "Reading", "{said} The AI had been on screen before: it was no independent read.", said=said
    )
