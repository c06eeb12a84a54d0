"""`map` in several threads for work that leaves Python's lock alone: reading files, decoding pixels."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

AHEAD = (
    3  # tasks in flight for each thread: enough to keep it busy, few enough to keep memory small
)

Task = TypeVar("Task")
Result = TypeVar("Result")


def parallel_map(
    function: Callable[[Task], Result], tasks: Iterable[Task], threads: int
) -> Iterator[Result]:
    """Results in the order of the tasks; never more than a few tasks ahead of what was taken.

    What `function` raises is raised when its result is due; tasks not yet begun are dropped then.

    Args:
        threads: each keeps a few results in memory until they are taken.
    """
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for task in tasks:
                waiting.append(pool.submit(function, task))
                if len(waiting) > AHEAD * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
