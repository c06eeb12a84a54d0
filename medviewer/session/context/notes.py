"""The clinical notes of every open study: typed, pasted or taken over; each step can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.session.keeping.history import Change, History
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.state import State
from medviewer.words import Message, message

PART = "clinical notes"
WRITTEN = message("Undo", "Clinical context written")


@dataclass(frozen=True, slots=True)
class NotesState:
    """By study key."""

    studies: Mapping[str, ClinicalNotes] = field(default_factory=dict)

    def of(self, study_key: str) -> ClinicalNotes:
        return self.studies.get(study_key, NO_NOTES)


class StudyNotes(State[NotesState]):
    """Keeps what was noted; clinical text goes into the journal and the report, never into a log."""

    def __init__(self, history: History, library: Library, parent: QObject | None = None) -> None:
        super().__init__(NotesState(), parent)
        self._history = history
        library.changed.connect(self._on_library_changed)

    def write(
        self, study_key: str, title: Message = WRITTEN, *, visit: str = "", **changes: object
    ) -> None:
        """Change fields of a study's `ClinicalNotes`.

        Args:
            visit: what is typed in one visit to a field is undone together.
        """
        now = replace(self.value.of(study_key), **changes)  # type: ignore[arg-type]  # its own fields
        self.replace_with(study_key, now, title, visit)

    def replace_with(
        self, study_key: str, now: ClinicalNotes, title: Message, visit: str = ""
    ) -> None:
        """Make a study's notes these, in a step that can be undone."""
        before = self.value.of(study_key)
        if now == before:
            return
        put = partial(self.put, study_key)
        put(now)
        self._history.record(Change(title, put, before, now, study_key, visit, PART))

    def put(self, study_key: str, notes: ClinicalNotes) -> None:
        """Make a study's notes these, recording nothing."""
        others = {key: each for key, each in self.value.studies.items() if key != study_key}
        kept = {} if notes == NO_NOTES else {study_key: notes}
        self.update(studies={**others, **kept})

    def bring_back(self, study_key: str, kept: ClinicalNotes) -> None:
        """Take over what was noted in an earlier run; what was noted since comes first."""
        self.put(study_key, self.value.of(study_key).over(kept))

    @Slot(object, object)
    def _on_library_changed(self, before: object, now: LibraryState) -> None:
        """What was noted of a study goes with it; the journal has it."""
        del before
        gone = {*self.value.studies} - {study.key for study in now.studies}
        if gone:
            self._history.forget(frozenset(gone), PART)
            kept = {key: each for key, each in self.value.studies.items() if key not in gone}
            self.update(studies=kept)
