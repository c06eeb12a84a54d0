"""What is known of the patient: history, symptoms, values, where they are from, whether they are printed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.gui.actions import Actions
from medviewer.gui.codes.evidence_marks import EvidenceMarks
from medviewer.gui.context.note_text import NoteText
from medviewer.gui.context.page import ContextPage
from medviewer.gui.desk import Desk
from medviewer.words import message

HISTORY = message("Context", "History and question")
SYMPTOMS = message("Context", "Symptoms and signs")


class NotesPage(ContextPage):
    """Every key typed goes straight to `session.clinical.notes` of the study on screen."""

    page_id = "notes"
    title = message("Context", "Context")

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__(actions, desk)
        self._notes = desk.session.clinical.notes
        self.history = NoteText("history", HISTORY, desk)
        self.symptoms = NoteText("symptoms", SYMPTOMS, desk)
        self.in_report = QCheckBox(desk.translator(message("Context", "In the &report")))
        self._lay_out()
        self.history.typed.connect(self._on_history_typed)
        self.symptoms.typed.connect(self._on_symptoms_typed)
        self.in_report.clicked.connect(self._on_in_report_chosen)
        fields = {"history": self.history, "symptoms": self.symptoms}
        self.marks = EvidenceMarks(fields, desk, self)
        self._notes.changed.connect(self.refresh)
        desk.session.study_shown.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        for title, field, share in ((HISTORY, self.history, 3), (SYMPTOMS, self.symptoms, 2)):
            label = QLabel(self.desk.translator(title))
            label.setObjectName("section")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field, share)
        column.addWidget(self.in_report)

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
        self.in_report.setChecked(notes.is_in_report)

    @Slot(str, str)
    def _on_history_typed(self, text: str, visit: str) -> None:
        if self._study_key:
            self._notes.write(self._study_key, visit=visit, history=text)

    @Slot(str, str)
    def _on_symptoms_typed(self, text: str, visit: str) -> None:
        if self._study_key:
            self._notes.write(self._study_key, visit=visit, symptoms=text)

    @Slot(bool)
    def _on_in_report_chosen(self, is_in_report: bool) -> None:
        if self._study_key:
            self._notes.write(self._study_key, is_in_report=is_in_report)
