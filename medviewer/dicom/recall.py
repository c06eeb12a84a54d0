"""Remembers what was understood of a header, for the next header that says the same.

The files of a series differ in a handful of values; patient, study, series, windows and encoding are the
same in all of them, and working them out anew takes longer than reading the file. So a function of a data
set's attributes is remembered by the bytes it asked for, in the order it asked: a decision tree. A header
that gives the same answers to the same questions means the same.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from pydicom.dataset import Dataset

from medviewer.dicom.walked_dataset import WalkedDataset
from medviewer.dicom.walker import RawValue

MOST_RECALLED = 5000  # answers; a scan over a whole archive must not keep every patient

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Known:
    """The end of a path of questions."""

    result: object


@dataclass(frozen=True, slots=True)
class _Question:
    """What to look at next, and where each value seen so far leads."""

    tag: int
    answers: "dict[RawValue | None, _Question | _Known]" = field(default_factory=dict)


class Recall:
    """The memory of one scan; for one thread."""

    def __init__(self) -> None:
        self._roots: dict[Hashable, _Question | _Known] = {}
        self._count = 0

    def of(self, function: Callable[..., T], dataset: WalkedDataset, /, *facts: Hashable) -> T:
        """The function's result for the data set: remembered, or worked out and kept."""
        values = dataset.raw_values.get
        node = self._roots.get((function, facts))
        while node is not None:
            if isinstance(node, _Known):
                return cast("T", node.result)
            node = node.answers.get(values(node.tag))
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
            self._keep((function, facts), list(dict.fromkeys(asked)), dataset, _Known(result))
        return result

    def _keep(
        self, root: Hashable, asked: list[int], dataset: WalkedDataset, known: _Known
    ) -> None:
        if self._count >= MOST_RECALLED:
            self._roots.clear()
            self._count = 0
        self._count += 1
        if not asked:
            self._roots[root] = known
            return
        node = self._roots.setdefault(root, _Question(asked[0]))
        for tag, following in zip(asked, [*asked[1:], None], strict=True):
            # The same answers so far lead to the same question, or the function asks by chance.
            if not isinstance(node, _Question) or node.tag != tag:
                return
            value = dataset.raw_values.get(tag)
            node = node.answers.setdefault(
                value, known if following is None else _Question(following)
            )


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
