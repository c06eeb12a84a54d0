"""That a model was asked about more than images, for the audit trail: which one, never what was noted."""

from medviewer.domain.audit import AuditEvent, AuditKind, Fact
from medviewer.domain.fused_answer import FusedAnswer
from medviewer.domain.signal_model import SignalAnswer
from medviewer.domain.study import Study


def fused_event(answer: FusedAnswer, study: Study | None, reader: str) -> AuditEvent:
    """A model answered from the parts that were there."""
    facts: dict[str, Fact] = {
        "model_id": answer.request.model_id,
        "model_version": answer.model_version,
        "outcome": "done",
        "subject": answer.subject,
        "parts": " ".join(part.name for part in answer.parts if part.is_present and part.is_read),
        "parts_missing": " ".join(part.name for part in answer.parts if not part.is_present),
    }
    return _asked(study, reader, "fusion", facts)


def signal_event(answer: SignalAnswer, study: Study | None, reader: str) -> AuditEvent:
    """An imported model answered about a recording."""
    facts: dict[str, Fact] = {
        "model_id": answer.request.model_id,
        "outcome": "done",
        "leads": len(answer.request.leads),
        "windows": answer.windows,
    }
    return _asked(study, reader, "signal", facts)


def _asked(study: Study | None, reader: str, subject: str, facts: dict[str, Fact]) -> AuditEvent:
    return AuditEvent(
        AuditKind.ANALYSIS,
        study.study_instance_uid if study is not None else "",
        study.patient.patient_id if study is not None else "",
        reader.strip(),
        subject=subject,
        facts=facts,
    )
