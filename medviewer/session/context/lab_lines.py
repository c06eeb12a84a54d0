"""Laboratory values as people write them: "CRP 45 mg/L", a row of a table, "Troponin T: <5 ng/L".

Nothing is guessed: a number that can be read in two ways ("1,200") stays text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from medviewer.domain.clinical_notes import LabValue
from medviewer.session.context.moments import moment_in, without_moment

MOST_VALUES = 200  # of a study; a whole panel has sixty
LONGEST_NAME, LONGEST_UNIT, LONGEST_STATED = 120, 40, 120
LONGEST_LINE = 300  # characters; what is longer is prose
NUMBER = r"(?:[<>≤≥]=?\s*)?[-+−]?\d+(?:[.,]\d+)*(?:\s?[x×*]\s?10\^?-?[\d⁰¹²³⁴-⁹]+)?(?:/\d{2,3}(?=\s*mmHg))?"
# Words that count as a unit by themselves; whatever has a slash or a percent sign does, too.
PLAIN_UNITS = (
    *(
        "%",
        "‰",
        "mmhg",
        "cmh2o",
        "kpa",
        "°c",
        "°f",
        "℃",
        "bpm",
        "fl",
        "pg",
        "ng",
        "µg",
        "mg",
        "g",
        "kg",
    ),
    *(
        "mm",
        "cm",
        "m",
        "ml",
        "l",
        "iu",
        "u",
        "mmol",
        "µmol",
        "mol",
        "meq",
        "mosm/kg",
        "mv",
        "ms",
        "s",
    ),
    *(
        "inr",
        "index",
        "ratio",
        "pack-years",
        "pack years",
        "/min",
        "ug",
        "umol",
        "次/分",
        "岁",
        "years",
    ),
    *("score", "points"),
)
# A nodule of 8 mm, a man of 58 years: no laboratory values.
UNITS_OF_PROSE = frozenset({"mm", "cm", "m", "s", "g", "l", "ml", "years", "岁", "score", "points"})
UNIT = r"(?:10[\^*]?\d*/)?[^\s\d(][^\s(]{0,30}"
LOOSE = re.compile(
    rf"^(?P<name>[^\d:=\t][^:=\t]*?)\s*(?:[:=：]|\s)\s*(?P<stated>{NUMBER})"
    rf"(?:\s*(?P<unit>{UNIT}))?(?:\s+[HL]{{1,2}})?[\s.;,]*$",
    re.IGNORECASE,
)
NAMED = re.compile(r"^(?P<name>[^:=：\t]{1,120}?)\s*[:=：]\s*(?P<stated>.+)$")
RANGE = re.compile(r"[\(\[（].*?[\)\]）]|\b(?:ref|norm)\b.*$", re.IGNORECASE)
FLAG = re.compile(r"(?<=\s)\*+(?=\s|$)|[↑↓]+")
HEADER_WORDS = frozenset(
    {"value", "result", "wert", "valor", "resultado", "结果", "数值", "valeur", "résultat"}
)


def values_in(text: str) -> tuple[LabValue, ...]:
    """Every line that is a value; for a table or a list that holds nothing else."""
    found = (value_in_line(line) for line in text.splitlines())
    return tuple(each for each in found if each is not None)[:MOST_VALUES]


def value_in_line(line: str) -> LabValue | None:
    """The value a line states: cells parted by tabs or bars, or words; None where it states none."""
    cells = _cells(line)
    if len(cells) >= 2:
        return _from_cells(cells)
    if len(line) > LONGEST_LINE:
        return None
    found = _from_words(line)
    if found is not None:
        return found
    named = NAMED.match(line.strip())
    return _made(named["name"], named["stated"], "") if named else None


def value_in_sentence(line: str) -> LabValue | None:
    """The value of a line of running text: only where name, number and a unit are all there is."""
    cells = _cells(line)
    if len(cells) >= 2 and not is_number_like(cells[1]):
        return None
    found = _from_cells(cells) if len(cells) >= 2 else _from_words(line)
    if found is None or len(found.name.split()) > 5 or found.name[-1:] in ".;,":
        return None
    is_laboratory = is_unit(found.unit) and found.unit.casefold() not in UNITS_OF_PROSE
    return found if is_laboratory else None


def number_of(stated: str) -> float | None:
    """The number that is written; None where it is none, is only a bound, or can be read in two ways."""
    text = stated.strip().replace("−", "-")
    if re.fullmatch(r"[-+]?\d{1,12}(\.\d{1,12})?", text):
        return float(text)
    if re.fullmatch(r"[-+]?\d{1,12},(\d{1,2}|\d{4,12})", text):  # three digits may be thousands
        return float(text.replace(",", "."))
    return None


def stated_value(name: str, stated: str, unit: str, measured_at: str = "") -> LabValue:
    """A value as a reader typed it, field by field."""
    number = number_of(stated)
    text = "" if number is not None else stated.strip()[:LONGEST_STATED]
    return LabValue(
        name.strip()[:LONGEST_NAME],
        number,
        unit.strip()[:LONGEST_UNIT],
        text,
        measured_at=measured_at,
    )


def is_unit(text: str) -> bool:
    """Whether it is written like a unit."""
    plain = text.strip().casefold().replace("μ", "µ")
    return plain in PLAIN_UNITS or ("/" in plain and len(plain) > 2) or "%" in plain


def is_number_like(text: str) -> bool:
    return re.fullmatch(NUMBER, text.strip()) is not None


def joined_values(
    first: Iterable[LabValue], second: Iterable[LabValue]
) -> tuple[tuple[LabValue, ...], int]:
    """Both without what is there twice, and how many were too many."""
    every = tuple(dict.fromkeys((*first, *second)))
    return every[:MOST_VALUES], max(len(every) - MOST_VALUES, 0)


def _cells(line: str) -> list[str]:
    parted = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    return [cell.strip() for cell in parted]


def _from_cells(cells: list[str]) -> LabValue | None:
    name, stated, *more = cells
    if not name or not stated or stated.casefold() in HEADER_WORDS:
        return None
    if not more:
        return _from_words(f"{name}: {stated}") or stated_value(name, stated, "")
    moment = next((at for at in map(moment_in, more[1:]) if at), "")
    return stated_value(name, stated, more[0], moment)


def _from_words(line: str) -> LabValue | None:
    if len(line) > LONGEST_LINE:
        return None
    moment = moment_in(line)
    plain = " ".join(FLAG.sub(" ", RANGE.sub(" ", without_moment(line))).split())
    match = LOOSE.match(plain.strip(" -•*·"))
    if match is None:
        return None
    unit = (match["unit"] or "").rstrip(".;,")
    return _made(match["name"], match["stated"], unit, moment)


def _made(name: str, stated: str, unit: str, moment: str = "") -> LabValue | None:
    plain = name.strip(" -•*·.,")
    if not plain or len(plain) > LONGEST_NAME:
        return None
    return replace(stated_value(plain, stated, unit), measured_at=moment)


def rows_of(values: Iterable[LabValue]) -> Iterator[str]:
    """As a table to copy: cells parted by tabs."""
    for each in values:
        yield "\t".join((each.name, each.stated, each.unit, each.measured_at))
