"""Lesions over time: one line a lesion, one point an examination, and the RECIST sums.

Reports print a `FollowUp`, tables are written from it, the panel shows it; none works anything out anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from medviewer.domain.growth import Growth, LesionChange, growth
from medviewer.domain.lesion import Lesion, LesionSize
from medviewer.domain.study_ledger import LesionMatch, LesionRole, MatchMethod, PointState
from medviewer.domain.tumour_response import (
    LEAST_NODE_MM,
    LEAST_TARGET_MM,
    MOST_IN_ORGAN,
    MOST_TARGETS,
    TOO_SMALL_MM,
    NonTarget,
    Recist,
    TargetSize,
    TumourBurden,
    responses,
)
from medviewer.words import Message, message


@dataclass(frozen=True, slots=True)
class Examination:
    """One of the studies that are compared.

    Attributes:
        study_key: as open studies are named; its StudyInstanceUID where it is not open.
        study_date: YYYYMMDD, "" where the header says none.
        comparable_by: how its places are carried over into the study that is read; None where they are
            not, so that a lesion missing here may only lie elsewhere.
    """

    study_key: str
    study_instance_uid: str
    study_date: str = ""
    study_time: str = ""
    description: str = ""
    is_open: bool = True
    comparable_by: MatchMethod | None = None

    @property
    def day(self) -> date | None:
        """None where the header's date is none."""
        try:
            return date.fromisoformat(self.study_date)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class TimePoint:
    """What one examination shows of a lesion.

    Attributes:
        lesion: None where none of its own is known there.
        match: how it was found to be the same as before; None for a lesion that was not matched.
        is_confirmed: whether the reader confirmed that; what is not is a proposal.
    """

    study_key: str
    lesion: Lesion | None = None
    state: PointState = PointState.NOT_EVALUATED
    match: LesionMatch | None = None
    is_confirmed: bool = False

    @property
    def size(self) -> LesionSize:
        return self.lesion.size if self.lesion is not None else LesionSize()

    def counted_mm(self, *, is_node: bool) -> float | None:
        """What it adds to a sum of diameters; None where it was not evaluated."""
        if self.state is PointState.ABSENT:
            return 0.0
        if self.state is PointState.TOO_SMALL:
            return TOO_SMALL_MM
        if self.state is PointState.NOT_EVALUATED:
            return None
        return self.size.short_axis_mm if is_node else self.size.longest_mm


@dataclass(frozen=True, slots=True)
class LesionTimeline:
    """One lesion through all examinations.

    Attributes:
        number: 1 first, as on screen.
        points: one an examination, the oldest first.
        change: since the latest earlier examination that says anything of it.
        growth: of the same two; None where they cannot be compared.
    """

    tracking_uid: str
    number: int
    name: Message
    site: Message
    organ: str
    role: LesionRole
    is_node: bool
    points: tuple[TimePoint, ...]
    change: LesionChange = LesionChange.UNKNOWN
    growth: Growth | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether no match in it waits for the reader."""
        return all(point.is_confirmed or point.match is None for point in self.points)

    def counted_mm(self, index: int) -> float | None:
        return self.points[index].counted_mm(is_node=self.is_node)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All that is known of a patient's lesions over time.

    Attributes:
        examinations: the oldest first; the last one is read.
        recist: one from the baseline on; empty where no lesion counts.
        baseline: index of the examination the sums begin with.
        remarks: what of the choice of targets is not as RECIST 1.1 asks.
    """

    examinations: tuple[Examination, ...] = ()
    timelines: tuple[LesionTimeline, ...] = ()
    recist: tuple[Recist, ...] = ()
    baseline: int = 0
    remarks: tuple[Message, ...] = ()

    def recist_of(self, index: int) -> Recist | None:
        """An examination's; None before the baseline."""
        at = index - self.baseline
        return self.recist[at] if 0 <= at < len(self.recist) else None

    @property
    def confirmed_recist(self) -> Recist | None:
        """Of the examination that is read; None while a match of a lesion that counts is a proposal."""
        counting = (t for t in self.timelines if t.role is not LesionRole.NONE)
        is_confirmed = all(timeline.is_confirmed for timeline in counting)
        return self.recist_of(len(self.examinations) - 1) if is_confirmed else None

    def find(self, tracking_uid: str) -> LesionTimeline | None:
        return next((t for t in self.timelines if t.tracking_uid == tracking_uid), None)


