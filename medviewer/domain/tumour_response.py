"""RECIST 1.1: how a tumour answers treatment (Eisenhauer et al. 2009, doi:10.1016/j.ejca.2008.10.026).

sizes of the target lesions ─► sum ─► against baseline and nadir ─► target response ─┐
states of the other lesions ─► non-target response ──────────────────────────────────┼─► overall response
a new lesion ────────────────────────────────────────────────────────────────────────┘
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.study_ledger import PointState

MOST_TARGETS, MOST_IN_ORGAN = 5, 2  # section 3.2.1: five in all, two of an organ
LEAST_TARGET_MM, LEAST_NODE_MM = 10.0, 15.0  # longest diameter; short axis of a node
NORMAL_NODE_MM = 10.0  # short axis; below it a node is not pathological
TOO_SMALL_MM = 5.0  # what a lesion counts that is seen and too small to be measured
PARTIAL = 0.30  # less than baseline
PROGRESSION, PROGRESSION_MM = 0.20, 5.0  # more than nadir: both
ROUNDING_MM = 1e-6


class Response(StrEnum):
    """The paper's abbreviations."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"  # inevaluable
    NON_CR_NON_PD = "non-CR/non-PD"
    NONE = ""  # no such lesions


@dataclass(frozen=True, slots=True)
class TargetSize:
    """A target lesion: longest diameter, or a node's short axis; None where it was not evaluated."""

    size_mm: float | None
    is_node: bool = False

    @property
    def is_normal(self) -> bool:
        """Gone, or a node of normal size."""
        if self.size_mm is None:
            return False
        return self.size_mm < NORMAL_NODE_MM if self.is_node else self.size_mm == 0


@dataclass(frozen=True, slots=True)
class NonTarget:
    """Any other lesion. `size_mm` is a node's short axis, where it was measured."""

    state: PointState
    is_node: bool = False
    size_mm: float | None = None

    @property
    def is_normal(self) -> bool:
        is_small = self.size_mm is not None and self.size_mm < NORMAL_NODE_MM
        return self.state is PointState.ABSENT or (self.is_node and is_small)


@dataclass(frozen=True, slots=True)
class TumourBurden:
    """All that counts of one examination."""

    targets: tuple[TargetSize, ...] = ()
    non_targets: tuple[NonTarget, ...] = ()
    has_new: bool = False


@dataclass(frozen=True, slots=True)
class Recist:
    """One examination's.

    Attributes:
        sum_mm: of the target lesions that were evaluated; None where none was.
        is_complete: whether all of them were.
        baseline_mm, nadir_mm: the first sum, and the smallest complete one before this examination.
    """

    sum_mm: float | None
    is_complete: bool
    baseline_mm: float | None
    nadir_mm: float | None
    target: Response
    non_target: Response
    has_new: bool
    overall: Response
    is_baseline: bool = False

    @property
    def from_baseline_percent(self) -> float | None:
        """Of the whole sum; None where part of it is missing."""
        return _percent(self.sum_mm, self.baseline_mm) if self.is_complete else None

    @property
    def from_nadir_percent(self) -> float | None:
        """The same, against the smallest sum before."""
        return _percent(self.sum_mm, self.nadir_mm) if self.is_complete else None


def responses(burdens: Sequence[TumourBurden]) -> tuple[Recist, ...]:
    """One answer an examination, the baseline first, in order of time; every one has the same targets."""
    if not burdens:
        return ()
    first, is_complete = _sum(burdens[0])
    found = [_baseline(burdens[0], first, is_complete)]
    nadir_mm, was_cr = (first if is_complete else None), False
    for burden in burdens[1:]:
        total, is_complete = _sum(burden)
        target = _target_response(burden, first, nadir_mm, was_cr=was_cr)
        other = _non_target_response(burden.non_targets)
        overall = _overall(target, other, has_new=burden.has_new)
        found.append(
            Recist(total, is_complete, first, nadir_mm, target, other, burden.has_new, overall)
        )
        was_cr = was_cr or target is Response.CR
        if is_complete and total is not None:
            nadir_mm = total if nadir_mm is None else min(nadir_mm, total)
    return tuple(found)


def _baseline(burden: TumourBurden, total: float | None, is_complete: bool) -> Recist:
    none = Response.NONE
    return Recist(
        total, is_complete, total, None, none, none, burden.has_new, none, is_baseline=True
    )


def _sum(burden: TumourBurden) -> tuple[float | None, bool]:
    sizes = [target.size_mm for target in burden.targets]
    known = [size for size in sizes if size is not None]
    return (sum(known) if known else None), len(known) == len(sizes)


def _target_response(
    burden: TumourBurden, baseline_mm: float | None, nadir_mm: float | None, *, was_cr: bool
) -> Response:
    """Section 4.3.1. What was evaluated can prove progression; it takes all to prove anything else."""
    if not burden.targets:
        return Response.NONE
    total, is_complete = _sum(burden)
    if total is None:
        return Response.NE
    if _has_progressed(total, nadir_mm) or (was_cr and _is_back(burden)):
        return Response.PD
    if not is_complete or baseline_mm is None:
        return Response.NE
    if all(target.is_normal for target in burden.targets):
        return Response.CR
    is_smaller = total <= (1 - PARTIAL) * baseline_mm + ROUNDING_MM
    return Response.PR if is_smaller else Response.SD


def _has_progressed(total_mm: float, nadir_mm: float | None) -> bool:
    if nadir_mm is None:
        return False
    more = total_mm - nadir_mm + ROUNDING_MM
    return more >= PROGRESSION * nadir_mm and more >= PROGRESSION_MM


def _is_back(burden: TumourBurden) -> bool:
    """Whether a lesion that is no node reappears after a complete response (appendix II)."""
    return any(t.size_mm is not None and t.size_mm > 0 for t in burden.targets if not t.is_node)


def _non_target_response(lesions: Sequence[NonTarget]) -> Response:
    """Section 4.3.3, without tumour markers, which no image shows."""
    if not lesions:
        return Response.NONE
    if any(lesion.state is PointState.PROGRESSED for lesion in lesions):
        return Response.PD
    if any(lesion.state is PointState.NOT_EVALUATED for lesion in lesions):
        return Response.NE
    is_gone = all(lesion.is_normal for lesion in lesions)
    return Response.CR if is_gone else Response.NON_CR_NON_PD


def _overall(target: Response, other: Response, *, has_new: bool) -> Response:
    """Tables 1 (target lesions) and 2 (none)."""
    if has_new or Response.PD in (target, other):
        return Response.PD
    if target is Response.NONE:
        return other
    if target is Response.CR and other not in (Response.CR, Response.NONE):
        return Response.PR
    return target


def _percent(size_mm: float | None, before_mm: float | None) -> float | None:
    if size_mm is None or not before_mm:
        return None
    return (size_mm / before_mm - 1) * 100
