"""The text codes are asked of, put together from a report's sections and the clinical notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.coding import EvidenceSpan
from medviewer.domain.report import ReportContent

BETWEEN = "\n\n"  # a sentence does not go on from one section into the next
REPORT_SECTIONS = ("indication", "findings", "impression")
NOTE_SECTIONS = ("history", "symptoms")


class TextSource(StrEnum):
    """Where words to be coded come from."""

    REPORT = "report"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class CodedPart:
    """A section's words, and where in the whole they begin."""

    section: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """`text[start:end]` of a section drove a code; `weight` as in `EvidenceSpan`."""

    section: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class CodedText:
    """One text of several parts, with the way back from its places to theirs."""

    parts: tuple[CodedPart, ...] = ()

    @property
    def text(self) -> str:
        return BETWEEN.join(part.text for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not any(part.text.strip() for part in self.parts)

    def texts(self) -> Mapping[str, str]:
        """By section."""
        return {part.section: part.text for part in self.parts}

    def within(self, spans: tuple[EvidenceSpan, ...]) -> Iterator[SectionSpan]:
        """Places in the whole as places in its parts; what lies between two parts is cut off."""
        for span in spans:
            for part in self.parts:
                start = max(span.start - part.start, 0)
                end = min(span.end - part.start, len(part.text))
                if start < end:
                    yield SectionSpan(part.section, start, end, span.weight)

    def words(self, spans: tuple[EvidenceSpan, ...]) -> Iterator[str]:
        """The words at these places, each once."""
        texts = self.texts()
        found = (texts[s.section][s.start : s.end].strip() for s in self.within(spans))
        yield from dict.fromkeys(" ".join(each.split()) for each in found if each)


NO_TEXT = CodedText()


def coded_text(
    content: ReportContent, notes: ClinicalNotes, sources: frozenset[TextSource]
) -> CodedText:
    """The words of these sources, section by section; empty ones are left out."""
    parts: list[CodedPart] = []
    start = 0
    for section, text in _sections(content, notes, sources):
        if text.strip():
            parts.append(CodedPart(section, start, text))
            start += len(text) + len(BETWEEN)
    return CodedText(tuple(parts))


def _sections(
    content: ReportContent, notes: ClinicalNotes, sources: frozenset[TextSource]
) -> Iterator[tuple[str, str]]:
    if TextSource.NOTES in sources:
        for section in NOTE_SECTIONS:
            yield section, getattr(notes, section)
    if TextSource.REPORT in sources:
        for section in REPORT_SECTIONS:
            yield section, getattr(content, section)
