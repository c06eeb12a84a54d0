"""Analyses on another machine: off until a machine is entered, and asked of the reader once for each study.

ask(study, machine) → what would leave, and what might still tell the patient (a job) → `asked` → a dialog
allow(study, machine) → remembered while the study is open → the models that fit, run there
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.model_card import AnalysisStatus
from medviewer.domain.remote_machine import Disclosure, RemoteMachine
from medviewer.domain.study import Study
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.ai.analysis import Analysis
from medviewer.session.ai.disclosure import Fitting, disclosure, fitting_of
from medviewer.session.ai.remote_endpoints import RemoteEndpoints, worker_for
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.messages import Messages
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class Allowed:
    """One study may go to one machine at one address."""

    study_key: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class RemoteState:
    """`allowed`: what the reader has agreed to while the study is open."""

    allowed: frozenset[Allowed] = frozenset()


class RemoteAnalysis(State[RemoteState]):
    """Who may be sent what; `Analysis` runs it."""

    disclosed = Signal(object, object)  # Study, Disclosure: to be agreed to

    def __init__(
        self,
        runner: JobRunner,
        analysis: Analysis,
        messages: Messages,
        library: Library,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(RemoteState(), parent)
        self._runner = runner
        self._analysis = analysis
        self.endpoints = RemoteEndpoints(runner, messages, self)
        self._studies: dict[Job, Study] = {}
        library.changed.connect(self._on_library_changed)

    def is_allowed(self, study: Study, machine: RemoteMachine) -> bool:
        return Allowed(study.key, machine.name, machine.url) in self.value.allowed

    def disclose(self, study: Study, machine: RemoteMachine) -> None:
        """Find out what would leave; `disclosed` tells. Nothing is sent."""
        if self._analysis.is_off:
            return
        fitting = fitting_of(self._analysis.plan(study))
        job = self._runner.start(Lane.ATTRIBUTES, partial(_disclosed, study, machine, fitting))
        self._studies[job] = study
        job.finished.connect(self._on_disclosed)
        job.ended.connect(self._on_ended)

    def run(self, study: Study, machine: RemoteMachine) -> None:
        """Run every model that fits there; nothing happens unless the reader has agreed."""
        if self.is_allowed(study, machine):
            self._analysis.run(study, on=worker_for(machine))

    def run_anyway(self, study: Study, model_id: str, display_set_id: str, override: str) -> None:
        """Run what was refused where it was refused, or here where the reader agrees to that no more."""
        machine = self.place_of_refusal(study, model_id, display_set_id)
        on = None if machine is None else worker_for(machine)
        self._analysis.run_one(study, model_id, display_set_id, override, on)

    def place_of_refusal(
        self, study: Study, model_id: str, display_set_id: str
    ) -> RemoteMachine | None:
        """The machine that would not look at that series, if it may still be sent it; None: this computer."""
        answers = [
            each.result
            for each in self._analysis.sets.of(study.key)
            if (each.model_id, each.result.request.display_set_id) == (model_id, display_set_id)
        ]
        if not answers or answers[-1].status is AnalysisStatus.DONE:
            return None
        machines = (m for m in self.endpoints.value.machines if self.is_allowed(study, m))
        return next((m for m in machines if m.has_computed(answers[-1].device)), None)

    def allow(self, study: Study, machine: RemoteMachine) -> None:
        """The reader agrees: for this study, this machine at this address, while the study is open."""
        one = Allowed(study.key, machine.name, machine.url)
        self.update(allowed=self.value.allowed | {one})

    @Slot(object)
    def _on_disclosed(self, disclosure: Disclosure) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._studies:
            self.disclosed.emit(self._studies[job], disclosure)

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._studies.pop(job, None)

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """Closed and opened again, a study is asked about again."""
        if now.studies is before.studies:
            return
        open_ones = {study.key for study in now.studies}
        self.update(allowed=frozenset(a for a in self.value.allowed if a.study_key in open_ones))


def _disclosed(
    study: Study, machine: RemoteMachine, fitting: tuple[Fitting, ...], context: JobContext
) -> Disclosure:
    return disclosure(study, machine, fitting, context.token)
