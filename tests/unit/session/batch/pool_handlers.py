"""What stands in for a worker's process in tests of the pool; each is called in a process of its own."""

import os
import signal
import threading
import time
from pathlib import Path

from medviewer.errors import OutOfMemory
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.batch.study_task import StudyTask, TaskResult, TaskStatus
from medviewer.words import message

GO = "go"
DIES, DIES_ONCE, HANGS, TOO_LARGE = "dies", "dies-once", "hangs", "too-large"


class ActingHandler:
    """Does what the name of the task's place says: ends its process, hangs, or answers."""

    device = "CPU"

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> TaskResult:
        assert isinstance(request, StudyTask)
        place = request.places[0]
        if place.name == DIES or (place.name == DIES_ONCE and is_first(place)):
            os.kill(os.getpid(), signal.SIGSEGV)
        if place.name == HANGS:
            threading.Event().wait()
        if place.name == TOO_LARGE:
            raise OutOfMemory(message("Test", "It does not fit."))
        return TaskResult(
            request.number,
            request.key,
            request.study_instance_uid,
            TaskStatus.DONE,
            worker=str(os.getpid()),
            is_stopping=place.name == "full",
        )


def is_first(place: Path) -> bool:
    """Whether nobody was here before; the folder is the process's memory."""
    try:
        place.mkdir(parents=True)
    except FileExistsError:
        return False
    return True


def build_acting() -> ActingHandler:
    return ActingHandler()


def build_nothing() -> ActingHandler:
    raise SystemExit(3)


class WaitingHandler:
    """Says in the task's place that it is at it, and waits there until it is let go."""

    device = "CPU"

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> TaskResult:
        assert isinstance(request, StudyTask)
        place = request.places[0]
        (place / f"begun-{request.number}-{os.getpid()}").touch()
        while not (place / GO).exists():
            time.sleep(0.05)
        return TaskResult(request.number, request.key, "", TaskStatus.DONE, worker=str(os.getpid()))


def build_waiting() -> WaitingHandler:
    return WaitingHandler()
