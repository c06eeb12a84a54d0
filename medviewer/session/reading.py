"""The reader's side of a study: decisions on findings, the selected one, the impression."""

import dataclasses
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject

from medviewer.domain.finding import Finding, Review, ReviewState
from medviewer.domain.model_card import ModelCard
from medviewer.domain.report import ReportContent
from medviewer.session.history import Change, History
from medviewer.session.operating_points import Floor
from medviewer.session.state import State
from medviewer.words import Message, message

PART = "reading"
DECIDED = {
    ReviewState.ACCEPTED: message("Undo", "Finding accepted"),
    ReviewState.EDITED: message("Undo", "Finding edited"),
    ReviewState.REJECTED: message("Undo", "Finding rejected"),
    ReviewState.PROPOSED: message("Undo", "Decision taken back"),
}


@dataclass(frozen=True, slots=True)
class ReadingState:
    """One study's reading.

    Attributes:
        findings: every finding of every result, highest confidence first.
        reviews: decisions so far; a finding without one is proposed.
        selected_id: the finding the keys act on, "" for none.
        confidence_floor: findings below it are not shown on screen; those that models state of their own
            accord still belong to the report.
        floors: thresholds by weights and label; where there is one, it counts, not `confidence_floor`.
        weak_ids: of findings no model states of its own accord; they count while the reader shows them.
        operating_point: the point `floors` are of; "" while the reader has set the floor by hand.
        is_analysed: whether some model has finished (with or without findings).
    """

    study_instance_uid: str = ""
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()
    selected_id: str = ""
    confidence_floor: float = 0.0
    floors: tuple[Floor, ...] = ()
    weak_ids: frozenset[str] = frozenset()
    operating_point: str = ""
    content: ReportContent = field(default_factory=ReportContent)
    is_analysed: bool = False

    def review_of(self, finding_id: str) -> Review:
        return next((r for r in self.reviews if r.finding_id == finding_id), Review(finding_id))

    @property
    def selected(self) -> Finding | None:
        return self.find(self.selected_id)

    def find(self, finding_id: str) -> Finding | None:
        return next((f for f in self.findings if f.finding_id == finding_id), None)

    @property
    def visible(self) -> tuple[Finding, ...]:
        """Findings at or above their threshold; decided ones always."""
        return tuple(finding for finding in self.findings if self.shows(finding))

    def shows(self, finding: Finding) -> bool:
        is_above = finding.confidence >= self.floor_of(finding)
        return is_above or self.review_of(finding.finding_id).is_decided

    @property
    def is_set_by_hand(self) -> bool:
        """Whether the reader chose the confidence from which findings are shown."""
        return self.is_analysed and not self.floors and not self.operating_point

    def point_of(self, card: ModelCard) -> str:
        """The operating point that model is shown at; "" while the reader has set the floor by hand."""
        return self.operating_point or (card.usual_point if self.floors else "")

    def floor_of(self, finding: Finding) -> float:
        """The confidence from which that finding is shown."""
        own = (floor.threshold for floor in self.floors if floor.is_for(finding))
        return next(own, self.confidence_floor)

    @property
    def reported(self) -> tuple[Finding, ...]:
        """What stands in a report: all that is stated, and of the weak ones what is shown or decided."""
        shown = {finding.finding_id for finding in self.visible}
        return tuple(
            f for f in self.findings if f.finding_id in shown or f.finding_id not in self.weak_ids
        )

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.reported if not self.review_of(f.finding_id).is_decided)

    def number_of(self, finding_id: str) -> int:
        """The number a finding has on screen and in the report, 1 first."""
        return 1 + [f.finding_id for f in self.findings].index(finding_id)


