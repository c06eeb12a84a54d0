"""The patient's lesions over time, kept up to date while the reader works.

drawings, decisions, segments, matches, alignments ─► (a moment) ─► job: lesions, matching, sums ─► value

Whichever of a patient's examinations is on screen, the latest open one is the one that is read: what the
reader decides about matches and roles is kept with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QTimer, Slot

from medviewer.domain.longitudinal import Examination, FollowUp, LesionTimeline
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import Study
from medviewer.domain.study_ledger import LesionMatch, MatchMethod, StudyLedger
from medviewer.imaging.image_places import space_of
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.hanging.registering import Registering
from medviewer.session.images.viewport import ViewportState
from medviewer.session.keeping.journal import Journal
from medviewer.session.keeping.journal_content import JournalParts
from medviewer.session.lesions.follow_up import Entry, carried, follow_up
from medviewer.session.lesions.kept_priors import KeptPriors
from medviewer.session.lesions.lesion_jump import show_lesion
from medviewer.session.lesions.lesion_registering import LesionRegistering
from medviewer.session.lesions.lesions import ConfirmedFinding, StudyLesions, StudyWork, lesions_of
from medviewer.session.library.library import LibraryState
from medviewer.session.state import State

SOON_MS = 120  # a handle that is dragged moves all the time


@dataclass(frozen=True, slots=True)
class LongitudinalState:
    """Of the patient on screen.

    Attributes:
        study_key: the examination that is read; "" for none.
        confirmed: the same without what is only proposed: what documents state.
        selected_uid: the lesion the reader is at; "" for none.
        is_open: whether the panel is on screen.
    """

    study_key: str = ""
    follow_up: FollowUp = field(default_factory=FollowUp)
    confirmed: FollowUp = field(default_factory=FollowUp)
    selected_uid: str = ""
    is_open: bool = False

    @property
    def selected(self) -> LesionTimeline | None:
        return self.follow_up.find(self.selected_uid)

    @property
    def proposed(self) -> Mapping[str, tuple[LesionMatch, ...]]:
        """Matches that wait for the reader, by the key of the open examination they are in."""
        return self.proposed_of(self.follow_up.timelines)

    def proposed_of(
        self, timelines: Iterable[LesionTimeline]
    ) -> Mapping[str, tuple[LesionMatch, ...]]:
        """The same of some lesions."""
        found: dict[str, tuple[LesionMatch, ...]] = {}
        lines = tuple(timelines)
        for at, examination in enumerate(self.follow_up.examinations):
            points = [line.points[at] for line in lines]
            waiting = tuple(p.match for p in points if p.match and not p.is_confirmed)
            if waiting and examination.is_open:
                found[examination.study_key] = waiting
        return found

    @property
    def unrelated(self) -> tuple[Examination, ...]:
        """Open examinations whose places nothing carries over yet."""
        earlier = self.follow_up.examinations[:-1]
        return tuple(e for e in earlier if e.is_open and e.comparable_by is None)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """All a job needs, frozen; `kept` are examinations that are not open."""

    works: tuple[StudyWork, ...]
    ledgers: tuple[StudyLedger, ...]
    kept: tuple[Entry, ...]
    alignments: tuple[Alignment, ...]

    @property
    def asked(self) -> tuple[object, ...]:
        """What the answer hangs on, without lesions, which are part of it.

        Large values are told apart by being the same object: compare with an order that is still held.
        """
        works = [
            (w.study.key, id(w.study), w.annotations, w.findings, tuple(map(id, w.segments)))
            for w in self.works
        ]
        decided = [replace(each, lesions=()) for each in self.ledgers]
        return (works, decided, tuple(map(id, self.kept)), self.alignments)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What came of it."""

    lesions: tuple[StudyLesions, ...]
    follow_up: FollowUp
    confirmed: FollowUp


