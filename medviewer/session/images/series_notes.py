"""What a reader should know of the display set shown: how it was split, what is missing, what was computed.

A note dismissed stays away for that display set until there is something new to say, or it is asked for.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.study import DisplaySet
from medviewer.imaging.suv import suv_scale
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.state import State
from medviewer.words import Message, message

SOURCE_SLICES_COMMAND = "view.source_slices"


@dataclass(frozen=True, slots=True)
class SeriesNote:
    """One sentence. `is_warning` where something is missing or not as acquired, not merely arranged."""

    text: Message
    is_warning: bool = True


@dataclass(frozen=True, slots=True)
class NotesState:
    """Notes on what is shown; `command_id` names what can be done about them, "" where nothing can."""

    notes: tuple[SeriesNote, ...] = ()
    is_dismissed: bool = False
    command_id: str = ""


class SeriesNotes(State[NotesState]):
    """Follows the viewport, and the frames that turn out to be unreadable."""

    def __init__(
        self, viewport: Viewport, volumes: VolumeCache, parent: QObject | None = None
    ) -> None:
        super().__init__(NotesState(), parent)
        self._viewport = viewport
        self._volumes = volumes
        self._dismissed: dict[str, tuple[SeriesNote, ...]] = {}
        viewport.changed.connect(self._on_viewport_changed)
        volumes.completed.connect(self._refresh)

    def toggle(self) -> None:
        """Dismiss the notes, or bring them back."""
        shown = self._viewport.value.display_set
        if shown is None:
            return
        if self.value.is_dismissed:
            self._dismissed.pop(shown.display_set_id, None)
        else:
            self._dismissed[shown.display_set_id] = self.value.notes
        self._refresh()

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set is not now.display_set:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        shown = self._viewport.value.display_set
        if shown is None:
            self.replace(NotesState())
            return
        suv = suv_scale(shown)
        unreadable = self._volumes.failed_count(shown.display_set_id)
        notes = notes_on(shown, unreadable, suv if isinstance(suv, Message) else None)
        is_dismissed = self._dismissed.get(shown.display_set_id) == notes
        command_id = SOURCE_SLICES_COMMAND if shown.tilt_degrees is not None else ""
        self.replace(NotesState(notes, is_dismissed, command_id))


def notes_on(
    display_set: DisplaySet, unreadable: int = 0, no_suv: Message | None = None
) -> tuple[SeriesNote, ...]:
    """Warnings first, then how the series was split; `no_suv` says why a PET has no SUV."""
    notes = [SeriesNote(note) for note in display_set.notes]
    if no_suv is not None:
        notes.append(SeriesNote(no_suv))
    if unreadable:
        notes.insert(0, SeriesNote(_unreadable_note(unreadable, display_set.count)))
    if display_set.split_rule is not None:
        notes.append(SeriesNote(display_set.split_rule, is_warning=False))
    return tuple(notes)


def _unreadable_note(unreadable: int, count: int) -> Message:
    if count == 1:
        return message("Notes", "The only image cannot be shown; the text in its place says why.")
    return message(
        "Notes",
        "{unreadable} of {count} images cannot be shown; scroll to one to read why.",
        unreadable=unreadable,
        count=count,
    )
