"""What was proposed and decided of codes, for the audit trail: codes and their coder, never the text."""

from collections.abc import Iterator

from medviewer.domain.audit import AuditEvent, AuditKind, Fact
from medviewer.domain.coding import CodingResult, ReportCode
from medviewer.domain.study import Study
from medviewer.session.sharing.audit_events import event_of


def coding_event(answer: CodingResult, study: Study | None, reader: str) -> AuditEvent:
    """A model was asked for codes: which one, and how many it proposed."""
    facts: dict[str, Fact] = {
        "model_id": answer.request.model_id,
        "model_version": answer.model_version,
        "outcome": "done",
        "codes": len(answer.suggestions),
        "language": answer.language,
    }
    return event_of(study, AuditKind.ANALYSIS, reader, facts, subject="codes")


def code_events(
    before: tuple[ReportCode, ...],
    now: tuple[ReportCode, ...],
    study: Study | None,
    reader: str,
) -> Iterator[AuditEvent]:
    """Every code decided on otherwise than before; proposals nobody decided on are no decision."""
    earlier, later = ({c.key: c for c in codes if c.is_decided} for codes in (before, now))
    accepted = sum(code.is_accepted for code in now)
    rejected = len(later) - accepted
    for key in dict.fromkeys((*earlier, *later)):
        was, code = earlier.get(key), later.get(key)
        if was is not None and code is not None and was.decision is code.decision:
            continue
        told = code or was
        assert told is not None  # the key is of one of them
        decision = code.decision.value if code is not None else "taken back"
        facts: dict[str, Fact] = {
            "decision": f"code {decision}",
            "code": told.code.value,
            "scheme": told.code.scheme,
            "origin": told.suggestion.origin.value,
            "model": told.model,
            "codes_accepted": accepted,
            "codes_rejected": rejected,
        }
        standing = f"{decision}|{code.decided_at if code is not None else ''}"
        who = code.reader if code is not None else reader
        subject = f"code: {told.code.scheme} {told.code.value}"
        yield event_of(study, AuditKind.DECISION, who, facts, subject=subject, standing=standing)