class Longitudinal(State[LongitudinalState]):
    """Follows what the reader does in every open study of the patient on screen."""

    def __init__(
        self,
        runner: JobRunner,
        parts: JournalParts,
        journal: Journal,
        registering: Registering,
    ) -> None:
        super().__init__(LongitudinalState(), journal)
        self._runner = runner
        self._parts = parts
        self._journal = journal
        self.ledger = parts.ledger
        self.registering = LesionRegistering(parts.room, registering, self)
        self._priors = KeptPriors(runner, self)
        self._asked: tuple[object, ...] = ()
        self._order_before: Order | None = None  # begun or done
        self._extents: dict[str, StudyLesions] = {}
        self._job: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._start)
        self._priors.changed.connect(self._on_changed)
        parts.annotations.changed.connect(self._on_changed)
        parts.reading.changed.connect(self._on_changed)
        parts.segments.changed.connect(self._on_changed)
        parts.ledger.changed.connect(self._on_changed)
        parts.linking.alignments.changed.connect(self._on_changed)
        parts.room.library.changed.connect(self._on_library_changed)
        parts.viewports.active.changed.connect(self._on_looked)

    @property
    def is_behind(self) -> bool:
        """Whether something has changed that `value` does not show yet."""
        return self._soon.isActive() or self._job is not None

    def stated_of(self, study_key: str) -> FollowUp | None:
        """What a document of that study states; None where it compares nothing and sums nothing."""
        found = self.value.confirmed
        is_it = bool(study_key) and study_key == self.value.study_key
        is_worth_it = len(found.examinations) > 1 or bool(found.recist)
        return found if is_it and is_worth_it and found.timelines else None

    def select(self, tracking_uid: str) -> None:
        """Make a lesion the one commands act on, and show it in every examination on screen."""
        self.update(selected_uid=tracking_uid)
        timeline = self.value.selected
        if timeline is not None:
            alignments = self._parts.linking.alignments.value.alignments
            show_lesion(timeline, self.value.follow_up, self._parts, alignments)

    def separate(self, timeline: LesionTimeline) -> None:
        """The latest examination with a match of that lesion shows another one."""
        known = self.value.follow_up.examinations
        for point, examination in zip(reversed(timeline.points), reversed(known), strict=True):
            if point.match is not None and examination.is_open:
                self.ledger.separate(examination.study_key, point.match)
                return

    def match_by_hand(self, timeline: LesionTimeline, earlier: LesionTimeline) -> None:
        """The reader says that the one in the examination read is the other one before it."""
        lesion = timeline.points[-1].lesion
        at = next((i for i, p in enumerate(earlier.points[:-1]) if p.lesion is not None), None)
        if lesion is None or at is None:
            return
        before, known = earlier.points[at].lesion, self._parts.linking.alignments.value.alignments
        assert before is not None  # for the type checker: looked for above
        _, distance = carried(lesion, before, known)
        uid = self.value.follow_up.examinations[at].study_instance_uid
        match = LesionMatch(lesion.item_ids, earlier.tracking_uid, MatchMethod.HAND, distance, uid)
        self.ledger.confirm({self.value.study_key: (match,)})

    def counterparts(self, timeline: LesionTimeline) -> tuple[LesionTimeline, ...]:
        """Earlier lesions that the one in the examination read could be: those it shows none of."""
        return tuple(
            each
            for each in self.value.follow_up.timelines
            if each is not timeline
            and each.points[-1].lesion is None
            and any(point.lesion is not None for point in each.points)
        )

    def _studies(self) -> tuple[Study, ...]:
        """The open ones of the patient on screen, the oldest first."""
        shown = self._parts.viewports.active.value.study
        if shown is None:
            return ()
        studies = self._parts.room.library.value.studies
        same = [s for s in studies if s.key == shown.key or _is_same(s, shown)]
        dated = [s for s in same if s.study_date or s.key == shown.key]
        return tuple(sorted(dated, key=_when))

    def _order(self, studies: tuple[Study, ...]) -> Order:
        ledgers = tuple(self.ledger.value.of(study.key) for study in studies)
        works = tuple(map(self._work, studies, ledgers))
        latest = studies[-1].study_date
        kept = tuple(e for e in self._priors.entries if e.examination.study_date <= latest)
        alignments = self._parts.linking.alignments.value.alignments
        return Order(works, ledgers, kept, alignments)

    def _work(self, study: Study, ledger: StudyLedger) -> StudyWork:
        known = self._extents.get(study.key)
        return StudyWork(
            study,
            self._parts.annotations.value.of(study.key),
            tuple(self._confirmed(study)),
            self._parts.segments.value.of(study.key),
            ledger.separations,
            known.extents if known is not None else {},
        )

    def _confirmed(self, study: Study) -> Iterable[ConfirmedFinding]:
        state = self._parts.reading.of_study(study.key)
        places = {own.finding.finding_id: own.display_set_id for own in state.added}
        for each in self._parts.proposals.all_sets(study.key):
            for finding in each.result.findings:
                places[finding.finding_id] = each.result.request.display_set_id
        for finding in state.findings:
            review, place = state.review_of(finding.finding_id), places.get(finding.finding_id)
            if review.is_confirmed and place is not None:
                yield ConfirmedFinding(review.as_read(finding), place)

    @Slot()
    def _on_changed(self) -> None:
        self._soon.start()

    @Slot(object, object)
    def _on_looked(self, before: ViewportState, now: ViewportState) -> None:
        """Scrolling changes nothing here."""
        if before.study is not now.study:
            self._soon.start()

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        if now.studies is before.studies:
            return
        keys = {study.key for study in now.studies}
        self._extents = {key: each for key, each in self._extents.items() if key in keys}
        self._soon.start()

    @Slot()
    def _start(self) -> None:
        """Look up what was kept, where another patient or study has come; then work everything out."""
        studies = self._studies()
        self._look_up(studies)
        before, order = self._order_before, self._order(studies) if studies else None
        if order is not None and before is not None and order.asked == before.asked:
            return  # a selection, or what this very job has answered
        self._order_before = order
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if order is None:
            self._show("", FollowUp(), FollowUp())
            return
        self._job = self._runner.start(Lane.MEASURING, partial(_work_out, order))
        self._job.finished.connect(self._on_finished)
        self._job.ended.connect(self._on_ended)

    def _look_up(self, studies: tuple[Study, ...]) -> None:
        uids = frozenset(study.study_instance_uid for study in studies)
        asked = (self._journal.file, uids)
        if asked == self._asked:
            return
        self._asked = asked
        if studies:
            self._priors.look_up(self._journal.file, studies[-1].patient, uids)
        else:
            self._priors.forget()

    @Slot(object)
    def _on_finished(self, answer: Answer) -> None:
        if self.sender() is not self._job:
            return  # something has changed since
        keys = [examination.study_key for examination in answer.follow_up.examinations]
        for each in answer.lesions:
            self._extents[each.study_key] = each
            study = self._parts.room.library.value.find_study(each.study_key)
            if study is not None:
                self.ledger.take_lesions(study, each.lesions)
        self._show(keys[-1], answer.follow_up, answer.confirmed)

    def _show(self, study_key: str, found: FollowUp, confirmed: FollowUp) -> None:
        is_there = found.find(self.value.selected_uid) is not None
        uid = self.value.selected_uid if is_there else ""
        self.update(study_key=study_key, follow_up=found, confirmed=confirmed, selected_uid=uid)

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None


