"""Every answer of every model about every study, side by side: nothing is overwritten without a word.

A model asked again makes a second set beside the first; the newer one is shown, the older one waits hidden.
Only an answer that says the same, and a refusal, give way to what comes after them.
"""

import dataclasses
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus


@dataclass(frozen=True, slots=True, eq=False)
class ResultSet:
    """One answer as the reader sees it.

    Attributes:
        number: 1 for the first set of this model on this study, counting up.
        finished_at: UTC, ISO 8601.
        is_shown: whether its undecided findings, maps and outlines are on screen.
    """

    result: AnalysisResult
    number: int = 1
    finished_at: str = ""
    is_shown: bool = True
    set_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def model_id(self) -> str:
        return self.result.card.model_id

    @property
    def is_done(self) -> bool:
        return self.result.status is AnalysisStatus.DONE


class ResultSets(QObject):
    """Result sets by study, oldest first."""

    changed = Signal(str)  # the study's key

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._of: dict[str, tuple[ResultSet, ...]] = {}

    def of(self, study_key: str) -> tuple[ResultSet, ...]:
        return self._of.get(study_key, ())

    def find(self, study_key: str, set_id: str) -> ResultSet | None:
        return next((each for each in self.of(study_key) if each.set_id == set_id), None)

    def add(self, result: AnalysisResult) -> ResultSet:
        """Keep an answer; earlier ones of that model about that series are hidden, not lost."""
        key = result.request.study_instance_uid
        earlier = [each for each in self.of(key) if not _gives_way(each.result, result)]
        number = 1 + max(
            (s.number for s in self.of(key) if s.model_id == result.card.model_id), default=0
        )
        if len(earlier) < len(self.of(key)):  # it takes another's place, and its number
            number = next(s.number for s in self.of(key) if s not in earlier)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        added = ResultSet(result, number, now)
        hidden = [
            dataclasses.replace(s, is_shown=False) if _is_rerun(s.result, result) else s
            for s in earlier
        ]
        self._of[key] = (*hidden, added)
        self.changed.emit(key)
        return added

    def put_back(self, study_key: str, sets: Iterable[ResultSet]) -> bool:
        """Take over sets of an earlier run, before those of this one; whether there were any new ones."""
        here = self.of(study_key)
        new = tuple(s for s in sets if all(s.set_id != each.set_id for each in here))
        if new:
            self._of[study_key] = (*new, *here)
            self.changed.emit(study_key)
        return bool(new)

    def show(self, study_key: str, set_id: str, is_shown: bool) -> None:
        """Show or hide one set."""
        self._of[study_key] = tuple(
            dataclasses.replace(each, is_shown=is_shown) if each.set_id == set_id else each
            for each in self.of(study_key)
        )
        self.changed.emit(study_key)

    def remove(self, study_key: str, set_id: str) -> None:
        """Forget one set for good."""
        self.keep_only(study_key, lambda each: each.set_id != set_id)

    def keep_only(self, study_key: str, is_kept: Callable[[ResultSet], bool]) -> bool:
        """Drop the study's sets that are not kept; whether there were any."""
        kept = tuple(each for each in self.of(study_key) if is_kept(each))
        if len(kept) == len(self.of(study_key)):
            return False
        self._of[study_key] = kept
        self.changed.emit(study_key)
        return True

    def forget(self, keys: frozenset[str]) -> None:
        for key in keys:
            self._of.pop(key, None)

    def forget_all(self) -> None:
        self._of.clear()


def findings_shown(
    sets: Iterable[ResultSet], is_decided: Callable[[str], bool]
) -> tuple[Finding, ...]:
    """Of the sets shown, and decided ones whatever is hidden; highest confidence first."""
    findings: dict[str, Finding] = {}
    for each in sorted(sets, key=lambda s: s.is_shown):  # what is shown has the last word
        for finding in each.result.findings:
            if each.is_shown or is_decided(finding.finding_id):
                findings[finding.finding_id] = finding
    return tuple(sorted(findings.values(), key=lambda finding: -finding.confidence))


def results_reported(
    sets: Iterable[ResultSet], findings: Iterable[Finding]
) -> tuple[AnalysisResult, ...]:
    """The answers a report of these findings speaks of: those shown, and hidden ones that hold some."""
    listed = {finding.finding_id for finding in findings}
    said: set[str] = set()
    kept = []
    for each in sorted(sets, key=lambda s: not s.is_shown):
        new = {f.finding_id for f in each.result.findings} & listed - said
        if each.is_shown or new:
            kept.append(each.result)
            said |= new
    return tuple(kept)


def weak_ids(results: Iterable[AnalysisResult]) -> frozenset[str]:
    """Findings no model states of its own accord."""
    said = [(f.finding_id, result.card.states(f)) for result in results for f in result.findings]
    stated = {finding_id for finding_id, is_stated in said if is_stated}
    return frozenset(finding_id for finding_id, _ in said) - stated


def _is_rerun(before: AnalysisResult, now: AnalysisResult) -> bool:
    """Whether the same model, in any version, was asked about the same series again."""
    return (
        before.card.model_id == now.card.model_id
        and before.request.display_set_id == now.request.display_set_id
    )


def _gives_way(before: AnalysisResult, now: AnalysisResult) -> bool:
    """A refusal to a later answer of its model; any answer to one that says the same."""
    if before.card.model_id != now.card.model_id:
        return False
    if before.status is AnalysisStatus.REFUSED:
        return True
    return _said(before) == _said(now)


def _said(result: AnalysisResult) -> tuple[object, ...]:
    request = result.request
    return (
        result.card.weights_sha256,
        request.display_set_id,
        request.override,
        result.device,
        result.status,
        result.scores,
        result.findings,
    )