def change_of(
    points: tuple[TimePoint, ...], examinations: tuple[Examination, ...], *, is_node: bool
) -> tuple[LesionChange, Growth | None]:
    """What became of a lesion in the last examination, since the latest one that says anything of it."""
    now = points[-1]
    earlier = [i for i, point in enumerate(points[:-1]) if _says_something(point)]
    if not earlier:
        return _change_of_first(now, examinations[:-1]), None
    before = points[earlier[-1]]
    if now.state is PointState.ABSENT:
        is_gone = before.state is not PointState.ABSENT
        return (LesionChange.GONE if is_gone else LesionChange.STABLE), None
    if now.state is PointState.PROGRESSED:
        return LesionChange.GROWN, None
    if before.state is PointState.ABSENT and now.lesion is not None:
        return LesionChange.NEW, None
    if now.state is not PointState.MEASURED or before.state is not PointState.MEASURED:
        return LesionChange.UNKNOWN, None
    days = days_between(examinations[earlier[-1]], examinations[-1])
    found = growth(before.size, now.size, days or 0, by_short_axis=is_node)
    return (found.change if found is not None else LesionChange.UNKNOWN), found


def days_between(first: Examination, second: Examination) -> int | None:
    """None where one of them does not say of when it is."""
    if first.day is None or second.day is None:
        return None
    return (second.day - first.day).days


def recist_of(
    timelines: tuple[LesionTimeline, ...], examinations: tuple[Examination, ...], baseline: int
) -> tuple[Recist, ...]:
    """RECIST 1.1 from the baseline on; empty where no lesion counts."""
    counting = [t for t in timelines if t.role is not LesionRole.NONE]
    if not counting:
        return ()
    indices = range(baseline, len(examinations))
    return responses([_burden(counting, index, baseline) for index in indices])


def baseline_of(
    timelines: tuple[LesionTimeline, ...], examinations: tuple[Examination, ...], chosen_uid: str
) -> int:
    """The examination the reader chose, else the first in which a target lesion is measured."""
    uids = [each.study_instance_uid for each in examinations]
    if chosen_uid in uids:
        return uids.index(chosen_uid)
    targets = [t for t in timelines if t.role is LesionRole.TARGET]
    for index in range(len(examinations)):
        if any(target.counted_mm(index) for target in targets):
            return index
    return 0


def target_remarks(timelines: tuple[LesionTimeline, ...], baseline: int) -> tuple[Message, ...]:
    """What RECIST 1.1 asks of target lesions at baseline, where it is not so."""
    targets = [t for t in timelines if t.role is LesionRole.TARGET]
    remarks = []
    if len(targets) > MOST_TARGETS:
        remarks.append(
            message(
                "FollowUp",
                "{count} target lesions: RECIST 1.1 sums five at most.",
                count=len(targets),
            )
        )
    remarks += [
        message(
            "FollowUp",
            "{count} target lesions in one organ ({organ}): RECIST 1.1 sums two of an organ at most.",
            count=count,
            organ=organ,
        )
        for organ, count in _by_organ(targets)
        if count > MOST_IN_ORGAN
    ]
    return (*remarks, *(_too_small(t) for t in targets if _is_below(t, baseline)))


def _says_something(point: TimePoint) -> bool:
    return point.lesion is not None or point.state is PointState.ABSENT


def _change_of_first(now: TimePoint, earlier: Iterable[Examination]) -> LesionChange:
    """New only where an earlier examination could have shown it."""
    could_be_seen = any(each.comparable_by is not None for each in earlier)
    is_new = now.lesion is not None and could_be_seen
    return LesionChange.NEW if is_new else LesionChange.UNKNOWN


def _burden(timelines: list[LesionTimeline], index: int, baseline: int) -> TumourBurden:
    """New is what the reader calls so and nobody saw at baseline or before."""
    targets = (t for t in timelines if t.role is LesionRole.TARGET)
    others = (t for t in timelines if t.role is LesionRole.NON_TARGET)
    new = (t for t in timelines if t.role is LesionRole.NEW)
    return TumourBurden(
        tuple(TargetSize(t.counted_mm(index), t.is_node) for t in targets),
        tuple(_non_target(t, index) for t in others),
        any(baseline < _first_seen(t) <= index for t in new),
    )


def _first_seen(timeline: LesionTimeline) -> int:
    seen = (at for at, point in enumerate(timeline.points) if point.lesion is not None)
    return next(seen, len(timeline.points))


def _non_target(timeline: LesionTimeline, index: int) -> NonTarget:
    point = timeline.points[index]
    return NonTarget(point.state, timeline.is_node, point.size.short_axis_mm)


def _by_organ(targets: list[LesionTimeline]) -> list[tuple[str, int]]:
    organs = [t.organ.casefold() for t in targets if t.organ]
    return [(organ, organs.count(organ)) for organ in dict.fromkeys(organs)]


def _is_below(target: LesionTimeline, baseline: int) -> bool:
    size = target.counted_mm(baseline)
    return size is not None and size < (LEAST_NODE_MM if target.is_node else LEAST_TARGET_MM)


def _too_small(target: LesionTimeline) -> Message:
    if target.is_node:
        return message(
            "FollowUp",
            "Lesion {number}: a node is a target from a short axis of 15 mm.",
            number=target.number,
        )
    return message(
        "FollowUp",
        "Lesion {number}: a target measures at least 10 mm at baseline.",
        number=target.number,
    )
