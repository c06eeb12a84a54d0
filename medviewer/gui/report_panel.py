"""What the reader adds to the report, and a look at what will stand in it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.finding import Finding
from medviewer.gui.actions import Actions
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.gui.report.status_words import is_final, status_words
from medviewer.session.review.reading import ReadingState
from medviewer.words import Message, message

EXPORT = message("ReportPanel", "Export…")
OPEN_LAST = message("ReportPanel", "Open last")
WRITE = message("ReportPanel", "Write…")
SIGN = message("ReportEditor", "Sign…")


class ReportPanel(QWidget):
    """Every key typed goes straight to `session.reading`, so an export never misses the last words."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self.reader = QLineEdit()
        self.reader.setPlaceholderText(words(message("ReportPanel", "Name as it shall be signed")))
        self.impression = QPlainTextEdit()
        self.impression.setPlaceholderText(words(message("ReportPanel", "Your impression")))
        self.impression.setAccessibleName(words(message("ReportPanel", "Impression")))
        self.impression.setTabChangesFocus(True)
        self.impression.setMinimumHeight(40)
        self.contents = QLabel(wordWrap=True)
        self.contents.setTextFormat(Qt.TextFormat.PlainText)
        self.status = QLabel(wordWrap=True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        for field in (self.reader, self.impression):
            TypingKeys(field)
        self._lay_out(actions)
        self._connect()
        desk.session.reading.write(reader=desk.preferences.value.reader)
        self._show_state()

    def _lay_out(self, actions: Actions) -> None:
        words = self._desk.translator
        form = QFormLayout()
        form.addRow(words(message("ReportPanel", "Reader")), self.reader)
        self.write_button = CommandButton(actions["report.edit"], WRITE, self._desk)
        self.sign_button = CommandButton(actions["report.sign"], SIGN, self._desk)
        self.export_button = CommandButton(actions["report.export"], EXPORT, self._desk)
        self.open_button = CommandButton(actions["report.open_last"], OPEN_LAST, self._desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 10)
        layout.setSpacing(7)
        layout.addLayout(form)
        layout.addWidget(self.impression, 1)
        layout.addWidget(self._scrolled(self.contents))
        layout.addWidget(self.status)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.write_button, self.sign_button, self.export_button, self.open_button):
            row.addWidget(button)
        layout.addLayout(row)

    def _scrolled(self, label: QLabel) -> QScrollArea:
        """Many findings must not push the buttons out of a low panel."""
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(label.fontMetrics().lineSpacing() + 2)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        area.setWidget(label)
        return area

    def _connect(self) -> None:
        session = self._desk.session
        self.reader.textChanged.connect(self._on_reader_typed)
        self.reader.editingFinished.connect(self._on_reader_named)
        self.impression.textChanged.connect(self._on_impression_typed)
        session.reading.changed.connect(self._on_reading_changed)
        session.signing.changed.connect(self._show_state)
        session.annotations.changed.connect(self._show_state)
        session.clinical.codes.changed.connect(self._show_state)  # a signature holds for these, too
        session.study_shown.connect(self._show_state)
        session.reporting.text_made.connect(self._on_text_made)

    @Slot()
    def _on_reader_typed(self) -> None:
        self._desk.session.reading.write(reader=self.reader.text())

    @Slot()
    def _on_reader_named(self) -> None:
        self._desk.preferences.update(reader=self.reader.text().strip())

    @Slot()
    def _on_impression_typed(self) -> None:
        text = self.impression.toPlainText()
        if text != self._desk.session.reading.value.content.impression:
            self._desk.session.writing.write("impression", text, "panel")

    @Slot(str)
    def _on_text_made(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.session.messages.note(
            message("ReportPanel", "The report is in the clipboard as plain text.")
        )

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        if (now.content, now.reviews, now.reported) != (
            before.content,
            before.reviews,
            before.reported,
        ):
            self._show_state()

    @Slot()
    def _show_state(self) -> None:
        session = self._desk.session
        state = session.reading.value
        self.setEnabled(session.viewport.value.study is not None)
        if self.reader.text() != state.content.reader:
            self.reader.setText(state.content.reader)
        if self.impression.toPlainText() != state.content.impression:
            self.impression.setPlainText(state.content.impression)
        self.impression.setReadOnly(session.writing.report.is_locked)
        self.contents.setText(self._desk.translator(self._contents(state)))
        self._show_status()

    def _show_status(self) -> None:
        session, words = self._desk.session, self._desk.translator
        self.status.setVisible(self.isEnabled())
        self.status.setObjectName("signed" if is_final(session) else "preliminary")
        self.status.setText(words(status_words(session)))
        self.status.style().polish(self.status)

    def _contents(self, state: ReadingState) -> Message:
        accepted = [
            state.as_read(finding)
            for finding in state.findings
            if state.review_of(finding.finding_id).is_confirmed
        ]
        if not accepted and state.reported and not state.undecided:
            return message("ReportPanel", "Findings: none accepted.")
        if not accepted:
            return message("ReportPanel", "Findings: none accepted yet.")
        words = self._desk.translator
        lines = [words(finding_line(finding, state)) for finding in accepted]
        return message("ReportPanel", "Findings:\n{lines}", lines="\n".join(lines))


def finding_line(finding: Finding, state: ReadingState) -> Message:
    if finding.diameter_mm is None:
        return message(
            "ReportPanel",
            "{number}. {name}, {site}",
            number=state.number_of(finding.finding_id),
            name=finding.name,
            site=finding.site,
        )
    return message(
        "ReportPanel",
        "{number}. {name}, {site}, {diameter} mm",
        number=state.number_of(finding.finding_id),
        name=finding.name,
        site=finding.site,
        diameter=f"{finding.diameter_mm:.1f}",
    )
