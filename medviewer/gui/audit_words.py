"""Entries of the audit trail in words. Facts keep the names they have in the trail and in its table."""

from collections.abc import Iterator, Mapping

from medviewer.domain.audit import AuditEntry, AuditKind, ChainCheck, Fact
from medviewer.words import Message, message

KINDS: Mapping[str, Message] = {
    AuditKind.ANALYSIS: message("Audit", "Analysis"),
    AuditKind.DECISION: message("Audit", "Decision"),
    AuditKind.READING_MODE: message("Audit", "Reading mode"),
    AuditKind.SIGN_OFF: message("Audit", "Signature"),
    AuditKind.EXPORT: message("Audit", "Export"),
    AuditKind.DEIDENTIFICATION: message("Audit", "De-identification"),
    AuditKind.ERASING: message("Audit", "Erasing"),
    AuditKind.NETWORK: message("Audit", "Network"),
    AuditKind.TRAIL: message("Audit", "The trail itself"),
}
# What an entry is about, told first; the rest is in the details.
TELLING = (
    "decision",
    "reason",
    "label",
    "outcome",
    "override",
    "model_id",
    "model_version",
    "version",
    "amendment",
    "amendment_begun",
    "mode",
    "kinds",
    "files",
    "studies",
    "event",
    "changed_after_ai",
    "first_read_locked_at",
)


def summary(entry: AuditEntry) -> str:
    """One line: the facts that tell most, as `name: value` where the value alone would not do."""
    told = [_told(name, entry.facts[name]) for name in TELLING if _is_told(entry.facts, name)]
    return " · ".join(told)


def fact_lines(entry: AuditEntry) -> Iterator[tuple[Message, str]]:
    """Everything in the entry, one line a value."""
    yield message("Audit", "Study"), entry.study_instance_uid or "–"
    yield message("Audit", "Patient (keyed hash)"), entry.patient_hash or "–"
    if entry.os_user:
        yield message("Audit", "User of this computer"), entry.os_user
    if entry.subject:
        yield message("Audit", "About"), entry.subject
    for name, value in entry.facts.items():
        if value not in ("", None):
            yield Message("Audit", "{fact}", {"fact": name}), str(value)
    yield message("Audit", "MedViewer"), entry.software_version
    yield message("Audit", "Digest"), entry.digest


def check_words(check: ChainCheck) -> tuple[Message, ...]:
    """What checking found, and what to note down."""
    if check.problem is not None:
        return (message("Audit", "The trail is broken. {problem}", problem=check.problem),)
    return (
        message("Audit", "The trail is whole: {count} entries.", count=check.count),
        message(
            "Audit",
            "To find out later whether it was written anew, keep this elsewhere: {anchor}",
            anchor=f"{check.count}:{check.last_digest}",
        ),
    )


def _is_told(facts: Mapping[str, Fact], name: str) -> bool:
    return facts.get(name) not in ("", None)


def _told(name: str, value: Fact) -> str:
    is_plain = name in ("decision", "reason", "label", "outcome", "model_id", "kinds", "mode")
    return str(value) if is_plain else f"{name}: {value}"
