"""Signing: what is still open, or the reader's name, typed by the reader."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from medviewer.domain.clinical_notes import NO_NOTES
from medviewer.errors import ReportError
from medviewer.gui.desk import Desk
from medviewer.gui.keys import CopyKey, TypingKeys
from medviewer.gui.report.report_text import clinical_text, codes_text, report_text
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message


class SignDialog(Sheet):
    """Follows the reading while it is open: what is decided behind it counts."""

    help_topic = "report"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Signing", "Sign the report"), desk, parent)
        self._desk = desk
        self._writing = desk.session.writing
        words = desk.translator
        self.open_points = QLabel(wordWrap=True)
        self.open_points.setObjectName("preliminary")
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setAccessibleName(words(message("Signing", "What is signed")))
        CopyKey(self.preview)
        self.question = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.name, self.organization = QLineEdit(), QLineEdit()
        self.body.addWidget(self.open_points)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.question)
        self._add_form()
        self.buttons = self._add_buttons()
        self._connect()
        self.resize(640, 560)
        self._writing.watch(self)
        self._show_state()
        self.name.setFocus()

    def _add_form(self) -> None:
        words, study = self._desk.translator, self._writing.study
        for field in (self.name, self.organization):
            TypingKeys(field)
        site = self._desk.preferences.value.institution
        self.organization.setText(site or (study.institution_name if study else ""))
        form = QFormLayout()
        form.addRow(words(message("Signing", "Your name")), self.name)
        form.addRow(words(message("Signing", "Organisation")), self.organization)
        self.body.addLayout(form)

    def _add_buttons(self) -> QDialogButtonBox:
        words, buttons = self._desk.translator, QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.sign: QPushButton = buttons.addButton(
            words(message("Signing", "Sign")), role.AcceptRole
        )
        self.next: QPushButton = buttons.addButton(
            words(message("Signing", "Show the next undecided")), role.ActionRole
        )
        buttons.addButton(words(message("Dialog", "Cancel")), role.RejectRole)
        self.body.addWidget(buttons)
        return buttons

    def _connect(self) -> None:
        session = self._desk.session
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.close)
        self.next.clicked.connect(self._on_next)
        self.name.textChanged.connect(self._show_state)
        self._writing.changed.connect(self._show_state)
        session.reading.changed.connect(self._show_state)
        session.study_shown.connect(self.close)

    @property
    def _wanted_name(self) -> str:
        """What has to be typed; "" where the reader has no name yet."""
        return " ".join(self._desk.session.reading.value.content.reader.split())

    @property
    def _is_confirmed(self) -> bool:
        typed = " ".join(self.name.text().split())
        return bool(typed) and self._wanted_name.casefold() in ("", typed.casefold())

    @Slot()
    def _show_state(self) -> None:
        words, found = self._desk.translator, self._writing.what_is_open()
        lines = [words(CANNOT), *(f"•  {words(each)}" for each in found)]
        self.open_points.setText("\n".join(lines))
        self.open_points.setVisible(bool(found))
        is_open = not found
        text = self._signed_text()
        if text != self.preview.toPlainText():
            self.preview.setPlainText(text)
        self.question.setText(words(self._question()))
        for field in (self.question, self.name, self.organization):
            field.setEnabled(is_open)
        self.next.setVisible(bool(self._desk.session.reading.value.undecided))
        is_ready = is_open and self._is_confirmed and self._writing.value.is_current
        self.sign.setEnabled(is_ready)

    def _signed_text(self) -> str:
        """Everything the reader's own words and choices put into the report."""
        session, study = self._desk.session, self._writing.study
        notes = session.clinical.notes.value.of(study.key) if study is not None else NO_NOTES
        parts = (
            report_text(self._writing.value.shown, self._desk),
            clinical_text(notes, self._desk),
            codes_text(session.coding.shown, self._desk),
        )
        return "\n\n".join(part for part in parts if part)

    def _question(self) -> Message:
        if not self._wanted_name:
            return message("Signing", "Type your name to sign what stands above.")
        return message(
            "Signing", "Type “{name}” to sign what stands above.", name=self._wanted_name
        )

    @Slot()
    def _on_next(self) -> None:
        self._desk.registry.run("findings.next_undecided")
        self.close()

    @Slot()
    def _on_accepted(self) -> None:
        name = self._wanted_name or " ".join(self.name.text().split())
        try:
            version = self._writing.sign(name, self.organization.text())
        except ReportError as error:
            self._desk.session.messages.error(error.message)
            return
        self._desk.session.messages.note(
            message("Signing", "Version {version} is signed.", version=version.sign_off.version)
        )
        self._desk.preferences.update(reader=name)
        self.close()

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        self._writing.unwatch(self)
        super().closeEvent(event)


CANNOT = message("Signing", "The report cannot be signed yet:")
