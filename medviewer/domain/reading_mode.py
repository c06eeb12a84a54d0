"""How the AI stands beside the reader, and what a reader who read first has changed since seeing it."""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.finding import Finding
from medviewer.words import Message


class ReadingMode(StrEnum):
    """When the reader sees what the AI says."""

    BESIDE = "beside"  # as soon as it is there
    SECOND_READER = "second"  # once the first read of the study is locked
    OFF = "off"  # never; nothing runs


@dataclass(frozen=True, slots=True)
class FirstRead:
    """What the reader had found, measured and written before seeing the AI.

    Attributes:
        locked_at: UTC, ISO 8601.
        findings: the reader's own.
        impression: as it was written.
        sha256: of findings, measurements and everything written, in canonical JSON.
        is_independent: whether the AI's answers about this study had not been on screen before.
    """

    locked_at: str
    reader: str
    findings: tuple[Finding, ...]
    measurement_count: int
    segment_count: int
    impression: str
    sha256: str
    is_independent: bool = True


@dataclass(frozen=True, slots=True)
class ChangeAfterAI:
    """Something the reader changed after the first read was locked and the AI was seen.

    Attributes:
        item_id: of the finding, measurement or segment; the field's name for texts.
        what: the thing, in words.
        before, now: in words; a dash for what was not there.
        changed_at: UTC, ISO 8601; of steps on one thing in a row, the last.
    """

    item_id: str
    what: Message
    before: Message
    now: Message
    changed_at: str
