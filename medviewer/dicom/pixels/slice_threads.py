"""Runs a function over many slices in as many threads as there are cores; decoding and reading free the GIL.

Indices are taken in order, so what is asked for first is there first. The first error stops the others.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

THREADS = "MEDVIEWER_THREADS"  # in the environment of one of many workers that share a machine
MOST_THREADS = 8  # beyond them a disk has nothing more to give


def thread_count() -> int:
    """Cores this process may use, capped; fewer where whoever started it says so."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    allowed = os.environ.get(THREADS, "")
    most = min(MOST_THREADS, int(allowed)) if allowed.isdecimal() else MOST_THREADS
    return max(1, min(cores or 1, most))


def for_each(indices: Iterable[int], work: Callable[[int], None]) -> None:
    """Call `work` with every index, in any thread, and return when all are done.

    Raises:
        What `work` raised first; what was not begun by then is left out.
    """
    queue = _Queue(iter(indices))
    count = thread_count()
    if count == 1:
        _work_off(queue, work)
        return
    with ThreadPoolExecutor(count, thread_name_prefix="medviewer-slices") as pool:
        workers = [pool.submit(_work_off, queue, work) for _ in range(count)]
    for worker in workers:
        worker.result()


class _Queue:
    """An iterator that several threads share; closed by the first of them that fails."""

    def __init__(self, indices: Iterator[int]) -> None:
        self._indices = indices
        self._lock = threading.Lock()
        self.is_closed = False

    def take(self) -> int | None:
        with self._lock:
            return None if self.is_closed else next(self._indices, None)


def _work_off(queue: _Queue, work: Callable[[int], None]) -> None:
    try:
        while (index := queue.take()) is not None:
            work(index)
    except BaseException:
        queue.is_closed = True
        raise
