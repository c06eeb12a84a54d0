"""What is known of the patient: history, symptoms, values, where they are from, whether they are printed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes, LabValue
from medviewer.gui.actions import Actions
from medviewer.gui.codes.evidence_marks import EvidenceMarks
from medviewer.gui.command_button import CommandButton
from medviewer.gui.command_check import CommandCheck
from medviewer.gui.context.note_text import NoteText
from medviewer.gui.context.page import ContextPage
from medviewer.gui.context.values_table import ValuesTable
from medviewer.gui.desk import Desk
from medviewer.gui.dropped_places import dropped_places
from medviewer.session.context.intake import SUFFIXES
from medviewer.session.context.lab_lines import joined_values, values_in
from medviewer.session.context.notes import WRITTEN
from medviewer.session.context.text_cleaning import cleaned
from medviewer.session.context.text_document import too_many
from medviewer.words import Message, message

HISTORY = message("Context", "History and question")
SYMPTOMS = message("Context", "Symptoms and signs")
VALUES = message("Context", "Laboratory and clinical values")
NO_VALUES = message(
    "Context",
    "The clipboard holds no values. Copy lines such as “CRP 45 mg/L”, or a table of name, value and unit.",
)
LONGEST_PASTE = 200_000  # characters of a table
TAKING = {
    "context.open_document": message("Context", "Open…"),
    "context.take_headers": message("Context", "Headers"),
    "context.take_reports": message("Context", "Reports"),
}


class NotesPage(ContextPage):
    """Every key typed goes straight to `session.clinical.notes` of the study on screen."""

    page_id = "notes"
    title = message("Context", "Context")

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__(actions, desk)
        self._notes = desk.session.clinical.notes
        self.history = NoteText("history", HISTORY, desk)
        self.symptoms = NoteText("symptoms", SYMPTOMS, desk)
        self.values = ValuesTable(desk)
        self.sources = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.sources.setObjectName("muted")
        in_report = message("Context", "In the &report")
        self.in_report = CommandCheck(actions["context.in_report"], in_report, desk)
        self._lay_out()
        fields = {"history": self.history, "symptoms": self.symptoms}
        self.marks = EvidenceMarks(fields, desk, self)
        self._connect()
        self.take_drops()
        self.refresh()

    def _connect(self) -> None:
        session = self.desk.session
        self.history.typed.connect(self._on_history_typed)
        self.symptoms.typed.connect(self._on_symptoms_typed)
        self.values.edited.connect(self._on_values_edited)
        self.values.pasted.connect(self._on_values_pasted)
        self._notes.changed.connect(self.refresh)
        session.study_shown.connect(self.refresh)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 6, 10, 4)
        column.addLayout(self._taking())
        for title, field in ((HISTORY, self.history), (SYMPTOMS, self.symptoms)):
            column.addWidget(self._label(title, field))
            field.setMinimumHeight(field.sizeHint().height())
            column.addWidget(field, 2 if field is self.history else 1)
        column.addLayout(self._values_head())
        self.values.setMinimumHeight(self.values.sizeHint().height())
        column.addWidget(self.values, 2)
        column.addWidget(self.sources)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area, 1)
        whole.addLayout(self._foot())

    def _taking(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for command_id, words in TAKING.items():
            row.addWidget(CommandButton(self.actions_by_id[command_id], words, self.desk))
        return row

    def _values_head(self) -> QHBoxLayout:
        words = self.desk.translator
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._label(VALUES, self.values), 1)
        self.paste, self.remove = QToolButton(), QToolButton()
        self.paste.setText(words(message("Context", "Paste")))
        self.paste.setToolTip(words(PASTE_TIP))
        self.remove.setText(words(message("Context", "Remove")))
        self.remove.setToolTip(words(message("Context", "Take the selected values away")))
        for button, slot in ((self.paste, self._on_paste), (self.remove, self._on_remove)):
            button.setObjectName("framed")
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    def _foot(self) -> QHBoxLayout:
        clear = message("Context", "Clear")
        row = QHBoxLayout()
        row.setContentsMargins(10, 2, 10, 6)
        row.addWidget(self.in_report, 1)
        row.addWidget(CommandButton(self.actions_by_id["context.clear"], clear, self.desk))
        return row

    def _label(self, title: Message, field: QWidget) -> QLabel:
        label = QLabel(self.desk.translator(title))
        label.setObjectName("section")
        label.setBuddy(field)
        return label

    def take_drops(self) -> None:
        """Files dropped anywhere on the page are read by it; a field would take their names for text."""
        for part in self.findChildren(QWidget):
            part.setAcceptDrops(False)
        self.setAcceptDrops(True)

    @property
    def _study_key(self) -> str:
        study = self.desk.session.viewport.value.study
        return study.key if study is not None else ""

    @Slot()
    def refresh(self) -> None:
        """Show what is kept of the study on screen."""
        key = self._study_key
        notes: ClinicalNotes = self._notes.value.of(key) if key else NO_NOTES
        self.setEnabled(bool(key))
        self.history.show_text(notes.history)
        self.symptoms.show_text(notes.symptoms)
        self.values.show_values(notes.values)
        told = message("Context", "Taken from {sources}", sources=", ".join(notes.sources))
        self.sources.setText(self.desk.translator(told))
        self.sources.setVisible(bool(notes.sources))

    def _write(self, visit: str = "", **changes: object) -> None:
        if self._study_key:
            self._notes.write(self._study_key, WRITTEN, visit=visit, **changes)

    @Slot(str, str)
    def _on_history_typed(self, text: str, visit: str) -> None:
        self._write(visit, history=text)

    @Slot(str, str)
    def _on_symptoms_typed(self, text: str, visit: str) -> None:
        self._write(visit, symptoms=text)

    @Slot(tuple)
    def _on_values_edited(self, values: tuple[LabValue, ...]) -> None:
        self._keep(values, ())

    @Slot(str)
    def _on_values_pasted(self, text: str) -> None:
        found = values_in(cleaned(text, LONGEST_PASTE).text)
        if not found:
            self.desk.session.messages.warn(NO_VALUES)
        self._keep(self._notes.value.of(self._study_key).values, found)

    def _keep(self, first: tuple[LabValue, ...], second: tuple[LabValue, ...]) -> None:
        values, left = joined_values(first, second)
        for told in too_many(left):
            self.desk.session.messages.warn(told)
        self._write(values=values)

    @Slot()
    def _on_paste(self) -> None:
        self._on_values_pasted(QGuiApplication.clipboard().text())

    @Slot()
    def _on_remove(self) -> None:
        self.values.remove_selected()

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        places = dropped_places(event.mimeData())
        if any(place.suffix.lower() in SUFFIXES for place in places):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Clinical documents are read; whatever else was dropped is opened, as elsewhere."""
        event.acceptProposedAction()
        places = dropped_places(event.mimeData())
        documents = [place for place in places if place.suffix.lower() in SUFFIXES]
        for place in documents:
            self.desk.registry.run("context.open_document", path=place)
        others = [place for place in places if place not in documents]
        if others:
            self.desk.registry.run("file.open_places", places=others)


PASTE_TIP = message(
    "Context", "Adds values from the clipboard: lines such as “CRP 45 mg/L”, or a copied table"
)
