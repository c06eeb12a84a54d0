"""Asks a fusion model the reader trained about the patient on screen, and holds its last answer.

look() ─► which models there are      ask() ─► image on screen + notes ─► worker ─► answer
Another study, or other notes, and the answer is no longer shown as current.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.fused_answer import FusedAnswer
from medviewer.domain.reading_mode import ReadingMode
from medviewer.domain.system_card import SystemCard
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.asking.fused_question import FusedOrder, ask_fused
from medviewer.session.context.clinical import Clinical
from medviewer.session.images.viewport import Viewport
from medviewer.session.preferences import Preferences
from medviewer.session.state import State
from medviewer.words import Message

FAMILY = "fusion"


@dataclass(frozen=True, slots=True)
class FusedState:
    """What can be asked, is asked and was answered.

    Attributes:
        cards: fusion models that were trained here; None while nobody looked.
        model_id: of the one that is asked; "" without any.
        subject: which of its subjects answers; "" for its default.
        subjects: all of them, known from its first answer on.
        study_key: of the study the answer is about.
        problem: why there is no answer.
    """

    cards: tuple[SystemCard, ...] | None = None
    model_id: str = ""
    subject: str = ""
    subjects: tuple[str, ...] = ()
    study_key: str = ""
    is_asking: bool = False
    progress: Progress | None = None
    answer: FusedAnswer | None = None
    problem: Message | None = None

    @property
    def card(self) -> SystemCard | None:
        """Of the model that is asked."""
        return next((c for c in self.cards or () if c.system_id == self.model_id), None)


class Fused(State[FusedState]):
    """One question at a time, about the image in the active viewport."""

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        clinical: Clinical,
        viewport: Viewport,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(FusedState(), parent)
        self._runner = runner
        self._worker = worker
        self._notes = clinical.notes
        self._viewport = viewport
        self._preferences = preferences
        self._job: Job | None = None
        viewport.changed.connect(self._on_viewport_changed)

    @property
    def is_off(self) -> bool:
        """Whether the reader wants no AI at all."""
        return self._preferences.value.reading_mode == ReadingMode.OFF.value

    @property
    def can_ask(self) -> bool:
        is_ready = self.value.card is not None and not self.value.is_asking and not self.is_off
        return is_ready and self._viewport.value.study is not None

    @property
    def is_outdated(self) -> bool:
        """Whether the notes are no longer those the answer was given to."""
        answer = self.value.answer
        return answer is not None and answer.request.notes != self._notes_now

    def look(self) -> None:
        """Find out which models there are; the state follows."""
        job = self._runner.start(Lane.DISKS, _fusion_cards)
        job.finished.connect(self._on_found)

    def choose(self, model_id: str, subject: str = "") -> None:
        """Whom to ask; an answer of somebody else is taken off the screen."""
        if (model_id, subject) != (self.value.model_id, self.value.subject):
            subjects = self.value.subjects if model_id == self.value.model_id else ()
            self.update(model_id=model_id, subject=subject, subjects=subjects)
            self.update(answer=None, problem=None)

    def ask(self) -> None:
        """Ask about the study on screen; the answer follows in the state."""
        shown, card = self._viewport.value, self.value.card
        if not self.can_ask or shown.study is None or card is None:
            return
        order = FusedOrder(
            card,
            shown.study,
            shown.display_set,
            shown.index,
            self._notes_now,
            self.value.subject,
            self._preferences.value.device,
        )
        self.update(study_key=shown.study.key, is_asking=True, problem=None, progress=None)
        work = partial(ask_fused, order, self._worker)
        job = self._job = self._runner.start(Lane.ANALYSIS, work)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def cancel(self) -> None:
        """Ask no more."""
        if self._job is not None:
            self._job.cancel()

    @property
    def _notes_now(self) -> ClinicalNotes:
        study = self._viewport.value.study
        return self._notes.value.of(study.key if study is not None else "")

    @Slot(object)
    def _on_found(self, cards: tuple[SystemCard, ...]) -> None:
        known = {card.system_id for card in cards}
        chosen = self.value.model_id if self.value.model_id in known else ""
        first = cards[0].system_id if cards else ""
        self.update(cards=cards, model_id=chosen or first)

    @Slot(object, object)
    def _on_viewport_changed(self) -> None:
        """What was said of another study goes; of the same one it stays while images are turned."""
        study = self._viewport.value.study
        if self.value.study_key and (study is None or study.key != self.value.study_key):
            self.cancel()
            self.update(study_key="", answer=None, problem=None)

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if self.sender() is self._job:
            self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, answer: FusedAnswer) -> None:
        """Dropped where another study, or another model, was chosen meanwhile."""
        asked = (answer.request.model_id, answer.request.subject)
        is_wanted = asked == (self.value.model_id, self.value.subject) and self.value.study_key
        if self.sender() is self._job and is_wanted:
            self.update(answer=answer, subjects=answer.subjects)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job and self.value.study_key:
            self.update(answer=None, problem=error.message)

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False, progress=None)


def _fusion_cards(context: JobContext) -> tuple[SystemCard, ...]:
    from medviewer.ai.installed_systems import installed_systems

    context.token.check()
    return tuple(place.card for place in installed_systems() if place.card.family == FAMILY)
