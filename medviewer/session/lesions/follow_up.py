"""A patient's lesions laid out over time: what was matched, what is proposed, sizes and RECIST sums.

entries, oldest first ─► (confirmed matches, then proposals by place) ─► lines ─► FollowUp
No Qt, nothing shared: runs in a thread.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.lesion import Lesion, LesionSize, told
from medviewer.domain.longitudinal import (
    Examination,
    FollowUp,
    LesionTimeline,
    TimePoint,
    baseline_of,
    change_of,
    recist_of,
    target_remarks,
)
from medviewer.domain.study_ledger import (
    LesionMatch,
    LesionNote,
    LesionRole,
    MatchMethod,
    PointState,
    StudyLedger,
)
from medviewer.domain.tracking import tracking_uid
from medviewer.imaging.lesion_matching import (
    ALIGNED_GATE_MM,
    LEAST_GATE_MM,
    Mark,
    Pair,
    match_lesions,
)
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.lesions.lesion_places import Places

NODE_WORDS = (r"\blymph", r"\bnodes?\b", "淋巴结")  # a nodule is none
NOWHERE: Vector = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One examination with its lesions and what the reader decided about them.

    `spaces`: everything its places may be told in.
    """

    examination: Examination
    ledger: StudyLedger
    spaces: frozenset[str] = frozenset()


@dataclass(slots=True)
class Line:
    """A lesion while it is followed; `uids`: all its items in the examination it was first seen in."""

    uid: str
    uids: frozenset[str]
    points: dict[int, TimePoint] = field(default_factory=dict)

    def latest_before(self, index: int) -> tuple[int, Lesion] | None:
        for at in sorted((i for i in self.points if i < index), reverse=True):
            lesion = self.points[at].lesion
            if lesion is not None and lesion.center_lps_mm is not None:
                return at, lesion
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What matching asks: the examinations, and what leads from one to another."""

    entries: Sequence[Entry]
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """A line's latest lesion, carried into the examination that is matched to it."""

    line: Line
    mark: Mark
    method: MatchMethod
    study_instance_uid: str


def follow_up(
    entries: Sequence[Entry], alignments: Iterable[Alignment], *, proposes: bool = True
) -> FollowUp:
    """Everything known, the last entry being the examination that is read.

    Args:
        proposes: False leaves alone what the reader did not match: for documents.
    """
    if not entries:
        return FollowUp()
    places = Places(alignments)
    examinations = tuple(_compared(entry, entries[-1], places) for entry in entries)
    lines: list[Line] = []
    for index in range(len(entries)):
        _take(lines, index, Known(entries, places), proposes=proposes)
    timelines = tuple(
        _timeline(line, number, entries, examinations) for number, line in enumerate(lines, start=1)
    )
    chosen = next((e.ledger.baseline_uid for e in reversed(entries) if e.ledger.baseline_uid), "")
    baseline = baseline_of(timelines, examinations, chosen)
    recist = recist_of(timelines, examinations, baseline)
    remarks = target_remarks(timelines, baseline)
    return FollowUp(examinations, timelines, recist, baseline, remarks)


def carried(
    lesion: Lesion, before: Lesion, alignments: Iterable[Alignment]
) -> tuple[MatchMethod, float | None]:
    """How two lesions of different examinations lie to one another: by what, and how far apart."""
    carrier = Places(alignments).carrier(before.space, lesion.space)
    if carrier is None or lesion.center_lps_mm is None or before.center_lps_mm is None:
        return MatchMethod.HAND, None
    there = carrier.transform.apply(before.center_lps_mm)
    apart = sum((a - b) ** 2 for a, b in zip(there, lesion.center_lps_mm, strict=True)) ** 0.5
    return carrier.method, float(apart)


def _compared(entry: Entry, read: Entry, places: Places) -> Examination:
    if entry is read:
        return entry.examination
    carrier = places.best(entry.spaces, read.spaces)
    method = carrier.method if carrier is not None else None
    return replace(entry.examination, comparable_by=method)


def _take(lines: list[Line], index: int, known: Known, *, proposes: bool) -> None:
    """The lesions of one examination: confirmed, then proposed, then those that begin a line."""
    entry = known.entries[index]
    left = _take_confirmed(lines, index, entry)
    if entry.examination.is_open and index and proposes:
        left = _take_proposed(lines, index, left, known)
    for lesion in left:
        uid, uids = tracking_uid(lesion.item_id), frozenset(map(tracking_uid, lesion.item_ids))
        lines.append(Line(uid, uids, {index: _point(entry, lesion, uid, None)}))


def _take_confirmed(lines: list[Line], index: int, entry: Entry) -> list[Lesion]:
    left = []
    for lesion in entry.ledger.lesions:
        match = next(
            (m for m in entry.ledger.matches if set(m.item_ids) & {*lesion.item_ids}), None
        )
        if match is None:
            left.append(lesion)
            continue
        line = next((each for each in lines if match.uid in {each.uid, *each.uids}), None)
        if line is None or index in line.points:
            # The earlier examination is not known here; or a lesion fell apart, and its parts are two rows.
            own = match.uid if line is None else tracking_uid(lesion.item_id)
            line = Line(own, frozenset(map(tracking_uid, lesion.item_ids)))
            lines.append(line)
        line.points[index] = _point(entry, lesion, line.uid, match)
    return left


