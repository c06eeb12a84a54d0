"""What the reader adds to the report, and a look at what will stand in it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.finding import Finding
from medviewer.gui.actions import Actions
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.session.reading import ReadingState
from medviewer.words import Message, message

EXPORT = message("ReportPanel", "Export report…")
OPEN_LAST = message("ReportPanel", "Open last")


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
        self.impression.setMinimumHeight(52)
        self.contents = QLabel(wordWrap=True)
        self.contents.setTextFormat(Qt.TextFormat.PlainText)
        self.preliminary = QLabel(wordWrap=True)
        self.preliminary.setObjectName("preliminary")
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
        self.export_button = CommandButton(actions["report.export"], EXPORT, self._desk)
        self.open_button = CommandButton(actions["report.open_last"], OPEN_LAST, self._desk)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export_button, 1)
        buttons.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 10)
        layout.setSpacing(7)
        layout.addLayout(form)
        layout.addWidget(self.impression, 1)
        layout.addWidget(self.contents)
        layout.addWidget(self.preliminary)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.reader.textChanged.connect(self._on_reader_typed)
        self.reader.editingFinished.connect(self._on_reader_named)
        self.impression.textChanged.connect(self._on_impression_typed)
        self._desk.session.reading.changed.connect(self._on_reading_changed)
        self._desk.session.signing.changed.connect(self._show_state)
        self._desk.session.study_shown.connect(self._show_state)

    @Slot()
    def _on_reader_typed(self) -> None:
        self._desk.session.reading.write(reader=self.reader.text())

    @Slot()
    def _on_reader_named(self) -> None:
        self._desk.preferences.update(reader=self.reader.text().strip())

    @Slot()
    def _on_impression_typed(self) -> None:
        self._desk.session.reading.write(impression=self.impression.toPlainText())

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
        state = self._desk.session.reading.value
        self.setEnabled(self._desk.session.viewport.value.study is not None)
        if self.reader.text() != state.content.reader:
            self.reader.setText(state.content.reader)
        if self.impression.toPlainText() != state.content.impression:
            self.impression.setPlainText(state.content.impression)
        self.contents.setText(self._desk.translator(self._contents(state)))
        is_signed = self._desk.session.writing.sign_off is not None
        reason = preliminary_reason(state, is_signed=is_signed)
        self.preliminary.setVisible(self.isEnabled() and reason is not None)
        if reason is not None:
            self.preliminary.setText(self._desk.translator(reason))

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


def preliminary_reason(state: ReadingState, *, is_signed: bool) -> Message | None:
    """Why a report exported now would be marked PRELIMINARY; None where it would not be."""
    count = len(state.undecided)
    if count == 1:
        return message("ReportPanel", "PRELIMINARY: 1 finding undecided")
    if count:
        return message("ReportPanel", "PRELIMINARY: {count} findings undecided", count=count)
    return None if is_signed else message("ReportPanel", "PRELIMINARY: not signed")