class Reading(State[ReadingState]):
    """Readings by study; `value` is the one on screen. Decisions go into the history."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(ReadingState(), parent)
        self._history = history
        self._others: dict[str, ReadingState] = {}
        self._kept: dict[str, tuple[Review, ...]] = {}

    def open_study(self, study_instance_uid: str) -> None:
        """Put another study's reading on screen; the one before is kept."""
        if study_instance_uid == self.value.study_instance_uid:
            return
        if self.value.study_instance_uid:  # nothing is read while no study is open
            self._others[self.value.study_instance_uid] = self.value
        fresh = ReadingState(study_instance_uid, content=self._content_of_same_reader())
        self.replace(self._others.pop(study_instance_uid, fresh))

    def forget(self, keys: frozenset[str]) -> None:
        """Drop findings, decisions and impressions of these studies."""
        self._history.forget(keys, PART)
        for key in keys:
            self._others.pop(key, None)
            self._kept.pop(key, None)
        if self.value.study_instance_uid in keys:
            self.replace(ReadingState(content=self._content_of_same_reader()))

    def forget_all(self) -> None:
        """Drop every study's findings, decisions and impression; only the reader's name stays."""
        self._history.forget(frozenset({*self._others, self.value.study_instance_uid}), PART)
        self._others.clear()
        self._kept.clear()
        self.replace(ReadingState(content=self._content_of_same_reader()))

    def of_study(self, study_instance_uid: str) -> ReadingState:
        """A study's reading, on screen or not."""
        if study_instance_uid == self.value.study_instance_uid:
            return self.value
        return self._others.get(study_instance_uid, ReadingState(study_instance_uid))

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
        before = self._with_kept_reviews(before, kept | known)
        now = dataclasses.replace(
            before,
            findings=tuple(sorted(findings, key=lambda finding: -finding.confidence)),
            reviews=tuple(r for r in before.reviews if r.finding_id in kept | known),
            selected_id=before.selected_id if before.selected_id in kept else "",
            weak_ids=weak,
            is_analysed=is_analysed,
        )
        lost = {finding.finding_id for finding in before.findings} - kept - known
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
        found = {finding.finding_id for finding in before.findings}
        self._put(dataclasses.replace(self._with_kept_reviews(before, found), content=content))

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

    def decide(self, finding_id: str, state: ReviewState) -> None:
        """Accept or reject a finding, or put it back to proposed."""
        others = tuple(r for r in self.value.reviews if r.finding_id != finding_id)
        if state is ReviewState.PROPOSED:
            self._decide(others, DECIDED[state])
            return
        reader = self.value.content.reader
        review = Review(finding_id, state, reader, datetime.now(UTC).isoformat(timespec="seconds"))
        self._decide((*others, review), DECIDED[state])

    def _decide(self, reviews: tuple[Review, ...], title: Message) -> None:
        key, before = self.value.study_instance_uid, self.value.reviews
        if reviews == before:
            return
        self.update(reviews=reviews)
        put = partial(self._put_reviews, key)
        self._history.record(Change(title, put, before, reviews, key, part=PART))

    def _put_reviews(self, study_instance_uid: str, reviews: tuple[Review, ...]) -> None:
        study = self.of_study(study_instance_uid)
        self._put(dataclasses.replace(study, reviews=reviews))

    def show_above(self, confidence: float) -> None:
        """Show findings of every model from one confidence, set by hand."""
        self.update(confidence_floor=min(max(confidence, 0.0), 1.0), floors=(), operating_point="")

    def show_at(self, point: str, floors: tuple[Floor, ...], lowest: float) -> None:
        """Show findings from their own thresholds at an operating point."""
        self.reset_floors(self.value.study_instance_uid, point, floors, lowest)

    def write(self, **texts: str) -> None:
        """Change what the reader wrote, by the names of `ReportContent`."""
        self.update(content=dataclasses.replace(self.value.content, **texts))

    def put_content(self, study_key: str, content: ReportContent) -> None:
        """Make a study's content this, recording nothing: undo."""
        self._put(dataclasses.replace(self.of_study(study_key), content=content))

    def _content_of_same_reader(self) -> ReportContent:
        return ReportContent(reader=self.value.content.reader)

    def _first_after_selected(self, shown: tuple[Finding, ...]) -> int:
        """Where the reader goes on when the selected finding has left the list."""
        selected = self.value.selected
        if selected is None:
            return 0
        later = (i for i, f in enumerate(shown) if f.confidence < selected.confidence)
        return next(later, 0)
