"""What runs in a process of Ray's on any machine of a cluster: one handler whose models stay loaded.

Arguments and answers of `facts` are of Python's own types only: they are exchanged before it is known that
both sides are the same program.
"""

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from medviewer import __version__
from medviewer.errors import MedViewerError
from medviewer.jobs.worker_process import Handler
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.batch.result_key import RESULT_SCHEMA
from medviewer.session.batch.study_task import StudyTask, TaskResult

Facts = dict[str, object]


class RayWorker:
    """An actor's class; Ray calls one method at a time."""

    def __init__(self) -> None:
        self._handler: Handler | None = None

    def facts(self, sign: str) -> Facts:
        """What this process is, and whether it sees the file `sign` in the batch's folder."""
        return {**facts_here(), "sees_folder": Path(sign).is_file()}

    def begin(self, build_handler: Callable[[], Handler]) -> str:
        """Make ready to answer; the device, or raises what the handler raises."""
        self._handler = build_handler()
        return self._handler.device

    def answer(self, task: StudyTask) -> TaskResult | str:
        """The task's result, or the sentence why this worker had better be begun anew."""
        assert self._handler is not None  # for the type checker: `begin` was called
        try:
            result = self._handler(task, ignore_progress, CancelToken())
        except MedViewerError as error:
            return str(error)
        assert isinstance(result, TaskResult)  # what a batch's handler returns
        return result


def facts_here() -> Facts:
    """What this process is: program, Python, models by id, weights, card and guard."""
    from medviewer.session.batch.asked_models import choose_models

    models = [list(astuple(each)) for each in choose_models(())]
    return {
        "version": __version__,
        "result_schema": RESULT_SCHEMA,
        "python": ".".join(map(str, sys.version_info[:2])),
        "models": models,
        "machine": platform.node(),
        "pid": os.getpid(),
    }
