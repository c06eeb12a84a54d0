"""When the reader sees the AI; and, for who reads first, what was changed after it was seen.

preferences ─ mode ─► reading (hides what models say); lock ─► FirstRead; then every change ─► ChangeAfterAI
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.reading_mode import ReadingMode
from medviewer.session.ai.analysis import Analysis
from medviewer.session.preferences import Preferences
from medviewer.session.review.first_reads import Item, ReadParts, changes_between, with_change


class ReadingModes(QObject):
    """Follows the setting, locks first reads, and keeps account of what came after."""

    hidden = Signal()  # the AI is no longer shown: what lists its answers closes

    def __init__(
        self,
        preferences: Preferences,
        parts: ReadParts,
        analysis: Analysis,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._parts = parts
        self._analysis = analysis
        self._values: dict[str, tuple[object, ...]] = {}  # of locked studies, as they were last
        self._items: dict[str, Mapping[str, Item]] = {}
        self._follow_setting()
        analysis.is_hidden = self.hides_ai
        preferences.changed.connect(self._follow_setting)
        for part in (parts.reading, parts.annotations, parts.segments):
            part.changed.connect(self._on_changed)
        analysis.sets.changed.connect(self._note_seen)

    @property
    def mode(self) -> ReadingMode:
        return ReadingMode(self._preferences.value.reading_mode)

    def hides_ai(self, study_key: str) -> bool:
        """Whether nothing a model says of a study may be shown."""
        return self._parts.reading.of_study(study_key).hides_ai

    def is_reading_first(self, study_instance_uid: str) -> bool:
        """Whether an open study of that UID waits for its first read to be locked."""
        reading = self._parts.reading
        same = (k for k in reading.study_keys if k.partition("~")[0] == study_instance_uid)
        is_second = self.mode is ReadingMode.SECOND_READER
        return is_second and any(reading.of_study(key).hides_ai for key in same)

    @property
    def can_lock(self) -> bool:
        """Whether the study on screen is being read first."""
        state = self._parts.reading.value
        is_first = self.mode is ReadingMode.SECOND_READER and state.first_read is None
        return is_first and bool(state.study_instance_uid)

    def lock(self) -> None:
        """Freeze what was read of the study on screen, and show what the AI says."""
        if self.can_lock:
            reading = self._parts.reading
            key = reading.value.study_instance_uid
            reading.lock_first_read(self._parts.first_read(key))

    @Slot()
    def _follow_setting(self) -> None:
        was_hidden = self._parts.reading.value.hides_ai
        self._parts.reading.use_mode(self.mode)
        if self._parts.reading.value.hides_ai and not was_hidden:
            self.hidden.emit()
        if self.mode is ReadingMode.OFF:
            self._analysis.cancel()

    @Slot()
    def _note_seen(self) -> None:
        """The study on screen has an answer that is shown."""
        state = self._parts.reading.value
        if state.is_analysed and not state.hides_ai and state.study_instance_uid:
            self._parts.reading.note_seen()

    @Slot()
    def _on_changed(self) -> None:
        self._note_seen()
        for key in self._parts.reading.study_keys:
            if self._parts.reading.of_study(key).first_read is None:
                self._values.pop(key, None)
                self._items.pop(key, None)
            elif self._parts.values(key) != self._values.get(key):
                self._account(key)

    def _account(self, key: str) -> None:
        """Add what has changed since the last look; the first look is where it begins."""
        before, now = self._items.get(key), self._parts.items(key)
        self._values[key], self._items[key] = self._parts.values(key), now
        if before is None:
            return
        state = self._parts.reading.of_study(key)
        changes = state.changes_after_ai
        for change in changes_between(before, now, state):
            changes = with_change(changes, change)
        if changes != state.changes_after_ai:
            self._parts.reading.note_changes(key, changes)
