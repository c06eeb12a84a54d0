"""The AI side of the session: plans which model sees which series, queues, follows and keeps results.

analyze() → plan: every card's best series → one job a model in the analysis lane (one thread)
job: volume (from the cache, or read) → shared memory → worker process → result
result → one more result set if its study is still open, otherwise dropped
"""

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot

from medviewer.ai import applicability
from medviewer.ai.applicability import Option, Plan
from medviewer.domain.model_card import (
    AnalysisResult,
    AnalysisStatus,
    Explanation,
    ExplanationRequest,
    ModelCard,
)
from medviewer.domain.reading_mode import ReadingMode
from medviewer.domain.remote_machine import is_remote
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane, LaneOf, PeerLane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.ai.analysis_run import (
    AnalysisOrder,
    AnalysisWorker,
    refused,
    run_explanation,
    run_order,
)
from medviewer.session.ai.operating_points import stated
from medviewer.session.ai.result_sets import ResultSets
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.session.state import State
from medviewer.words import message

ANY_REASON = "…"  # whether a reason helps is asked before one is typed
STILL_ARRIVING = message(
    "Analysis",
    "This study is still arriving from the archive. It can be analyzed when all of its images are here.",
)


@dataclass(frozen=True, slots=True)
class AnalysisState:
    """What the AI is doing.

    Attributes:
        waiting: analyses queued or running.
        model_title: of the one running.
        progress: of the one running; None before its first word.
        device: where the worker computes ("CPU", "CUDA · …"); "" until it has started.
        study_uids: the studies being analysed or waiting for it, in that order.
        elsewhere: the other machine that images are sent to now, with its address; "" where all stays here.
    """

    waiting: int = 0
    model_title: str = ""
    progress: Progress | None = None
    device: str = ""
    study_uids: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def is_running(self) -> bool:
        return self.waiting > 0

    def is_busy_with(self, study_instance_uid: str) -> bool:
        """Whether some model runs, or waits to run, on that study."""
        return study_instance_uid in self.study_uids


