"""The table of ICD-10-CM codes: what a code means, what it is a part of, how it is written.

CDC/NCHS and CMS, ICD-10-CM 2019: 94,444 codes, a work of the United States' government in the public domain.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medviewer import paths
from medviewer.domain.code import Code
from medviewer.errors import InputError
from medviewer.words import message

SCHEME = "I10C"  # ICD-10-CM (2.16.840.1.113883.6.90), DICOM PS3.16 table 8-1
TABLE_FILE = "icd10cm_2019.tsv.gz"
CATEGORY_LENGTH = 3  # "I25"; what follows is written behind a dot
MOST_BYTES = 64 * 2**20  # unpacked; the table has 7 MB

_CODE = re.compile(r"[A-Z][0-9][0-9A-Z]([0-9A-Z]{0,4})")


@dataclass(frozen=True, slots=True)
class Section:
    """A block of categories, such as "I20-I25", and the chapter it belongs to."""

    codes: str
    title: str
    chapter: str


class CodeTable:
    """Codes by their compact form ("I259"), in the order of the table.

    Args:
        titles: the table's text of each compact code.
        sections: of each three-character category.
        billable: compact codes that are complete, and may be reported as they are.
    """

    def __init__(
        self, titles: dict[str, str], sections: dict[str, Section], billable: frozenset[str]
    ) -> None:
        self.titles = titles
        self._sections = sections
        self._billable = billable

    def find(self, code: str) -> str | None:
        """The compact form of a code of the table, however it was written; None where it has none.

        Placeholders for a seventh character that is left out are taken away: "W19.XXX" is "W19".
        """
        compact = compact_code(code)
        while compact not in self.titles and compact.endswith("X"):
            compact = compact[:-1]
        return compact if compact in self.titles else None

    def is_known(self, code: str) -> bool:
        return self.find(code) is not None

    def is_billable(self, code: str) -> bool:
        """Whether the code is complete; others are the heads of groups of codes."""
        return self.find(code) in self._billable

    def title_of(self, code: str) -> str:
        """The table's text; "" of a code it has not."""
        found = self.find(code)
        return self.titles[found] if found else ""

    def as_code(self, code: str) -> Code:
        """The code as reports write it; one that is not in the table has no meaning."""
        found = self.find(code)
        return Code(dotted_code(found or code), SCHEME, self.titles[found] if found else "")

    def parent(self, code: str) -> str | None:
        """The next more general code of the table, dotted; None of a category or an unknown code."""
        compact = self.find(code) or ""
        for length in range(len(compact) - 1, CATEGORY_LENGTH - 1, -1):
            if compact[:length] in self.titles:
                return dotted_code(compact[:length])
        return None

    def section_of(self, code: str) -> Section | None:
        """Which block of categories, and which chapter, the code is in."""
        return self._sections.get(compact_code(code)[:CATEGORY_LENGTH])

    def __len__(self) -> int:
        return len(self.titles)


def compact_code(code: str) -> str:
    """Letters and digits only, upper case: "I25.9", " i25.9 " and the full-width form are "I259"."""
    text = unicodedata.normalize("NFKC", code[:32]).upper()
    return "".join(character for character in text if character.isalnum())


def dotted_code(code: str) -> str:
    """With the dot after the category, as ICD-10-CM is printed."""
    compact = compact_code(code)
    category, rest = compact[:CATEGORY_LENGTH], compact[CATEGORY_LENGTH:]
    return f"{category}.{rest}" if rest else category


def category_of(code: str) -> str:
    """The three characters the code begins with."""
    return compact_code(code)[:CATEGORY_LENGTH]


def looks_like_code(text: str) -> bool:
    """Whether that could be a code of ICD-10-CM, in the table or not."""
    return _CODE.fullmatch(compact_code(text)) is not None


def load_code_table(file: Path | None = None) -> CodeTable:
    """Read the table; 0.2 s, so in the worker process or another thread than the window's.

    Raises:
        InputError: the file is missing or damaged.
    """
    place = file or paths.codes() / TABLE_FILE
    try:
        return _table(_lines(place))
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise InputError(
            message(
                "Codes",
                "The code table {file} cannot be read: {why}. Install MedViewer again.",
                file=place,
                why=str(error),
            )
        ) from error


def _lines(place: Path) -> Iterator[list[str]]:
    with gzip.open(place, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES} bytes")
    for line in content.decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _table(lines: Iterator[list[str]]) -> CodeTable:
    """Lines "@ number title" are chapters, "% range chapter title" sections, all others codes."""
    titles: dict[str, str] = {}
    chapters: dict[str, str] = {}
    sections: dict[str, Section] = {}
    of_category: dict[str, Section] = {}
    billable = []
    for first, second, *rest in lines:
        if first == "@":
            chapters[second] = rest[0]
        elif first == "%":
            sections[second] = Section(second, rest[1], chapters[rest[0]])
        else:
            code = first.rstrip("*")
            titles[code] = second
            if code != first:
                billable.append(code)
            if rest:
                of_category[code] = sections[rest[0]]
    return CodeTable(titles, of_category, frozenset(billable))
