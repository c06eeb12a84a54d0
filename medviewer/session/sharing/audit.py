"""Writes what happens into the audit trail, in a lane of its own, and keeps what could not be written yet.

note(event) → queue → job → written ─► changed
                        └─ failed ─► told once; tried again with the next event, and every half minute
"""

import getpass
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.audit import AuditEntry, AuditEvent, AuditFilter, ChainCheck
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.store.audit_trail import AuditTrail

logger = logging.getLogger(__name__)

AGAIN_MS = 30_000

Opener = Callable[[], "AuditTrail"]
Question = Callable[["AuditTrail"], Any]


class Audit(QObject):
    """The session's pen. Without a file nothing is written, and nothing waits."""

    changed = Signal()  # entries were written, or could not be
    listed = Signal(object)  # tuple[AuditEntry, ...]
    checked = Signal(object)  # ChainCheck
    exported = Signal(object)  # Path

    def __init__(
        self,
        runner: JobRunner,
        preferences: Preferences,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._preferences = preferences
        self._messages = messages
        self._places: tuple[Path, Path] | None = None
        self._waiting: list[AuditEvent] = []
        self._in_flight: tuple[AuditEvent, ...] = ()
        self._is_told = False
        self.problem: Message | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._write)

    def use(self, file: Path, anchor_file: Path) -> None:
        """Keep the trail in this file from now on."""
        self._places = (file, anchor_file)

    @property
    def is_kept(self) -> bool:
        return self._places is not None

    @property
    def is_behind(self) -> bool:
        """Whether something that happened is not in the trail yet."""
        return bool(self._waiting or self._in_flight)

    def note(self, event: AuditEvent) -> None:
        """Write an event down soon; its time is now, unless it says another."""
        if self._places is None:
            return
        self._waiting.append(_stamped(event))
        if not self._in_flight:
            self._write()

    def list_entries(self, asked: AuditFilter) -> None:
        """Ask for entries; `listed` tells."""
        job = self._ask(lambda trail: trail.entries(asked))
        if job is not None:
            job.finished.connect(self._on_listed)

    def check(self) -> None:
        """Check the whole chain; `checked` tells."""
        job = self._ask(lambda trail: trail.check())
        if job is not None:
            job.finished.connect(self._on_checked)

    def export(self, asked: AuditFilter, path: Path) -> None:
        """Write what is asked for as CSV; `exported` tells."""
        job = self._ask(partial(_export, asked, path))
        if job is not None:
            job.finished.connect(self._on_exported)

    def write_rest(self) -> None:
        """Write here and now, when every thread has ended: the program does."""
        rest = (*self._in_flight, *self._waiting)
        trail = self._trail()
        if rest and trail is not None:
            try:
                _append(trail, rest)
            except MedViewerError:
                logger.error("%d entries could not be written into the audit trail", len(rest))
            self._waiting, self._in_flight = [], ()

    def _trail(self) -> "Opener | None":
        """How to open the trail, off the GUI thread."""
        if self._places is None:
            return None
        names_user = self._preferences.value.audit_user == "on"
        return partial(open_trail, *self._places, names_user=names_user)

    def _ask(self, question: "Question") -> Job | None:
        trail = self._trail()
        if trail is None:
            return None
        job = self._runner.start(Lane.AUDIT, partial(_answer, trail, question))
        job.failed.connect(self._on_question_failed)
        return job

    @Slot()
    def _write(self) -> None:
        trail = self._trail()
        if self._in_flight or not self._waiting or trail is None:
            return
        self._in_flight, self._waiting = tuple(self._waiting), []
        job = self._runner.start(Lane.AUDIT, partial(_append_job, trail, self._in_flight))
        job.finished.connect(self._on_written)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_written(self, _: int) -> None:
        self._in_flight = ()
        self.problem = None
        self._is_told = False

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        """Said once: a disk that is full is full at every event."""
        self.problem = error.message
        if not self._is_told:
            self._is_told = True
            self._messages.warn(error.message)

    @Slot()
    def _on_ended(self) -> None:
        if self._in_flight:  # it failed: what was to be written comes first again
            self._waiting = [*self._in_flight, *self._waiting]
            self._in_flight = ()
            self._again.start()
        else:
            self._write()
        self.changed.emit()

    @Slot(object)
    def _on_question_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)

    @Slot(object)
    def _on_listed(self, entries: tuple[AuditEntry, ...]) -> None:
        self.listed.emit(entries)

    @Slot(object)
    def _on_checked(self, check: ChainCheck) -> None:
        self.checked.emit(check)

    @Slot(object)
    def _on_exported(self, path: Path) -> None:
        self._messages.note(message("Audit", "The audit trail was written to {path}.", path=path))
        self.exported.emit(path)


def _stamped(event: AuditEvent) -> AuditEvent:
    if event.happened_at:
        return event
    return replace(event, happened_at=datetime.now(UTC).isoformat(timespec="milliseconds"))


def open_trail(file: Path, anchor_file: Path, *, names_user: bool) -> "AuditTrail":
    """The trail in these files; `names_user` writes the operating system's user into new entries."""
    from medviewer.store.audit_trail import AuditTrail, maker  # not before the window stands

    return AuditTrail(file, anchor_file, maker(_user() if names_user else ""))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return ""


def _append(trail: Opener, events: Sequence[AuditEvent]) -> int:
    return trail().append(events)


def _append_job(trail: Opener, events: Sequence[AuditEvent], _: JobContext) -> int:
    return _append(trail, events)


def _answer(trail: Opener, question: Question, _: JobContext) -> Any:
    return question(trail())


def _export(asked: AuditFilter, path: Path, trail: "AuditTrail") -> Path:
    from medviewer.store.audit_table import write_table

    write_table(trail.all_entries(asked), path)
    return path
