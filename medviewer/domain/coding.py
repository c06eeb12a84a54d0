"""Codes for a text: what a model or a search proposes, why, and what the reader made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.code import Code
from medviewer.words import Message

ICD10_CM = "I10C"  # coding scheme designators, PS3.16 table 8-1
ICD10 = "I10"

CodeKey = tuple[str, str]  # scheme, value


class CodeOrigin(StrEnum):
    """Who proposes a code. What was found by its words was never learnt, and says so."""

    MODEL = "model"
    LEXICAL = "lexical"
    READER = "reader"


class CodeDecision(StrEnum):
    """What the reader said of a proposed code."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class EvidenceSpan:
    """Words that drove a code: `text[start:end]` of the text it was asked of.

    `weight` is the share of the code's evidence, 0..1.
    """

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class CodeSuggestion:
    """One proposed code.

    Attributes:
        code: with the code table's text as its meaning.
        score: 0..1, higher first; a probability only where the result says so.
        evidence: strongest first; empty where no words can be shown.
        is_evidence_tested: whether taking these words away lowers the score by more than taking as many
            other words away (the deletion test); spans that fail it are not highlighted.
        is_negated: whether the text denies what it found ("no pneumothorax").
    """

    code: Code
    score: float
    origin: CodeOrigin
    evidence: tuple[EvidenceSpan, ...] = ()
    is_evidence_tested: bool = False
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class CodingRequest:
    """A text to be coded.

    Attributes:
        model_id: of an installed system of family "text" or "terms".
        language: "en", "es", "zh"; "" lets the coder find out.
        limit: at most so many suggestions.
        query: words the reader looks a code up by; the text is then not coded but the table searched.
    """

    request_id: str
    text: str
    model_id: str = "icd10_coding"
    language: str = ""
    limit: int = 20
    query: str = ""
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class CodingResult:
    """The ranked answer to a `CodingRequest`.

    Attributes:
        suggestions: best first.
        language: the text's, as found or as asked.
        coder: who answered, in words: the network, a baseline, both.
        tells_probabilities: whether scores may be written as percentages.
        notes: what the reader should know (the text was cut, no model for this language, …).
    """

    request: CodingRequest
    suggestions: tuple[CodeSuggestion, ...]
    language: str
    coder: str
    model_version: str
    tells_probabilities: bool = False
    notes: tuple[Message, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ReportCode:
    """A code of a report, with the reader's word on it; only accepted ones leave the program as the reader's.

    Attributes:
        suggestion: as it was proposed; its evidence counts in the text it was asked of.
        model: id and version of who proposed it; "" where the reader looked it up.
        decided_at: UTC, ISO 8601; "" while undecided.
        words: the words that drove it, quoted, since the text may change.
        reader: who decided; "" while undecided, or where the reader gave no name.
        is_probability: whether the score may be written as a percentage.
    """

    suggestion: CodeSuggestion
    decision: CodeDecision = CodeDecision.UNDECIDED
    model: str = ""
    decided_at: str = ""
    words: tuple[str, ...] = ()
    reader: str = ""
    is_probability: bool = False

    @property
    def code(self) -> Code:
        return self.suggestion.code

    @property
    def key(self) -> CodeKey:
        """What tells it from the other codes of a study."""
        return self.code.scheme, self.code.value

    @property
    def is_accepted(self) -> bool:
        return self.decision is CodeDecision.ACCEPTED

    @property
    def is_decided(self) -> bool:
        return self.decision is not CodeDecision.UNDECIDED


def accepted_codes(codes: Iterable[ReportCode]) -> tuple[ReportCode, ...]:
    """What the reader stands by: all that any document may state."""
    return tuple(each for each in codes if each.is_accepted)


def decided_codes(codes: Iterable[ReportCode]) -> tuple[ReportCode, ...]:
    """What is frozen by a signature: accepted and rejected."""
    return tuple(each for each in codes if each.is_decided)


def joined_codes(kept: Iterable[ReportCode], own: Iterable[ReportCode]) -> tuple[ReportCode, ...]:
    """Both; of the same code `own` has the last word, unless only the other is decided."""
    found = {each.key: each for each in kept}
    for each in own:
        if each.is_decided or not (each.key in found and found[each.key].is_decided):
            found[each.key] = each
    return tuple(found.values())
