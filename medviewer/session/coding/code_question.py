"""How a thread asks the AI process about codes."""

from collections.abc import Callable
from functools import partial

from medviewer.domain.coding import CodingRequest, CodingResult
from medviewer.jobs.job import JobContext
from medviewer.jobs.worker_process import WorkerProcess


def question(request: CodingRequest, worker: WorkerProcess) -> Callable[[JobContext], CodingResult]:
    """Work for the lane of the AI process; raises what the process raises."""
    return partial(_ask, request, worker)


def _ask(request: CodingRequest, worker: WorkerProcess, context: JobContext) -> CodingResult:
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, CodingResult)  # what the handler answers such a request with
    return answer
