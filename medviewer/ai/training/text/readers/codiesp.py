"""Reads CodiEsp: clinical cases in Spanish with machine-translated English, their ICD-10-CM codes and why.

CLEF eHealth 2020 task 1 (Miranda-Escalada et al.); `<split>.jsonl.gz` with text_es, text_en, icd10_diagnosis
and, in `mentions`, the words of the Spanish text behind each code. Where the same words stand in the English
text is found by `projection`.
"""

from pathlib import Path

from medviewer.ai.text.tokens import Span
from medviewer.ai.training.text.cases import LabelMark, TextCase
from medviewer.ai.training.text.projection import projected_marks
from medviewer.ai.training.text.tables import Json, read_lines, set_folder, text_at, texts_at
from medviewer.errors import InputError
from medviewer.words import message

FOLDER = "text_codiesp_icd10"
NEEDED = ("id", "text_en", "text_es", "icd10_diagnosis")
LANGUAGES = ("es", "en")
CATEGORY_SIGNS = 3  # "I25.9" is of the category I25


def read_cases(
    data: Path, split: str, options: tuple[tuple[str, str], ...] = ()
) -> tuple[TextCase, ...]:
    """Every case of the split in every language asked for; both languages of a case are one group.

    Args:
        options: `codes` "full" or "three" (the categories); `language` "es", "en" or "both".

    Raises:
        InputError: the file is not there or not as described, or an option is none of these.
    """
    codes = _choice(options, "codes", ("full", "three"))
    language = _choice(options, "language", ("both", *LANGUAGES))
    name = f"{split}.jsonl.gz"
    file = set_folder(data, FOLDER, name) / name
    rows = read_lines(file, NEEDED)
    signs = CATEGORY_SIGNS if codes == "three" else None
    spanish = [_spanish(row, file, signs) for row in rows]
    found = spanish if language != "en" else []
    if language != "es":
        # Only teaching looks at marks; elsewhere they would be found for nothing.
        marks = projected_marks(spanish) if split == "train" else [()] * len(spanish)
        found = found + [
            TextCase(case.group, case.other_text, "en", case.labels, marked)
            for case, marked in zip(spanish, marks, strict=True)
        ]
    return tuple(found)


def _spanish(row: Json, file: Path, signs: int | None) -> TextCase:
    labels = dict.fromkeys(code[:signs] for code in texts_at(row, "icd10_diagnosis", file))
    text = text_at(row, "text_es", file)
    return TextCase(
        text_at(row, "id", file),
        text,
        "es",
        tuple(labels),
        tuple(_marks(row, len(text), signs)),
        text_at(row, "text_en", file),
    )


def _marks(row: Json, length: int, signs: int | None) -> list[LabelMark]:
    """Mentions of diagnoses; one whose place is none of the text is left out."""
    mentions = row.get("mentions")
    found = []
    for each in mentions if isinstance(mentions, list) else []:
        if isinstance(each, dict) and each.get("type") == "diagnosis":
            spans = _spans(str(each.get("offsets", "")), length)
            if spans:
                found.append(LabelMark(str(each.get("code", ""))[:signs], spans))
    return found


def _spans(offsets: str, length: int) -> tuple[Span, ...]:
    """Spans written as `1343 1376;1390 1402`."""
    found = []
    for part in offsets.split(";"):
        numbers = part.split()
        if len(numbers) == 2 and all(number.isascii() and number.isdigit() for number in numbers):
            start, end = int(numbers[0]), int(numbers[1])
            if start < end <= length:
                found.append((start, end))
    return tuple(found)


def _choice(options: tuple[tuple[str, str], ...], name: str, allowed: tuple[str, ...]) -> str:
    value = dict(options).get(name, allowed[0])
    if value not in allowed:
        raise InputError(
            message(
                "Training",
                "The option {name} cannot be “{value}”; it is one of {allowed}.",
                name=name,
                value=value,
                allowed=", ".join(allowed),
            )
        )
    return value
