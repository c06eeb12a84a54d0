"""The chain: an entry as canonical JSON, and digests that hold one entry to the next."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from medviewer.domain.audit import AuditEntry, AuditEvent

BEGINNING = "0" * 64  # what the first entry's digest is made over
PATIENT_HASH_DIGITS = 16
GAP = "entries_missing"  # the fact `event` of an entry that says so


def content_of(event: AuditEvent, number: int, patient_hash: str, maker: Mapping[str, str]) -> str:
    """What is written and hashed: keys sorted, no spaces, so that one event has one text.

    Args:
        maker: software version, and the operating system's user where the settings ask for it.
    """
    return json.dumps(
        {
            "number": number,
            "kind": event.kind.value,
            "happened_at": event.happened_at,
            "study_instance_uid": event.study_instance_uid,
            "patient_hash": patient_hash,
            "reader": event.reader,
            "subject": event.subject,
            "standing": event.standing,
            "facts": dict(event.facts),
            **maker,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=True,  # a lone surrogate has no UTF-8; escaped it is kept
        allow_nan=False,
    )


def digest_of(previous: str, content: str) -> str:
    """SHA-256 over the digest before and the content."""
    return hashlib.sha256(f"{previous}\n{content}".encode("utf-8", "surrogatepass")).hexdigest()


def hash_of_patient(key: bytes, patient_id: str) -> str:
    """Tells two patients apart without naming either; "" where there is no ID."""
    said = patient_id.strip().encode("utf-8", "replace")
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:PATIENT_HASH_DIGITS] if said else ""


def entry_of(content: str, previous: str, digest: str) -> AuditEntry:
    """An entry as it is written; what is missing or of another kind reads as empty.

    Raises:
        ValueError: the content is no JSON object.
    """
    found: Any = json.loads(content)
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    words = {name: str(found.get(name, "")) for name in WORDS}
    facts = found.get("facts")
    number = found.get("number")
    return AuditEntry(
        number=number if isinstance(number, int) else 0,
        facts=_plain(facts) if isinstance(facts, dict) else {},
        previous_digest=previous,
        digest=digest,
        **words,
    )


def _plain(facts: Mapping[str, Any]) -> dict[str, str | int | float | bool | None]:
    kinds = str | int | float | bool | None
    return {
        str(name): value if isinstance(value, kinds) else str(value)
        for name, value in facts.items()
    }


WORDS = (
    "kind",
    "happened_at",
    "study_instance_uid",
    "patient_hash",
    "reader",
    "os_user",
    "software_version",
    "subject",
)