def _work_out(order: Order, context: JobContext) -> Answer:
    """In a thread."""
    found = tuple(lesions_of(work, context.token.check) for work in order.works)
    opened = tuple(
        _entry(work.study, replace(ledger, lesions=each.lesions))
        for work, ledger, each in zip(order.works, order.ledgers, found, strict=True)
    )
    entries = sorted((*order.kept, *opened[:-1]), key=lambda e: _moment(e.examination))
    known = (*entries, opened[-1])
    confirmed = follow_up(known, order.alignments, proposes=False)
    return Answer(found, follow_up(known, order.alignments), confirmed)


def _entry(study: Study, ledger: StudyLedger) -> Entry:
    examination = Examination(
        study.key,
        study.study_instance_uid,
        study.study_date,
        study.study_time,
        study.study_description,
    )
    sets = (shown for series in study.series for shown in series.display_sets)
    spaces = frozenset(space_of(s) for s in sets if s.frames[0].plane is not None)
    return Entry(examination, ledger, spaces)


def _is_same(one: Study, other: Study) -> bool:
    return one.patient == other.patient or is_same_patient(one.patient, other.patient)


def _when(study: Study) -> tuple[str, str, str]:
    return study.study_date, study.study_time, study.key


def _moment(examination: Examination) -> tuple[str, str, str]:
    return examination.study_date, examination.study_time, examination.study_key
