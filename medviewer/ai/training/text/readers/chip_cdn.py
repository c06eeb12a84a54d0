"""Reads CHIP-CDN: Chinese diagnosis strings and the standard terms of ICD-10 they mean.

CBLUE (Zhang et al., ACL 2022); `<split>.jsonl` with text and normalized_result, terms joined by "##"; the
terms and their codes (ICD-10, Beijing clinical edition v601) in an Excel table beside it.
"""

from dataclasses import dataclass
from pathlib import Path

from medviewer.ai.training.text.tables import read_lines, set_folder, text_at
from medviewer.errors import InputError, UnreadableFile
from medviewer.words import message

FOLDER = "text_zh_chip_cdn_icd10"
JOINED = "##"
MOST_TERMS = 200_000
NO_TERM = "O"  # the set's mark for a string that means no diagnosis


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One string and the standard terms it means."""

    text: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardTerm:
    """A term of the table, with its code."""

    term: str
    code: str


def read_diagnoses(data: Path, split: str) -> tuple[Diagnosis, ...]:
    """Every string of `<split>.jsonl`.

    Raises:
        InputError: the file is not there or not as described.
    """
    name = f"{split}.jsonl"
    file = set_folder(data, FOLDER, name) / name
    rows = read_lines(file, ("text", "normalized_result"))
    return tuple(
        Diagnosis(text_at(row, "text", file), _terms(text_at(row, "normalized_result", file)))
        for row in rows
    )


def read_terms(data: Path) -> tuple[StandardTerm, ...]:
    """The table of standard terms: the only workbook beside the training part; code, then term.

    Raises:
        InputError: it is not there or not as described.
    """
    folder = set_folder(data, FOLDER, "train.jsonl")
    files = sorted(folder.glob("*.xlsx"))
    if len(files) != 1:
        raise UnreadableFile(
            message(
                "Training",
                "{folder} holds {count} Excel tables; exactly one, with the standard terms, is needed. Leave "
                "only that one there.",
                folder=folder,
                count=len(files),
            )
        )
    return _workbook(files[0])


def _workbook(file: Path) -> tuple[StandardTerm, ...]:
    from openpyxl import load_workbook  # of the `train` extra

    try:
        sheet = load_workbook(file, read_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_TERMS, max_col=2, values_only=True)
        found = {str(term).strip(): str(code).strip() for code, term in rows if code and term}
    except Exception as error:  # whatever a broken workbook makes of its reader
        raise _unreadable(file, str(error)) from error
    if not found:
        raise _unreadable(file, "its first sheet has no rows of a code and a term")
    return tuple(StandardTerm(_unquoted(term), code) for term, code in found.items())


def _terms(joined: str) -> tuple[str, ...]:
    terms = (_unquoted(term) for term in joined.split(JOINED))
    return tuple(dict.fromkeys(term for term in terms if term and term != NO_TERM))


def _unquoted(term: str) -> str:
    return term.strip().strip('"').strip()


def _unreadable(file: Path, why: str) -> InputError:
    return UnreadableFile(
        message(
            "Training",
            "{file} cannot be read: {cause}. Give the file as its set describes it.",
            file=file,
            cause=why,
        )
    )