class Analysis(State[AnalysisState]):
    """Runs models on studies; `sets` holds what they answered."""

    result_added = Signal(object)  # AnalysisResult
    run_timed = Signal(object, float)  # AnalysisResult, seconds from its first word to the answer
    explained = Signal(object)  # Explanation
    not_explained = Signal(object)  # ExplanationRequest that failed or was cancelled

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        catalog: tuple[ModelCard, ...],
        volumes: VolumeCache,
        messages: Messages,
        preferences: Preferences,
    ) -> None:
        super().__init__(AnalysisState())
        self.catalog = catalog
        self._runner = runner
        self._worker = worker
        self._volumes = volumes
        self._messages = messages
        self._preferences = preferences
        self._is_warming = False
        self._jobs: dict[Job, AnalysisOrder] = {}
        self._begun_s: dict[Job, float] = {}
        self._explanations: dict[Job, ExplanationRequest] = {}
        self.sets = ResultSets(self)
        self.is_hidden: Callable[[str], bool] = _never  # of a study's key: told nothing of it
        self.is_arriving: Callable[[str], bool] = _never  # likewise: whether more of it is to come

    @property
    def is_off(self) -> bool:
        """Whether the reader wants no AI at all: nothing runs then."""
        return self._preferences.value.reading_mode == ReadingMode.OFF.value

    def plan(self, study: Study) -> tuple[Plan, ...]:
        """For each model: the series it could see, best first, and which one it will."""
        return tuple(applicability.plan(card, study) for card in self.catalog if card.is_analyzer)

    def run(
        self,
        study: Study,
        choices: Mapping[str, str] | None = None,
        overrides: Mapping[str, str] | None = None,
        on: AnalysisWorker | None = None,
    ) -> None:
        """Queue every model that fits; where none does, keep each one's refusal with its reason.

        Args:
            choices: model id → the display set it shall see; a model that is named here is answered for
                even where others fit.
            overrides: model id → the reader's typed reason for running it where the guard advises against it;
                nothing of it is logged but that there was one.
            on: another machine to run them on; None: this computer.
        """
        if self.is_off or self._is_told_to_wait(study):
            return
        if not self.catalog:
            self._messages.warn(
                message("Analysis", "No model is installed, so nothing can be analysed.")
            )
        refusals = []
        for plan in self.plan(study):
            override = (overrides or {}).get(plan.card.model_id, "")
            named = plan.find((choices or {}).get(plan.card.model_id, ""))
            option = named or plan.best(override)
            if option is not None and option.verdict.allows(override):
                self._queue(study, plan.card, option, override, on)
            else:
                refusals.append(refused(plan, study, option))
        for refusal in refusals:
            if not self.value.is_busy_with(study.key) or refusal.card.model_id in (choices or {}):
                self._keep(refusal)

    def run_one(
        self,
        study: Study,
        model_id: str,
        display_set_id: str,
        override: str,
        on: AnalysisWorker | None = None,
    ) -> None:
        """Queue one model on one series, against the guard's advice where `override` says why."""
        if self.is_off or self._is_told_to_wait(study):
            return
        for plan in self.plan(study):
            option = plan.find(display_set_id)
            if plan.card.model_id != model_id or option is None:
                continue
            if option.verdict.allows(override):
                self._queue(study, plan.card, option, override, on)
            else:
                self._keep(refused(plan, study, option))

    def _is_told_to_wait(self, study: Study) -> bool:
        """Whether a study is still arriving: no model may answer for half of a series."""
        is_arriving = self.is_arriving(study.key)
        if is_arriving:
            self._messages.note(STILL_ARRIVING)
        return is_arriving

    def can_override(self, study: Study, model_id: str, display_set_id: str) -> bool:
        """Whether a reason would make the model look at that series."""
        options = (p.find(display_set_id) for p in self.plan(study) if p.card.model_id == model_id)
        return any(o is not None and o.verdict.allows(ANY_REASON) for o in options)

    def results(self, study_instance_uid: str) -> tuple[AnalysisResult, ...]:
        """The answers on screen; hidden sets are left out."""
        return tuple(each.result for each in self.sets.of(study_instance_uid) if each.is_shown)

    def drop_outdated(self, study: Study) -> bool:
        """Forget results on a series that has other slices now; whether there were any.

        A finding names its place by slice: on a series that has grown it would be drawn on another one.
        """
        return self.sets.keep_only(study.key, lambda each: _fits(each.result, study))

    def explain(self, study: Study, wanted: ExplanationRequest) -> None:
        """Ask for maps by another method; `explained` or `not_explained` follows."""
        card = next((c for c in self.catalog if c.model_id == wanted.request.model_id), None)
        display_set = study.find_display_set(wanted.request.display_set_id)
        series = study.find_series(wanted.request.series_instance_uid)
        if card is None or display_set is None or series is None:
            self.not_explained.emit(wanted)
            return
        order = AnalysisOrder(
            request_id=uuid.uuid4().hex,
            card=card,
            study=study,
            series=series,
            display_set=display_set,
            volume=self._volumes.volume(display_set),
            device=self._local_device(wanted.request.device),
            override=wanted.request.override,
        )
        job = self._runner.start(Lane.ANALYSIS, partial(_explain, order, wanted, self._worker))
        self._explanations[job] = wanted
        job.finished.connect(self._on_explained)
        job.failed.connect(self._on_not_explained)
        job.ended.connect(self._on_explanation_ended)

    def _local_device(self, asked_for: str) -> str:
        """Explanations are made here, also of what another machine found: the weights are the same."""
        return self._preferences.value.device if is_remote(asked_for) else asked_for

    def cancel(self) -> None:
        """Stop what runs and forget what waits; finished results stay."""
        for job in (*self._jobs, *self._explanations):
            job.cancel()

    def forget(self, keys: frozenset[str]) -> None:
        """Drop what was found in these studies, and what is being looked for."""
        for job, order in list(self._jobs.items()):
            if order.study.key in keys:
                job.cancel()
                del self._jobs[job]
        self.sets.forget(keys)
        self._show_queue()

    def forget_all(self) -> None:
        """Cancel everything and drop every result; results on their way are dropped as they arrive."""
        self.cancel()
        self._jobs.clear()
        self.sets.forget_all()
        self.update(waiting=0, model_title="", progress=None, study_uids=(), elsewhere="")

    @Slot()
    def warm_up(self) -> None:
        """Start the worker process ahead of the first question, once, where there are models to ask."""
        if self.catalog and not self._is_warming and not self.is_off:
            self._is_warming = True
            self._runner.start(Lane.ANALYSIS, partial(_warm_up, self._worker))

    def shut_down(self) -> None:
        """End the worker process."""
        self.cancel()
        self._worker.stop()

    def _queue(
        self,
        study: Study,
        card: ModelCard,
        option: Option,
        override: str = "",
        on: AnalysisWorker | None = None,
    ) -> None:
        order = AnalysisOrder(
            request_id=uuid.uuid4().hex,
            card=card,
            study=study,
            series=option.series,
            display_set=option.display_set,
            volume=self._volumes.volume(option.display_set),
            device=self._preferences.value.device if on is None else on.device,
            warnings=option.verdict.reasons,
            override=override,
        )
        self._follow(order, on)

    def _follow(self, order: AnalysisOrder, on: AnalysisWorker | None) -> None:
        """What waits for another machine does not hold up what runs here."""
        lane = Lane.ANALYSIS if on is None else LaneOf(PeerLane.TRANSFERS, on.device)
        job = self._runner.start(lane, partial(_analyze, order, on or self._worker))
        self._jobs[job] = order
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._show_queue()

    def _show_queue(self) -> None:
        """Jobs run in the order they were queued: the first is the one running."""
        orders = tuple(self._jobs.values())
        self.update(
            waiting=len(orders),
            model_title=orders[0].card.title if orders else "",
            study_uids=tuple(dict.fromkeys(o.study.key for o in orders)),
            elsewhere=next((o.device for o in orders if is_remote(o.device)), ""),
        )

    def _keep(self, result: AnalysisResult) -> None:
        self.sets.add(result)
        if not self.is_hidden(result.request.study_instance_uid):
            self._say_how_it_ended(result)
        self.result_added.emit(result)

    def _say_how_it_ended(self, result: AnalysisResult) -> None:
        for note in result.notes:
            self._messages.warn(note)
        if result.status is not AnalysisStatus.DONE and result.reason is not None:
            self._messages.note(result.reason)  # it stays in the panel, beside the model's name
        elif not stated(result).findings:
            self._messages.note(
                message("Analysis", "{model}: no finding above threshold.", model=result.card.title)
            )

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._jobs:
            if job not in self._begun_s and self._worker.is_alive:  # a cold start is no measure
                self._begun_s[job] = time.monotonic()
            self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, result: AnalysisResult) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._jobs:
            is_ours = not is_remote(result.device)
            if is_ours:
                self.update(device=result.device)
            self._keep(result)
            if is_ours and job in self._begun_s:
                self.run_timed.emit(result, time.monotonic() - self._begun_s[job])

    @Slot(object)
    def _on_explained(self, answer: Explanation) -> None:
        job = self.sender()
        if isinstance(job, Job) and self._explanations.pop(job, None) is not None:
            self.explained.emit(answer)

    @Slot(object)
    def _on_not_explained(self, error: MedViewerError) -> None:
        if self.sender() in self._explanations:
            self._messages.error(error.message)

    @Slot()
    def _on_explanation_ended(self) -> None:
        job = self.sender()
        unanswered = self._explanations.pop(job, None) if isinstance(job, Job) else None
        if unanswered is not None:
            self.not_explained.emit(unanswered)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() in self._jobs:
            self._messages.error(error.message)

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and self._jobs.pop(job, None) is not None:
            self._begun_s.pop(job, None)
            device = self.value.device or self._worker.device  # a result knows better
            self.update(progress=None, device=device)
            self._show_queue()


def _never(_: str) -> bool:
    return False


def _fits(result: AnalysisResult, study: Study) -> bool:
    """Whether the series analysed still has the slices the model saw; one it never saw always fits."""
    seen = result.request.sop_instance_uids
    now = study.find_display_set(result.request.display_set_id)
    return not seen or (
        now is not None and seen == tuple(f.instance.sop_instance_uid for f in now.frames)
    )


def _warm_up(worker: WorkerProcess, context: JobContext) -> None:
    worker.start(context.token)


def _analyze(order: AnalysisOrder, worker: AnalysisWorker, context: JobContext) -> AnalysisResult:
    return run_order(order, worker, context.progress, context.token)


def _explain(
    order: AnalysisOrder, wanted: ExplanationRequest, worker: WorkerProcess, context: JobContext
) -> Explanation:
    return run_explanation(order, wanted, worker, context.progress, context.token)
