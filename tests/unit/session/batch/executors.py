"""What every executor of a batch is asked in its tests, and must answer alike."""

from collections.abc import Iterator
from pathlib import Path

from medviewer.progress import CancelToken
from medviewer.session.batch.executor import Executor
from medviewer.session.batch.study_task import BatchOrder, StudyTask, TaskResult

ORDER = BatchOrder(())


def tasks(*places: str, root: Path = Path("/nowhere")) -> list[StudyTask]:
    """One a place; `pool_handlers.ActingHandler` does what its name says."""
    return [
        StudyTask(number, f"{number}", f"1.{number}", (root / place,), ORDER)
        for number, place in enumerate(places)
    ]


def run(executor: Executor, wanted: list[StudyTask]) -> dict[int, TaskResult]:
    """What was told of each study, by its number; none may be told twice."""
    told: list[TaskResult] = []
    executor.run(wanted, told.append, CancelToken())
    assert len(told) == len({each.number for each in told})
    return {each.number: each for each in told}


def most_under_way(executor: Executor, count: int) -> int:
    """How many of `count` studies had been drawn and not told of, at the most."""
    drawn = told = most = 0

    def counting() -> Iterator[StudyTask]:
        nonlocal drawn, most
        for task in tasks(*["fine"] * count):
            drawn += 1
            most = max(most, drawn - told)
            yield task

    def on_result(result: TaskResult) -> None:
        nonlocal told
        del result
        told += 1

    executor.run(counting(), on_result, CancelToken())
    assert (drawn, told) == (count, count)
    return most
