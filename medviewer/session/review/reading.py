"""The reader's side of a study: decisions on findings, the selected one, the impression."""

import dataclasses
from collections.abc import Container
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import Finding, RejectionReason, Review, ReviewState
from medviewer.domain.reading_mode import ChangeAfterAI, FirstRead, ReadingMode
from medviewer.domain.report import ReportContent
from medviewer.domain.study_journal import StudyJournal
from medviewer.session.ai.operating_points import Floor
from medviewer.session.keeping.history import Change, History
from medviewer.session.review.reading_state import ReadingState
from medviewer.session.state import State
from medviewer.words import Message, message

__all__ = ["Reading", "ReadingState"]

PART = "reading"
PART_OF_OWN = "own findings"  # they stay whatever becomes of the models' answers
DECIDED = {
    ReviewState.ACCEPTED: message("Undo", "Finding accepted"),
    ReviewState.EDITED: message("Undo", "Finding edited"),
    ReviewState.REJECTED: message("Undo", "Finding rejected"),
    ReviewState.PROPOSED: message("Undo", "Decision taken back"),
}


class Reading(State[ReadingState]):
    """Readings by study; `value` is the one on screen. Decisions go into the history."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(ReadingState(), parent)
        self._history = history
        self._others: dict[str, ReadingState] = {}
        self._kept: dict[str, tuple[Review, ...]] = {}
        self._mode = ReadingMode.BESIDE

    def open_study(self, study_instance_uid: str) -> None:
        """Put another study's reading on screen; the one before is kept."""
        if study_instance_uid == self.value.study_instance_uid:
            return
        if self.value.study_instance_uid:  # nothing is read while no study is open
            self._others[self.value.study_instance_uid] = self.value
        self.replace(self._others.pop(study_instance_uid, self._fresh(study_instance_uid)))

    def forget(self, keys: frozenset[str]) -> None:
        """Drop findings, decisions and impressions of these studies."""
        for part in (PART, PART_OF_OWN):
            self._history.forget(keys, part)
        for key in keys:
            self._others.pop(key, None)
            self._kept.pop(key, None)
        if self.value.study_instance_uid in keys:
            self.replace(self._fresh())

    def forget_all(self) -> None:
        """Drop every study's findings, decisions and impression; only the reader's name stays."""
        for part in (PART, PART_OF_OWN):
            self._history.forget(frozenset({*self._others, self.value.study_instance_uid}), part)
        self._others.clear()
        self._kept.clear()
        self.replace(self._fresh())

    @property
    def study_keys(self) -> tuple[str, ...]:
        """Of every study something is known of, the one on screen first."""
        shown = self.value.study_instance_uid
        return (*((shown,) if shown else ()), *self._others)

    def of_study(self, study_instance_uid: str) -> ReadingState:
        """A study's reading, on screen or not."""
        if study_instance_uid == self.value.study_instance_uid:
            return self.value
        untouched = ReadingState(study_instance_uid, mode=self._mode)
        return self._others.get(study_instance_uid, untouched)

    def take_findings(
        self,
        study_instance_uid: str,
        findings: tuple[Finding, ...],
        *,
        is_analysed: bool = True,
        known: frozenset[str] = frozenset(),
        weak: frozenset[str] = frozenset(),
    ) -> None:
        """Replace a study's findings by those of its results; decisions on kept ones stay.

        Args:
            known: ids of findings that are hidden for now: decisions on them can still be taken back.
            weak: see `ReadingState.weak_ids`.
        """
        before = self.of_study(study_instance_uid)
        kept = {finding.finding_id for finding in findings}
        own = {each.finding.finding_id for each in before.added}
        before = self._with_kept_reviews(before, kept | known)
        now = dataclasses.replace(
            before,
            stated=tuple(sorted(findings, key=lambda finding: -finding.confidence)),
            reviews=tuple(r for r in before.reviews if r.finding_id in kept | known),
            selected_id=before.selected_id if before.selected_id in kept | own else "",
            weak_ids=weak,
            is_analysed=is_analysed,
        )
        lost = {finding.finding_id for finding in before.stated} - kept - known
        if lost:
            self._history.forget(frozenset({study_instance_uid}), PART)
        self._put(now)

    def bring_back(
        self, study_key: str, reviews: tuple[Review, ...], written: ReportContent
    ) -> None:
        """Take over what was decided and written in an earlier run; what the reader did since comes first.

        A decision waits until its finding is there: models name the same finding the same way again.
        """
        kept = {r.finding_id: r for r in (*reviews, *self.waiting(study_key))}
        self._kept[study_key] = tuple(kept.values())
        before = self.of_study(study_key)
        content = before.content.over(dataclasses.replace(written, reader=""))
        found = {finding.finding_id for finding in before.stated}
        self._put(dataclasses.replace(self._with_kept_reviews(before, found), content=content))

    def bring_back_own(self, study_key: str, kept: StudyJournal) -> None:
        """Take over the reader's own findings and first read of an earlier run; this run's come first."""
        before = self.of_study(study_key)
        here = {each.finding.finding_id for each in before.added}
        old = tuple(a for a in kept.added if a.finding.finding_id not in here)
        self._put(
            dataclasses.replace(
                before,
                added=(*old, *before.added),
                first_read=kept.first_read or before.first_read,
                changes_after_ai=(*kept.changes_after_ai, *before.changes_after_ai),
                ai_seen_at=kept.ai_seen_at or before.ai_seen_at,
            )
        )

    def waiting(self, study_key: str) -> tuple[Review, ...]:
        """Decisions of an earlier run whose findings are not there yet."""
        return self._kept.get(study_key, ())

    def _with_kept_reviews(self, state: ReadingState, found: Container[str]) -> ReadingState:
        """With the waiting decisions on what is found; those wait no longer."""
        key, decided = state.study_instance_uid, {r.finding_id for r in state.reviews}
        waiting = self._kept.get(key, ())
        if not waiting:
            return state
        due = tuple(r for r in waiting if r.finding_id in found and r.finding_id not in decided)
        self._kept[key] = tuple(r for r in waiting if r.finding_id not in found)
        return dataclasses.replace(state, reviews=(*state.reviews, *due))

    def reset_floors(
        self, study_instance_uid: str, point: str, floors: tuple[Floor, ...], lowest: float
    ) -> None:
        """Show a study's findings from these thresholds again, whatever the reader had set."""
        before = self.of_study(study_instance_uid)
        self._put(
            dataclasses.replace(
                before, operating_point=point, floors=floors, confidence_floor=lowest
            )
        )

    def _put(self, now: ReadingState) -> None:
        if now.study_instance_uid == self.value.study_instance_uid:
            self.replace(now)
        else:
            self._others[now.study_instance_uid] = now

    def select(self, finding_id: str) -> None:
        """Make a finding the one the keys act on; "" for none."""
        if finding_id == "" or self.value.find(finding_id) is not None:
            self.update(selected_id=finding_id)

    def select_next(self, step: int = 1, *, only_undecided: bool = False) -> None:
        """Select the next shown finding, around the end; the first where none is selected."""
        shown = self.value.visible
        if only_undecided:
            shown = tuple(f for f in shown if f in self.value.undecided) or shown
        ids = [finding.finding_id for finding in shown]
        if not ids:
            return
        if self.value.selected_id in ids:
            at = (ids.index(self.value.selected_id) + step) % len(ids)
        else:
            at = self._first_after_selected(shown) if step > 0 else len(ids) - 1
        self.select(ids[at])

    def decide(self, finding_id: str, state: ReviewState, drag: str = "") -> None:
        """Accept or reject a finding, or put it back to proposed; an edited one that is accepted stays so.

        Args:
            drag: joins it with the step before that had the same, see `Change.drag`.
        """
        now = self.value.review_of(finding_id)
        is_settled = now.is_confirmed and state is ReviewState.ACCEPTED
        if is_settled or self.value.find_added(finding_id) is not None:
            return
        reviews = self._without_review(self.value, finding_id)
        if state is not ReviewState.PROPOSED:
            reviews = (*reviews, Review(finding_id, state, self._reader, _now()))
        self._decide(self.value.study_instance_uid, reviews, DECIDED[state], drag)

    def give_reason(
        self, finding_id: str, reason: RejectionReason | None, study_key: str = "", drag: str = ""
    ) -> None:
        """Say why a finding was rejected; nothing where it is not."""
        key = study_key or self.value.study_instance_uid
        review = self.of_study(key).review_of(finding_id)
        if review.state is ReviewState.REJECTED:
            reviews = self._without_review(self.of_study(key), finding_id)
            given = dataclasses.replace(review, reason=reason)
            self._decide(key, (*reviews, given), DECIDED[review.state], drag)

    def revise(self, study_key: str, revised: Finding) -> None:
        """Put the reader's version of a finding in place; what a model stated stays beside it."""
        state, finding_id = self.of_study(study_key), revised.finding_id
        own = state.find_added(finding_id)
        if own is not None:
            told = dataclasses.replace(revised.provenance, analysed_at=_now(), reader=self._reader)
            changed = dataclasses.replace(
                own, finding=dataclasses.replace(revised, provenance=told)
            )
            added = tuple(changed if each is own else each for each in state.added)
            self._put_own(study_key, added, DECIDED[ReviewState.EDITED])
            return
        edited = Review(finding_id, ReviewState.EDITED, self._reader, _now(), None, revised)
        reviews = (*self._without_review(state, finding_id), edited)
        self._decide(study_key, reviews, DECIDED[ReviewState.EDITED])

    def add(self, own: AddedFinding) -> None:
        """Add a finding no model proposed to the study on screen, and select it."""
        key = self.value.study_instance_uid
        self._put_own(key, (*self.value.added, own), message("Undo", "Finding added"))
        self.select(own.finding.finding_id)

    def remove(self, finding_id: str) -> None:
        """Take one of the reader's own findings away."""
        left = tuple(a for a in self.value.added if a.finding.finding_id != finding_id)
        key, title = self.value.study_instance_uid, message("Undo", "Finding removed")
        self._put_own(key, left, title)

    def use_mode(self, mode: ReadingMode) -> None:
        """Show or hide what the AI says, in every study."""
        self._mode = mode
        for key, state in self._others.items():
            self._others[key] = dataclasses.replace(state, mode=mode)
        self.update(mode=mode)

    def lock_first_read(self, first_read: FirstRead) -> None:
        """Freeze what was read of the study on screen; from here on the AI is seen. Cannot be undone."""
        if self.value.first_read is None:
            self.update(first_read=first_read)

    def note_seen(self) -> None:
        """The AI's answers about the study on screen are seen from now on."""
        if not self.value.ai_seen_at:
            self.update(ai_seen_at=_now())

    def note_changes(self, study_key: str, changes: tuple[ChangeAfterAI, ...]) -> None:
        """Keep what was changed after the AI was seen."""
        self._put(dataclasses.replace(self.of_study(study_key), changes_after_ai=changes))

    @property
    def _reader(self) -> str:
        return self.value.content.reader

    @staticmethod
    def _without_review(state: ReadingState, finding_id: str) -> tuple[Review, ...]:
        return tuple(r for r in state.reviews if r.finding_id != finding_id)

    def _decide(
        self, key: str, reviews: tuple[Review, ...], title: Message, drag: str = ""
    ) -> None:
        before = self.of_study(key).reviews
        if reviews == before:
            return
        self._put_reviews(key, reviews)
        put = partial(self._put_reviews, key)
        self._history.record(Change(title, put, before, reviews, key, drag, PART))

    def _put_reviews(self, study_instance_uid: str, reviews: tuple[Review, ...]) -> None:
        study = self.of_study(study_instance_uid)
        self._put(dataclasses.replace(study, reviews=reviews))

    def _put_own(self, key: str, added: tuple[AddedFinding, ...], title: Message) -> None:
        before = self.of_study(key).added
        if added == before:
            return
        self._put_added(key, added)
        put = partial(self._put_added, key)
        self._history.record(Change(title, put, before, added, key, part=PART_OF_OWN))

    def _put_added(self, study_instance_uid: str, added: tuple[AddedFinding, ...]) -> None:
        study = dataclasses.replace(self.of_study(study_instance_uid), added=added)
        is_there = study.find(study.selected_id) is not None
        self._put(study if is_there else dataclasses.replace(study, selected_id=""))

    def show_above(self, confidence: float) -> None:
        """Show findings of every model from one confidence, set by hand."""
        self.update(confidence_floor=min(max(confidence, 0.0), 1.0), floors=(), operating_point="")

    def show_at(self, point: str, floors: tuple[Floor, ...], lowest: float) -> None:
        """Show findings from their own thresholds at an operating point."""
        self.reset_floors(self.value.study_instance_uid, point, floors, lowest)

    def write(self, **texts: str) -> None:
        """Change what the reader wrote, by the names of `ReportContent`."""
        self.update(content=dataclasses.replace(self.value.content, **texts))

    def put_back(
        self,
        study_key: str,
        added: tuple[AddedFinding, ...],
        reviews: tuple[Review, ...],
        content: ReportContent,
    ) -> None:
        """Make a study's own findings, decisions and texts these, recording nothing."""
        before = self.of_study(study_key)
        self._put(dataclasses.replace(before, added=added, reviews=reviews, content=content))

    def put_content(self, study_key: str, content: ReportContent) -> None:
        """Make a study's content this, recording nothing: undo."""
        self._put(dataclasses.replace(self.of_study(study_key), content=content))

    def _fresh(self, study_key: str = "") -> ReadingState:
        """Of a study nobody has read; only the reader is known."""
        return ReadingState(study_key, content=ReportContent(reader=self._reader), mode=self._mode)

    def _first_after_selected(self, shown: tuple[Finding, ...]) -> int:
        """Where the reader goes on when the selected finding has left the list."""
        selected = self.value.selected
        if selected is None:
            return 0
        later = (i for i, f in enumerate(shown) if f.confidence < selected.confidence)
        return next(later, 0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
