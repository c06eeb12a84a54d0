"""Trains a risk model on a reader's own table: its columns, the AI process's work, the figures."""

import re
import uuid
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from medviewer import paths
from medviewer.ai.risk.clinical_table import examples, read_clinical_table
from medviewer.domain.prognosis import (
    RiskTrainingRequest,
    RiskTrainingResult,
    TableColumn,
    TablePreview,
)
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.one_job import OneJob
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class RiskTrainingState:
    """The table chosen, the training that runs, and what came of the last one."""

    preview: TablePreview | None = None
    is_running: bool = False
    progress: Progress | None = None
    result: RiskTrainingResult | None = None
    problem: Message | None = None


class RiskTraining(OneJob[RiskTrainingState]):
    """One training at a time; analyses wait behind it, so it can be stopped."""

    def __init__(self, runner: JobRunner, worker: WorkerProcess, parent: QObject) -> None:
        super().__init__(runner, RiskTrainingState(), parent)
        self._worker = worker

    def look_at(self, path: Path) -> None:
        """Read a table's columns; the preview follows in the state."""
        self.update(preview=None, result=None, problem=None)
        job = self._runner.start(Lane.DOCUMENTS, partial(table_preview, path))
        job.finished.connect(self._on_previewed)
        job.failed.connect(self._on_failed)

    def train(self, wanted: RiskTrainingRequest) -> None:
        """Begin, unless one is running; `request_id` and `model_id` are filled in here."""
        if self.value.is_running:
            return
        request = replace(
            wanted,
            request_id=uuid.uuid4().hex,
            model_id=own_model_id(wanted.title),
        )
        self._begin(Lane.ANALYSIS, partial(_train, request, self._worker), result=None)

    def forget(self) -> None:
        """The table and the figures of the last training; a running one is stopped."""
        self.cancel()
        self.update(preview=None, result=None, problem=None)

    @Slot(object)
    def _on_previewed(self, preview: TablePreview) -> None:
        self.update(preview=preview)

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        self.update(result=result)


def table_preview(path: Path, context: JobContext) -> TablePreview:
    """The columns of a table with examples. Runs off the GUI thread.

    Raises:
        InputError: it is no table.
    """
    context.token.check()
    table = read_clinical_table(path)
    columns = tuple(
        TableColumn(each.name, str(each.kind), each.missing, examples(each))
        for each in table.columns
    )
    return TablePreview(str(path), table.rows, columns)


def own_model_id(title: str) -> str:
    """A folder's name of letters and digits that is not taken yet."""
    plain = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:40] or "table"
    names = (f"risk_{plain}{end}" for end in ("", *(f"_{count}" for count in range(2, 1000))))
    return next(name for name in names if not (paths.imported_models() / name).exists())


def _train(
    request: RiskTrainingRequest, worker: WorkerProcess, context: JobContext
) -> RiskTrainingResult:
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, RiskTrainingResult)  # what the handler answers such a request with
    return answer
