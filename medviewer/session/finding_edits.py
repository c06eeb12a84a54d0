"""The finding the reader is changing: a draft, until it is committed or left."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.finding import Finding
from medviewer.session.reading import Reading, ReadingState
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class EditingState:
    """`draft` is the finding as it will be; None while nothing is edited."""

    study_key: str = ""
    draft: Finding | None = None

    def draft_of(self, finding_id: str) -> Finding | None:
        """The draft, where it is of that finding."""
        is_of_it = self.draft is not None and self.draft.finding_id == finding_id
        return self.draft if is_of_it else None


class FindingEdits(State[EditingState]):
    """Edits the selected finding. What a model stated is never touched."""

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(EditingState(), parent)
        self._reading = reading
        reading.changed.connect(self._on_reading_changed)

    def begin(self) -> None:
        """Take the selected finding up, as the reader has it."""
        state = self._reading.value
        if state.selected is not None:
            draft = state.as_read(state.selected)
            self.replace(EditingState(state.study_instance_uid, draft))

    def show(self, draft: Finding) -> None:
        """Change the draft."""
        if self.value.draft is not None:
            self.update(draft=draft)

    def commit(self) -> None:
        """Keep the draft as the reader's word, where it differs from what was."""
        key, draft = self.value.study_key, self.value.draft
        self.replace(EditingState())
        state = self._reading.of_study(key)
        stated = state.find(draft.finding_id) if draft is not None else None
        if draft is not None and stated is not None and draft != state.as_read(stated):
            self._reading.revise(key, draft)

    def cancel(self) -> None:
        """Leave the finding as it was."""
        self.replace(EditingState())

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        """Who goes on to another finding has finished with this one."""
        del before
        draft = self.value.draft
        if draft is None:
            return
        is_gone = (
            now.study_instance_uid == self.value.study_key and now.find(draft.finding_id) is None
        )
        if is_gone:
            self.cancel()
        elif now.selected_id != draft.finding_id or now.study_instance_uid != self.value.study_key:
            self.commit()
