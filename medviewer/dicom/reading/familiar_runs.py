"""Stretches of elements that one header has in common with the next, byte for byte.

Between two files of a series a handful of a hundred elements differ. What lies between those is compared as
a whole with what stood there in the file before, which takes a fiftieth of the time of walking over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

RawValue = tuple[str | None, bytes]  # VR, None where the encoding leaves it out; the value's bytes

FEW_SINGLE = (
    24  # elements walked over one by one; with more, a header looks like no other before it
)
FILES_BETWEEN_LESSONS = 16  # where two series take turns nothing is familiar for long


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive elements: their bytes, what is wanted of them, and the last one's tag."""

    content: bytes
    elements: dict[int, RawValue]
    last: int


@dataclass(frozen=True, slots=True)
class Span:
    """One element of a header: where it starts and ends."""

    tag: int
    start: int
    end: int


NONE_FAMILIAR: Mapping[int, Run] = MappingProxyType({})


@dataclass(slots=True)
class Familiar:
    """Runs by the tag they follow; for headers of one encoding that are read one after another."""

    runs: dict[int, Run] = field(default_factory=dict)
    spans_before: dict[int, bytes] = field(default_factory=dict)
    files_to_wait: int = 0

    def wants_lesson(self, single: int) -> bool:
        """Whether a header of which that many elements were walked over singly is worth learning from."""
        self.files_to_wait -= 1
        return single > FEW_SINGLE and self.files_to_wait <= 0

    def learn(self, head: bytes, spans: list[Span], elements: dict[int, RawValue]) -> None:
        """Keep what this header has in common with the one learned from before."""
        before = self.spans_before
        self.spans_before = {span.tag: head[span.start : span.end] for span in spans}
        if not before:
            return
        self.runs.clear()
        self.files_to_wait = FILES_BETWEEN_LESSONS
        previous, run = 0, list[Span]()
        for span in spans:
            if before.get(span.tag) == self.spans_before[span.tag]:
                run.append(span)
                continue
            self._keep(previous, run, head, elements)
            previous, run = span.tag, []
        self._keep(previous, run, head, elements)

    def _keep(
        self, previous: int, run: list[Span], head: bytes, elements: dict[int, RawValue]
    ) -> None:
        if len(run) > 1:
            wanted = {span.tag: elements[span.tag] for span in run if span.tag in elements}
            content = head[run[0].start : run[-1].end]
            self.runs[previous] = Run(content, wanted, run[-1].tag)
