"""A report as plain values: what every exporter prints, in order, in the report's language."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Tone(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled values, one below the other."""

    items: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `share` of the width, figures to the right."""

    title: str
    share: float
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, one a column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture, uint8[row, column, 3], and its caption."""

    pixels: NDArray[np.uint8]
    caption: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side."""

    items: tuple[Picture, ...]


Block = Fields | Paragraph | Heading | Bullets | Table | Pictures


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part; `key` is its anchor and bookmark. `is_ai` sets it apart as the machine's own words."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    is_ai: bool = False


@dataclass(frozen=True, slots=True)
class PageTexts:
    """What stands on every page.

    Attributes:
        patient: the patient's name.
        identity: ID, birth date and study date, each with its label.
        preliminary: the mark's word; "" on a final report.
        preliminary_reason: why it is only preliminary.
        disclaimer: what this program is not.
        reviewed: who reviewed it, and when; "" on a preliminary report.
        page_of: "Page {page} of {pages}", still with its braces.
    """

    patient: str
    identity: tuple[Field, ...]
    preliminary: str
    preliminary_reason: str
    disclaimer: str
    page_of: str
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """Everything an exporter needs; `logo` is uint8[row, column, 4]."""

    title: str
    institution: str
    patient_fields: Fields
    study_fields: Fields
    sections: tuple[Section, ...]
    page: PageTexts
    logo: NDArray[np.uint8] | None = None