def _take_proposed(lines: list[Line], index: int, left: list[Lesion], known: Known) -> list[Lesion]:
    """By place, one space after the other; what stays is returned."""
    entry, rest = known.entries[index], list(left)
    for space in dict.fromkeys(lesion.space for lesion in left):
        now = [each for each in rest if each.space == space and each.center_lps_mm is not None]
        anchors = [a for line in lines if (a := _anchor(line, index, space, known)) is not None]
        for pair in _pairs(now, anchors, entry):
            lesion, anchor = now[pair.now], anchors[pair.before]
            uid, study = anchor.line.uid, anchor.study_instance_uid
            match = LesionMatch(
                lesion.item_ids, uid, anchor.method, round(pair.distance_mm, 2), study
            )
            anchor.line.points[index] = _point(entry, lesion, uid, match, is_proposed=True)
            rest.remove(lesion)
    return rest


def _anchor(line: Line, index: int, space: str, known: Known) -> Anchor | None:
    """The line's latest lesion before, carried into `space`; None where nothing leads there."""
    latest = None if index in line.points else line.latest_before(index)
    if latest is None:
        return None
    at, lesion = latest
    carrier = known.places.carrier(lesion.space, space)
    if carrier is None or lesion.center_lps_mm is None:
        return None
    there = as_vector(carrier.transform.apply(lesion.center_lps_mm))
    is_by_slices = carrier.method is MatchMethod.ALIGNMENT
    mark = _mark(lesion, there, ALIGNED_GATE_MM if is_by_slices else LEAST_GATE_MM)
    study = known.entries[at].examination.study_instance_uid
    return Anchor(line, mark, carrier.method, study)


def _pairs(now: list[Lesion], anchors: list[Anchor], entry: Entry) -> tuple[Pair, ...]:
    apart = {(s.item_id, s.uid) for s in entry.ledger.separations}
    forbidden = frozenset(
        (i, j)
        for i, lesion in enumerate(now)
        for j, anchor in enumerate(anchors)
        if any((item, anchor.line.uid) in apart for item in lesion.item_ids)
    )
    marks = [_mark(each, each.center_lps_mm or NOWHERE, LEAST_GATE_MM) for each in now]
    return match_lesions(marks, [anchor.mark for anchor in anchors], forbidden)


def _mark(lesion: Lesion, place: Vector, gate_mm: float) -> Mark:
    longest = lesion.size.longest_mm or 0.0
    return Mark(place, longest, lesion.label, str(lesion.site), gate_mm)


def _point(
    entry: Entry,
    lesion: Lesion,
    uid: str,
    match: LesionMatch | None,
    *,
    is_proposed: bool = False,
) -> TimePoint:
    """Items that joined the lesion since it was confirmed wait for the reader, too."""
    key, state = entry.examination.study_key, _state(lesion, entry.ledger.note_of(uid))
    missing = match is not None and not {*lesion.item_ids} <= {*match.item_ids}
    if missing or (match is None and len(lesion.item_ids) > 1):
        joined = LesionMatch(lesion.item_ids, uid, MatchMethod.SAME_STUDY)
        return TimePoint(key, lesion, state, joined)
    return TimePoint(key, lesion, state, match, is_confirmed=match is not None and not is_proposed)


def _state(lesion: Lesion | None, note: LesionNote) -> PointState:
    if note.state is not None:
        return note.state
    if lesion is None:
        return PointState.NOT_EVALUATED
    is_measured = lesion.size != LesionSize()
    return PointState.MEASURED if is_measured else PointState.PRESENT


def _timeline(
    line: Line,
    number: int,
    entries: Sequence[Entry],
    examinations: tuple[Examination, ...],
) -> LesionTimeline:
    points = tuple(_point_at(line, index, entry) for index, entry in enumerate(entries))
    lesions = [point.lesion for point in points if point.lesion is not None]
    newest = lesions[-1]
    site = next((each.site for each in reversed(lesions) if str(each.site)), told(""))
    notes = [entry.ledger.note_of(line.uid) for entry in entries]
    role = next((n.role for n in reversed(notes) if n.role is not None), LesionRole.NONE)
    organ = next((n.organ for n in reversed(notes) if n.organ), _organ(lesions))
    stated = next((n.is_node for n in reversed(notes) if n.is_node is not None), None)
    is_node = _sounds_like_node(newest) if stated is None else stated
    change, grown = change_of(points, examinations, is_node=is_node)
    return LesionTimeline(
        line.uid,
        number,
        newest.name,
        site,
        organ,
        role,
        is_node,
        points,
        change,
        grown,
    )


def _point_at(line: Line, index: int, entry: Entry) -> TimePoint:
    if index in line.points:
        return line.points[index]
    state = _state(None, entry.ledger.note_of(line.uid))
    return TimePoint(entry.examination.study_key, None, state)


def _organ(lesions: Iterable[Lesion]) -> str:
    """What a model's label begins with ("lung_nodule"): both lungs are one organ in RECIST."""
    labels = (lesion.label for lesion in lesions if "_" in lesion.label)
    return next((label.partition("_")[0] for label in labels), "")


def _sounds_like_node(lesion: Lesion) -> bool:
    said = f"{lesion.label} {lesion.name} {lesion.site}".casefold().replace("_", " ")
    return any(re.search(word, said) for word in NODE_WORDS)
