"""What the audit trail keeps: events as they happen, entries as they stand in the chain, what checking found.

An entry holds no name, no birth date and no PatientID, only a keyed hash of it: it outlives the erasing of a
patient's traces.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from medviewer.words import Message

Fact = str | int | float | bool | None


class AuditKind(StrEnum):
    """What an entry is about."""

    ANALYSIS = "analysis"  # a model answered, refused or abstained; overrides of the guard
    DECISION = "decision"  # accepted, edited, rejected, taken back, added
    READING_MODE = "reading_mode"  # AI beside, second reader, off; the first read locked
    SIGN_OFF = "sign_off"  # signed, amended
    EXPORT = "export"
    DEIDENTIFICATION = "deidentification"
    ERASING = "erasing"
    NETWORK = "network"  # fetched from an archive, sent to one, received from others
    TRAIL = "trail"  # about the trail itself: what was found missing


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something that happened, on its way into the trail.

    Attributes:
        happened_at: UTC, ISO 8601; "" until it is noted.
        patient_id: hashed before it is written; never logged.
        subject: what in the study it is about (a finding's id); "" for the whole.
        standing: how the subject stands now. An event is not written where the latest entry about its
            subject says the same: what an earlier run kept and this one brings back did not happen again.
        facts: plain values, by name; of a reader's own words the patient's name is taken out beforehand.
    """

    kind: AuditKind
    study_instance_uid: str = ""
    patient_id: str = field(default="", repr=False)
    reader: str = ""
    happened_at: str = ""
    subject: str = ""
    standing: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the chain.

    Attributes:
        number: 1 for the first.
        happened_at: UTC, ISO 8601.
        os_user: "" unless the settings ask for it.
        digest: SHA-256, hex, over the digest before it and this entry's content.
    """

    number: int
    kind: str
    happened_at: str
    study_instance_uid: str
    patient_hash: str
    reader: str
    os_user: str
    software_version: str
    subject: str
    facts: Mapping[str, Fact]
    previous_digest: str
    digest: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries are asked for; empty fields leave everything in. Dates are YYYY-MM-DD, UTC, inclusive."""

    study_instance_uid: str = ""
    kind: str = ""
    first_date: str = ""
    last_date: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """How long the chain was, and how it ended: kept in a second place, or noted down by the reader."""

    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What checking the whole chain found.

    Attributes:
        count: entries there are.
        last_digest: of the last one; with the count, what to note down.
        broken_at: number of the first entry that is not as it was written; None where all are.
        problem: what is wrong, None where nothing is.
    """

    count: int
    last_digest: str
    broken_at: int | None = None
    problem: Message | None = None

    @property
    def is_whole(self) -> bool:
        return self.problem is None

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.count, self.last_digest)
