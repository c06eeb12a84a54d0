"""Remembers what was understood of a header, for the next header that says the same.

The files of a series differ in a handful of values; patient, study, series, windows and encoding are the
same in all of them, and working them out anew takes longer than reading the file. So a function of a data
set's attributes is remembered by the tags it asked for and the bytes it got. What it asks next depends on
what it got so far: a header that gives the same answers to the same questions means the same.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from pydicom.dataset import Dataset

from medviewer.dicom.reading.familiar_runs import RawValue
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.dicom.reading.walker import WalkMemory

MOST_RECALLED = 5000  # answers; a scan over a whole archive must not keep every patient

MOST_WAYS = 6  # a function asks one way for CT, another for ultrasound
UNKNOWN = object()

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Way:
    """One list of questions, and what came of each set of answers to it."""

    tags: tuple[int, ...]
    results: "dict[tuple[RawValue | None, ...], object]" = field(default_factory=dict)


class Recall:
    """The memory of one scan; for one thread."""

    def __init__(self) -> None:
        self.walks = WalkMemory()
        self._ways: dict[Hashable, list[_Way]] = {}
        self._count = 0

    def of(self, function: Callable[..., T], dataset: WalkedDataset, /, *facts: Hashable) -> T:
        """The function's result for the data set: remembered, or worked out and kept."""
        value_of = dataset.raw_values.get
        for way in self._ways.get((function, facts), ()):
            result = way.results.get(tuple(map(value_of, way.tags)), UNKNOWN)
            if result is not UNKNOWN:
                return cast("T", result)
        return self._work_out(function, dataset, facts)

    def _work_out(
        self, function: Callable[..., T], dataset: WalkedDataset, facts: tuple[Hashable, ...]
    ) -> T:
        dataset.asked = []
        try:
            result = function(dataset, *facts)
            asked = dataset.asked
        finally:
            dataset.asked = None
        if asked is not None:
            self._keep((function, facts), tuple(dict.fromkeys(asked)), dataset, result)
        return result

    def _keep(
        self, root: Hashable, tags: tuple[int, ...], dataset: WalkedDataset, result: object
    ) -> None:
        if self._count >= MOST_RECALLED:
            self._ways.clear()
            self._count = 0
        self._count += 1
        ways = self._ways.setdefault(root, [])
        way = next((each for each in ways if each.tags == tags), None)
        if way is None:
            way = _Way(tags)
            ways.insert(0, way)  # the newest first: files of one kind come together
            del ways[MOST_WAYS:]
        way.results[tuple(map(dataset.raw_values.get, tags))] = result


def recalled(
    function: Callable[Concatenate[Dataset, P], T],
) -> Callable[Concatenate[Dataset, P], T]:
    """Let a function of a data set's attributes, and of hashable facts, be remembered during a scan.

    It must read through `attributes` (what it reads otherwise is noticed, and then nothing is remembered)
    and give a frozen value.
    """

    @wraps(function)
    def remembering(dataset: Dataset, *args: P.args, **kwargs: P.kwargs) -> T:
        # Within another remembered function the questions belong to that one.
        if kwargs or not isinstance(dataset, WalkedDataset) or dataset.asked is not None:
            return function(dataset, *args, **kwargs)
        if dataset.memory is None:
            return function(dataset, *args, **kwargs)
        return dataset.memory.of(function, dataset, *cast("tuple[Any, ...]", args))

    return cast("Callable[Concatenate[Dataset, P], T]", remembering)
