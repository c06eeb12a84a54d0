"""Codes beside a text: asking, what came of it, each code's why, the reader's word, looking others up."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.coding import ReportCode
from medviewer.domain.coding_words import answered_for, proposed_by
from medviewer.gui.codes.code_finder import CodeFinder
from medviewer.gui.codes.code_rows import DENIED, CodeRows
from medviewer.gui.desk import Desk
from medviewer.session.coding.coded_text import TextSource
from medviewer.words import Message, message

BUTTONS = (
    ("codes.accept", message("Codes", "Accept")),
    ("codes.reject", message("Codes", "Reject")),
    ("codes.reopen", message("Codes", "Undecided")),
)
TOO = {
    TextSource.REPORT: message("Codes", "with the report's text"),
    TextSource.NOTES: message("Codes", "with the clinical notes"),
}
SUGGEST = message("Codes", "Suggest codes")
STOP = message("Codes", "Stop")
ASKING = message("Codes", "Asking…")
BEHIND = message("Codes", "Asking… An analysis runs before it.")
CODERS = {  # as the cards of coders name who answers
    "ensemble": message("Codes", "network, phrases and word weights together"),
    "network": message("Codes", "the network"),
    "dictionary": message("Codes", "the phrases learnt"),
    "svm": message("Codes", "the word weights"),
}
NOT_ASKED = message(
    "Codes", "Codes are only suggested; nothing is in the report until you accept it."
)
CHANGED = message(
    "Codes", "The text has changed since: suggest again for codes of what it says now."
)


class CodesPanel(QWidget):
    """Shows `session.coding`; changes go through commands."""

    pointed = Signal(object)  # CodeKey under the mouse, or None

    def __init__(self, source: TextSource, desk: Desk, parent: QWidget | None = None) -> None:
        """`source` is asked always, the other where the reader ticks it."""
        super().__init__(parent)
        self._desk = desk
        self._source = source
        (self._other,) = {*TextSource} - {source}
        self._coding = desk.session.coding
        words = desk.translator
        self.suggest = QPushButton(words(SUGGEST))
        self.suggest.setAutoDefault(False)
        self.both = QCheckBox(words(TOO[self._other]))
        self.state = QLabel(wordWrap=True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setObjectName("muted")
        self.rows = CodeRows(desk)
        self.detail = QLabel(wordWrap=True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = tuple(self._button(*each) for each in BUTTONS)
        self.finder = CodeFinder(desk)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        asking.addWidget(self.suggest)
        asking.addWidget(self.both)
        asking.addStretch(1)
        deciding = QHBoxLayout()
        for button in self.buttons:
            deciding.addWidget(button)
        deciding.addStretch(1)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(asking)
        column.addWidget(self.state)
        column.addWidget(self.rows, 1)
        column.addWidget(self.detail)
        column.addLayout(deciding)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(upper)
        parts.addWidget(self.finder)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.addWidget(parts)

    def _button(self, command_id: str, title: Message) -> QPushButton:
        button = QPushButton(self._desk.translator(title))
        button.setObjectName(command_id)
        button.setAutoDefault(False)
        button.clicked.connect(self._on_command)
        return button

    def _connect(self) -> None:
        session = self._desk.session
        self.suggest.clicked.connect(self._on_suggest)
        self.rows.pointed.connect(self.pointed)
        self._coding.changed.connect(self.refresh)
        self._coding.codes.changed.connect(self.refresh)
        session.signing.changed.connect(self.refresh)
        session.analysis.changed.connect(self._on_text_changed)
        session.writing.changed.connect(self._on_text_changed)
        session.clinical.notes.changed.connect(self._on_text_changed)
        session.study_shown.connect(self.refresh)
        self._desk.look.changed.connect(self.refresh)

    @property
    def sources(self) -> frozenset[TextSource]:
        """What is asked as things stand."""
        return frozenset({self._source, self._other} if self.both.isChecked() else {self._source})

    @Slot()
    def refresh(self) -> None:
        """All of it: there are dozens of rows."""
        words, selected = self._desk.translator, self._coding.selected
        self.rows.show_codes(self._coding.shown, selected)
        self.suggest.setText(words(STOP if self._coding.value.is_asking else SUGGEST))
        self.suggest.setEnabled(self._coding.can_change)
        self.finder.setEnabled(self._coding.can_change)
        for button in self.buttons:
            button.setEnabled(self._desk.registry.is_enabled(button.objectName()))
        self.detail.setText(self._told(selected) if selected is not None else "")
        self.detail.setVisible(selected is not None)
        self._on_text_changed()

    def _told(self, code: ReportCode) -> str:
        """Why, and from whom."""
        words = self._desk.translator
        lines = [code.code.meaning or code.code.value]
        lines.append(words(answered_for(code) if code.is_accepted else proposed_by(code)))
        if code.words:
            quoted = "; ".join(f"“{each}”" for each in code.words)
            lines.append(words(message("Codes", "because of {words}", words=quoted)))
        if code.suggestion.is_negated:
            lines.append(words(DENIED))
        return "\n".join(lines)

    @Slot()
    def _on_text_changed(self) -> None:
        told = " ".join(self._desk.translator(each) for each in self._messages())
        if told != self.state.text():
            self.state.setText(told)

    def _messages(self) -> tuple[Message, ...]:
        """What there is to say of the last question."""
        state, study = self._coding.value, self._coding.study
        if state.is_asking:
            return (BEHIND if self._desk.session.analysis.value.is_running else ASKING,)
        if study is None or state.study_key != study.key:
            return (NOT_ASKED,)
        if state.problem is not None:
            return (state.problem,)
        if state.answer is None:
            return (NOT_ASKED,)
        is_old = self._coding.text_of(state.sources).text != state.answer.request.text
        coder = state.answer.coder
        found = message(
            "Codes",
            "{count} suggested by {coder}.",
            count=len(state.answer.suggestions),
            coder=CODERS.get(coder, coder),
        )
        return (found, *state.answer.notes, *((CHANGED,) if is_old else ()))

    @Slot()
    def _on_suggest(self) -> None:
        if self._coding.value.is_asking:
            self._desk.registry.run("codes.cancel")
        else:
            self._desk.registry.run("codes.suggest", sources=self.sources)

    @Slot()
    def _on_command(self) -> None:
        self._desk.registry.run(self.sender().objectName())
