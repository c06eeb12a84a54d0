"""What readers decided on findings: from session files, and from this user's audit trail.

Of several decisions on one finding the latest counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.audit import AuditFilter, AuditKind
from medviewer.domain.finding import ReviewState
from medviewer.store.audit_trail import AuditTrail
from medviewer.store.session_file import read_session

DECIDED = frozenset(state.value for state in ReviewState if state is not ReviewState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Decision:
    """A reader's word on one finding; `state` is accepted, edited or rejected."""

    finding_id: str
    weights_sha256: str
    state: str
    decided_at: str


class Decisions:
    """The latest decision on each finding, by finding and by the weights that proposed it."""

    def __init__(self, decided: Iterable[Decision] = ()) -> None:
        self._latest: dict[tuple[str, str], Decision] = {}
        for each in decided:
            key = (each.finding_id, each.weights_sha256)
            before = self._latest.get(key)
            if before is None or each.decided_at >= before.decided_at:
                self._latest[key] = each

    def __len__(self) -> int:
        return len(self._latest)

    def of(self, finding_id: str, weights_sha256: str) -> str:
        """The state, or "" where nobody has decided."""
        found = self._latest.get((finding_id, weights_sha256))
        return found.state if found else ""


def from_session_file(file: Path) -> Iterator[Decision]:
    """The decisions a session file holds.

    Raises:
        InputError: it is no session file.
    """
    for kept in read_session(file):
        said_by = {
            finding.finding_id: answer.weights_sha256
            for answer in kept.journal.answers
            for finding in answer.findings
        }
        for review in kept.journal.reviews:
            if review.is_decided and review.finding_id in said_by:
                sha256 = said_by[review.finding_id]
                yield Decision(review.finding_id, sha256, review.state.value, review.decided_at)


def from_trail(trail: AuditTrail) -> Iterator[Decision]:
    """The decisions that were made on this computer.

    Raises:
        AuditUnavailable: the trail cannot be read.
    """
    if not trail.file.exists():
        return
    for entry in trail.all_entries(AuditFilter(kind=AuditKind.DECISION)):
        state, sha256 = str(entry.facts.get("decision")), entry.facts.get("weights_sha256")
        if sha256:  # taken back is a decision, too: nothing is decided then
            told = state if state in DECIDED else ""
            yield Decision(entry.subject, str(sha256), told, entry.happened_at)
