"""What was taken over against its own patient, for the audit trail: never the text, nor whose it was."""

from medviewer.domain.audit import AuditEvent, AuditKind
from medviewer.domain.study import Study


def override_event(study: Study | None, count: int, reader: str) -> AuditEvent:
    """The reader said that a document is this patient's, though it contradicts the images.

    Args:
        count: of the contradictions: name, ID, birth date.
    """
    return AuditEvent(
        AuditKind.DECISION,
        study.study_instance_uid if study is not None else "",
        study.patient.patient_id if study is not None else "",
        reader.strip(),
        subject="clinical context",
        facts={
            "decision": "clinical document taken over against its patient",
            "contradictions": count,
        },
    )
