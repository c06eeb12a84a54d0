"""Asks imported models about recordings: an ECG window asks, the AI process answers."""

import uuid
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from medviewer.ai.signal_cards import signal_cards
from medviewer.domain.model_card import ModelCard
from medviewer.domain.reading_mode import ReadingMode
from medviewer.domain.signal_model import SignalAnswer, SignalRequest
from medviewer.domain.waveform import MultiplexGroup
from medviewer.errors import MedViewerError
from medviewer.imaging.ecg_paper import short_name
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.preferences import Preferences


class SignalAsking(QObject):
    """One for each window; the newest question counts."""

    found = Signal(object)  # tuple of the cards of models that read curves
    answered = Signal(object)  # SignalAnswer
    answered_of = Signal(object, str)  # the same, and the key of the study it is of
    failed = Signal(object)  # Message

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        preferences: Preferences,
        study_key: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._study_key = study_key
        self._runner = runner
        self._worker = worker
        self._preferences = preferences
        self._job: Job | None = None

    @property
    def is_off(self) -> bool:
        """Whether the reader wants no AI at all."""
        return self._preferences.value.reading_mode == ReadingMode.OFF.value

    def look(self) -> None:
        """Find out which models there are; `found` tells."""
        job = self._runner.start(Lane.DISKS, _cards)
        job.finished.connect(self._on_found)

    def ask(self, model_id: str, group: MultiplexGroup) -> None:
        """Ask one model about a group of leads; `answered` or `failed` follows."""
        if self.is_off or not group.channels:
            return
        if self._job is not None:
            self._job.cancel()
        device = self._preferences.value.device
        work = partial(_ask, model_id, group, device, self._worker)
        job = self._job = self._runner.start(Lane.ANALYSIS, work)
        job.finished.connect(self._on_answered)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_found(self, cards: tuple[ModelCard, ...]) -> None:
        self.found.emit(() if self.is_off else cards)

    @Slot(object)
    def _on_answered(self, answer: SignalAnswer) -> None:
        if self.sender() is self._job:
            self.answered.emit(answer)
            self.answered_of.emit(answer, self._study_key)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self.failed.emit(error.message)


def _cards(context: JobContext) -> tuple[ModelCard, ...]:
    from medviewer.ai.installed_models import installed_cards

    context.token.check()
    return signal_cards(installed_cards())


def _ask(
    model_id: str, group: MultiplexGroup, device: str, worker: WorkerProcess, context: JobContext
) -> SignalAnswer:
    """Leads in one unit; those in another are left out, and missed by the model where it needs them."""
    unit = group.channels[0].unit
    alike = [channel for channel in group.channels if channel.unit == unit]
    request = SignalRequest(
        uuid.uuid4().hex,
        model_id,
        tuple(short_name(channel) for channel in alike),
        np.stack([channel.samples for channel in alike]),
        group.sampling_hz,
        unit,
        device,
    )
    worker.start(context.token)
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, SignalAnswer)  # what the handler answers such a request with
    return answer
