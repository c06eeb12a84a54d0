"""What became of each file: passed, refused with a reason, or failed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """`REFUSED` is an honest no: a sentence that says what is wrong with the file."""

    PASSED = "passed"
    REFUSED = "refused with a reason"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file or series: its path within the shared data, and what is wrong where something is."""

    name: str
    verdict: Verdict
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the pass table."""

    section: str
    feature: str
    outcomes: tuple[Outcome, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(outcome.verdict is verdict for outcome in self.outcomes)

    @property
    def failures(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.verdict is Verdict.FAILED)


def judged(name: str, complaints: Iterable[str]) -> Outcome:
    """Passed where there is nothing to complain of."""
    said = "; ".join(complaints)
    return Outcome(name, Verdict.FAILED if said else Verdict.PASSED, said)
