"""A template of reports: which examinations it is for, and its sentences in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "zh_CN")
ENGLISH = LANGUAGES[0]
SECTIONS = ("indication", "technique", "comparison", "findings", "impression")


@dataclass(frozen=True, slots=True)
class TemplateTexts:
    """One language's: `name` stands in lists, `title` heads the report, `sections` are Jinja2 by section."""

    name: str
    title: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """One file of `resources/report_templates`, or one of the reader's own.

    Attributes:
        template_id: the file's name without suffix; the reader's own of the same name takes its place.
        modalities: those it is for; empty for all.
        words: at least one must occur in a region or description; empty asks for none.
        texts: by language.
    """

    template_id: str
    modalities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    texts: Mapping[str, TemplateTexts] = field(default_factory=dict)

    def in_language(self, language: str) -> TemplateTexts:
        """In that language, else in English, else in any it has."""
        found = self.texts.get(language) or self.texts.get(ENGLISH)
        return found or next(iter(self.texts.values()), TemplateTexts(self.template_id))

    def fits(self, modality: str, words: str) -> int:
        """How well it fits an examination: 0 not at all, else the more the closer.

        Args:
            modality: of most of its images.
            words: its descriptions and regions, case folded.
        """
        if self.modalities and modality not in self.modalities:
            return 0
        if self.words and not any(word.casefold() in words for word in self.words):
            return 0
        return 1 + 2 * bool(self.modalities) + 4 * bool(self.words)
