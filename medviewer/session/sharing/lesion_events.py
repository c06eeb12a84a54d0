"""What the reader decided of lesions over time, for the audit trail: matches, what each counts as."""

from collections.abc import Iterator
from typing import TypeVar

from medviewer.domain.audit import AuditEvent, AuditKind, Fact
from medviewer.domain.study import Study
from medviewer.domain.study_ledger import LesionMatch, LesionNote, Separation, StudyLedger
from medviewer.session.sharing.audit_events import without_patient

Decided = TypeVar("Decided", LesionMatch, Separation)


def lesion_events(
    before: StudyLedger, now: StudyLedger, study: Study | None, reader: str
) -> Iterator[AuditEvent]:
    """All that was decided, and taken back, between two ledgers of one study."""
    told = _Told(study, reader)
    for match in _new(before.matches, now.matches):
        yield told.match(match, "matched")
    matched = {item for match in now.matches for item in match.item_ids}
    for match in _new(now.matches, before.matches):
        if not matched & {*match.item_ids}:
            yield told.match(match, "match taken back")
    for apart in _new(before.separations, now.separations):
        yield told.separation(apart, "kept apart")
    for apart in _new(now.separations, before.separations):
        yield told.separation(apart, "no longer kept apart")
    uids = {note.uid: None for note in (*before.notes, *now.notes)}
    for uid in uids:
        if before.note_of(uid) != now.note_of(uid):
            yield told.note(now.note_of(uid))
    if before.baseline_uid != now.baseline_uid:
        yield told.event("baseline", now.baseline_uid, {"baseline": now.baseline_uid})


class _Told:
    """Makes events of one study and reader."""

    def __init__(self, study: Study | None, reader: str) -> None:
        self._study = study
        self._reader = reader

    def event(self, subject: str, standing: str, facts: dict[str, Fact]) -> AuditEvent:
        study = self._study
        return AuditEvent(
            AuditKind.DECISION,
            study.study_instance_uid if study is not None else "",
            study.patient.patient_id if study is not None else "",
            self._reader.strip(),
            subject=subject,
            standing=standing or "none",
            facts=facts,
        )

    def match(self, match: LesionMatch, done: str) -> AuditEvent:
        facts: dict[str, Fact] = {
            "decision": done,
            "items": " ".join(match.item_ids),
            "tracking_uid": match.uid,
            "method": match.method.value,
            "distance_mm": None if match.distance_mm is None else round(match.distance_mm, 2),
            "earlier_study": match.study_instance_uid,
        }
        standing = f"{done}|{match.uid}|{match.method}"
        return self.event(f"match: {' '.join(match.item_ids)}", standing, facts)

    def separation(self, apart: Separation, done: str) -> AuditEvent:
        facts: dict[str, Fact] = {"decision": done, "tracking_uid": apart.uid}
        return self.event(f"apart: {apart.item_id} {apart.uid}", done, facts)

    def note(self, note: LesionNote) -> AuditEvent:
        """An organ is the reader's own word."""
        facts: dict[str, Fact] = {
            "decision": "lesion assessed",
            "tracking_uid": note.uid,
            "role": note.role.value if note.role is not None else None,
            "is_node": note.is_node,
            "organ": without_patient(note.organ, self._study),
            "state": note.state.value if note.state is not None else None,
        }
        standing = "|".join(str(each) for each in facts.values())
        return self.event(f"lesion: {note.uid}", standing, facts)


def _new(before: tuple[Decided, ...], now: tuple[Decided, ...]) -> tuple[Decided, ...]:
    return tuple(each for each in now if each not in before)
