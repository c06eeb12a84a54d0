"""The codes of every open study, each with the reader's word on it; each decision can be undone.

What a model proposes comes and goes with the text it was asked of; what the reader decided stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.code import Code
from medviewer.domain.coding import (
    CodeDecision,
    CodeKey,
    CodeOrigin,
    CodeSuggestion,
    ReportCode,
    decided_codes,
    joined_codes,
)
from medviewer.session.keeping.history import Change, History
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.state import State
from medviewer.words import Message, message

PART = "codes"
MOST_CODES = 500  # of a study
TITLES: Mapping[CodeDecision, Message] = {
    CodeDecision.ACCEPTED: message("Undo", "Code accepted"),
    CodeDecision.REJECTED: message("Undo", "Code rejected"),
    CodeDecision.UNDECIDED: message("Undo", "Decision on a code taken back"),
}
CHOSEN = message("Undo", "Code chosen")

Step = Mapping[CodeKey, ReportCode | None]


@dataclass(frozen=True, slots=True)
class CodesState:
    """By study key."""

    studies: Mapping[str, tuple[ReportCode, ...]] = field(default_factory=dict)

    def of(self, study_key: str) -> tuple[ReportCode, ...]:
        return self.studies.get(study_key, ())

    def find(self, study_key: str, key: CodeKey) -> ReportCode | None:
        return next((each for each in self.of(study_key) if each.key == key), None)


class StudyCodes(State[CodesState]):
    """Keeps proposals and decisions. Whether a signed report may change is asked elsewhere."""

    def __init__(self, history: History, library: Library, parent: QObject | None = None) -> None:
        super().__init__(CodesState(), parent)
        self._history = history
        library.changed.connect(self._on_library_changed)

    def propose(self, study_key: str, proposed: Iterable[ReportCode]) -> None:
        """Put these in place of all that is undecided; what is decided stays as it is."""
        decided = decided_codes(self.value.of(study_key))
        known = {each.key for each in decided}
        new = {each.key: each for each in proposed if each.key not in known}
        self.put_whole(study_key, (*decided, *new.values())[:MOST_CODES])

    def decide(
        self, study_key: str, key: CodeKey, decision: CodeDecision, reader: str = ""
    ) -> None:
        """Accept or reject a code, or take that back; what the reader chose is then gone."""
        before = self.value.find(study_key, key)
        if before is None or before.decision is decision:
            return
        is_decided = decision is not CodeDecision.UNDECIDED
        now = replace(
            before,
            decision=decision,
            decided_at=_now() if is_decided else "",
            reader=reader.strip() if is_decided else "",
        )
        is_own = before.suggestion.origin is CodeOrigin.READER
        gone = is_own and decision is not CodeDecision.ACCEPTED
        self._change(study_key, TITLES[decision], {key: None if gone else now})

    def choose(self, study_key: str, code: Code, reader: str = "") -> None:
        """A code the reader looked up: accepted, whatever anybody proposed before."""
        key = (code.scheme, code.value)
        if self.value.find(study_key, key) is not None:
            self.decide(study_key, key, CodeDecision.ACCEPTED, reader)
            return
        own = CodeSuggestion(code, 1.0, CodeOrigin.READER)
        chosen = ReportCode(own, CodeDecision.ACCEPTED, decided_at=_now(), reader=reader.strip())
        self._change(study_key, CHOSEN, {key: chosen})

    def put(self, study_key: str, step: Step) -> None:
        """Make single codes these, None for gone, recording nothing."""
        codes = {each.key: each for each in self.value.of(study_key)}
        for key, each in step.items():
            if each is not None:
                codes[key] = each
            else:
                codes.pop(key, None)
        self.put_whole(study_key, tuple(codes.values())[:MOST_CODES])

    def put_decided(self, study_key: str, decided: tuple[ReportCode, ...]) -> None:
        """Make the decisions these, as they were signed; other proposals are undecided again or gone."""
        known = {each.key for each in decided}
        rest = (each for each in self.value.of(study_key) if each.key not in known)
        still = tuple(each for each in rest if not each.is_decided)
        self.put_whole(study_key, (*decided, *still))

    def bring_back(self, study_key: str, kept: tuple[ReportCode, ...]) -> None:
        """Take over what was kept of an earlier run; what was decided since comes first."""
        joined = joined_codes(kept[:MOST_CODES], self.value.of(study_key))
        self.put_whole(study_key, joined)

    def _change(self, study_key: str, title: Message, now: Step) -> None:
        before = {key: self.value.find(study_key, key) for key in now}
        put = partial(self.put, study_key)
        put(now)
        self._history.record(Change(title, put, before, now, study_key, part=PART))

    def put_whole(self, study_key: str, codes: tuple[ReportCode, ...]) -> None:
        """Make all of a study's codes these, recording nothing."""
        others = {key: each for key, each in self.value.studies.items() if key != study_key}
        self.update(studies={**others, study_key: codes} if codes else others)

    @Slot(object, object)
    def _on_library_changed(self, before: object, now: LibraryState) -> None:
        """What was decided of a study goes with it; the journal has it."""
        del before
        gone = {*self.value.studies} - {study.key for study in now.studies}
        if gone:
            self._history.forget(frozenset(gone), PART)
            kept = {key: each for key, each in self.value.studies.items() if key not in gone}
            self.update(studies=kept)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
