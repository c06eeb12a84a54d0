"""A batch in a process of its own, killed by its worker in the middle of a study: SRC OUT [UID]."""

import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path

from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.batch.batch_outputs import BatchFolder, write_tables
from medviewer.session.batch.batch_run import LIST, BatchRequest, Watcher, run_batch
from medviewer.session.batch.folder_lock import only_batch_in
from medviewer.session.batch.pool import PoolExecutor
from medviewer.session.batch.sources import Archives, Sources
from medviewer.session.batch.study_task import StudyTask, TaskResult
from medviewer.session.batch.task_run import run_task
from medviewer.store.batch_list import BatchList
from tests.unit.session.batch.batch_samples import StubWorker, order_for


class KillingHandler:
    """Runs tasks with a stub model, but at one study kills whoever started it."""

    device = "CPU"

    def __init__(self, out: Path, deadly_uid: str) -> None:
        self._out, self._deadly_uid = out, deadly_uid

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> TaskResult:
        assert isinstance(request, StudyTask)
        if request.study_instance_uid == self._deadly_uid:
            (self._out / "work" / "half").mkdir(parents=True, exist_ok=True)
            os.kill(os.getppid(), signal.SIGKILL)
            threading.Event().wait()  # until the pipe is seen to be closed
        return run_task(request, self._out, StubWorker(), progress, token)


def run(source: Path, out: Path, deadly_uid: str = "") -> None:
    executor = PoolExecutor(partial(KillingHandler, out, deadly_uid), workers=1)
    with only_batch_in(out):
        found = BatchList(out / LIST)
        request = BatchRequest(Sources((source,)), order_for(), out)
        archives = Archives(lambda node: None)  # type: ignore[arg-type,return-value]  # none is asked
        run_batch(request, found, archives, executor, Watcher(), CancelToken())
        write_tables(BatchFolder(out, found))
        found.close()
    executor.close()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
