"""Asks the AI process how a patient like this one fared, and holds the last answer."""

import uuid
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot

from medviewer.domain.prognosis import (
    InputValue,
    PrognosisRequest,
    PrognosisResult,
    RiskModel,
)
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.asking.prefilling import prefilled
from medviewer.session.asking.risk_models import risk_models
from medviewer.session.asking.risk_training import RiskTraining, RiskTrainingState
from medviewer.session.coding.coding import Coding
from medviewer.session.context.clinical import Clinical
from medviewer.session.state import State
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class PrognosisState:
    """What can be asked, what is, and what came of it.

    Attributes:
        models: trained on this computer; None before they were looked for.
        model: the one chosen.
        study_key: of the patient asked about.
        answer: None while there is none, or after model, study or values changed.
        problem: why there is no answer.
    """

    models: tuple[RiskModel, ...] | None = None
    model: RiskModel | None = None
    values: tuple[InputValue, ...] = ()
    study_key: str = ""
    is_asking: bool = False
    answer: PrognosisResult | None = None
    problem: Message | None = None


class Prognosis(State[PrognosisState]):
    """Of the study shown; nothing of it outlives the run, since it is asked again in a second."""

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        clinical: Clinical,
        coding: Coding,
    ) -> None:
        """`coding` knows which study is shown."""
        super().__init__(PrognosisState(), clinical)
        self._runner, self._worker = runner, worker
        self._clinical, self._coding = clinical, coding
        self._job: Job | None = None
        self._asked = ""  # the request whose answer is waited for
        self.training = RiskTraining(runner, worker, self)
        self.training.changed.connect(self._on_training_changed)

    def look_for_models(self) -> None:
        """Read again which models there are; the state follows."""
        job = self._runner.start(Lane.DOCUMENTS, risk_models)
        job.finished.connect(self._on_models_found)
        job.failed.connect(self._on_models_failed)

    def choose(self, model_id: str) -> None:
        """Take that model, with what is known of the patient for its inputs."""
        found = next((m for m in self.value.models or () if m.model_id == model_id), None)
        self._forget()
        self.update(model=found)
        self.fill()

    def fill(self) -> None:
        """What the headers and the clinical notes of the study shown say, for every input."""
        model, study = self.value.model, self._coding.study
        key = study.key if study is not None else ""
        notes = self._clinical.notes.value.of(key)
        values = prefilled(model.inputs, study, notes) if model is not None else ()
        self._forget()
        self.update(values=values, study_key=key)

    def put(self, name: str, text: str) -> None:
        """State one input; the answer to others is gone."""
        values = tuple(
            InputValue(name, text) if each.name == name else each for each in self.value.values
        )
        if values != self.value.values:
            self._forget()
            self.update(values=values)

    def ask(self) -> None:
        """Ask the chosen model; the answer follows in the state."""
        model = self.value.model
        if model is None:
            return
        self._forget()
        request = PrognosisRequest(uuid.uuid4().hex, model.model_id, self.value.values)
        self._asked = request.request_id
        self.update(is_asking=True)
        job = self._job = self._runner.start(Lane.ANALYSIS, partial(_answer, request, self._worker))
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def _forget(self) -> None:
        """An answer stands only for what it was asked of."""
        self._asked = ""
        if self._job is not None:
            self._job.cancel()
        self.update(answer=None, problem=None, is_asking=False)

    @Slot(object)
    def _on_models_found(self, models: tuple[RiskModel, ...]) -> None:
        chosen = self.value.model
        same = next(
            (m for m in models if chosen is not None and m.model_id == chosen.model_id), None
        )
        self.update(models=models)
        if same is None and models:
            self.choose(models[-1].model_id)
        elif same != chosen:
            self.choose(same.model_id if same is not None else "")

    @Slot(object)
    def _on_finished(self, answer: PrognosisResult) -> None:
        if answer.request.request_id == self._asked:
            self.update(answer=answer)

    @Slot(object)
    def _on_models_failed(self, error: MedViewerError) -> None:
        self.update(problem=error.message)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self.update(problem=error.message)

    @Slot()
    def _on_ended(self) -> None:
        """A question that was dropped ends after the next one was asked, and says nothing of it."""
        if self.sender() is self._job:
            self._job = None
            self.update(is_asking=False)

    @Slot(object, object)
    def _on_training_changed(self, before: RiskTrainingState, now: RiskTrainingState) -> None:
        if now.result is not None and now.result != before.result:
            self.update(model=now.result.model)
            self.fill()  # its inputs are not those of the model before
            self.look_for_models()


def _answer(
    request: PrognosisRequest, worker: WorkerProcess, context: JobContext
) -> PrognosisResult:
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, PrognosisResult)  # what the handler answers such a request with
    return answer
