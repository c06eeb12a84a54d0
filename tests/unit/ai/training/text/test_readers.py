"""Labelled texts are read as their sets describe them; what is not so is named."""

import gzip
import json
from pathlib import Path

import pytest

from medviewer.ai.training.text.readers import codiesp, symptoms
from medviewer.errors import InputError

ROW = {
    "id": "S1",
    "text_es": "Presenta fiebre alta.",
    "text_en": "He presents with high fever.",
    "icd10_diagnosis": ["R50.9", "R50.9", "I10"],
    "mentions": [
        {"type": "diagnosis", "code": "R50.9", "offsets": "9 20"},
        {"type": "procedure", "code": "3E0", "offsets": "0 8"},
        {"type": "diagnosis", "code": "I10", "offsets": "9 999"},
    ],
}


def written(folder: Path, rows: list[object], name: str = "train.jsonl.gz") -> Path:
    with gzip.open(folder / name, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


def test_that_a_case_is_read_in_both_languages_as_one_group(tmp_path: Path) -> None:
    cases = codiesp.read_cases(written(tmp_path, [ROW]), "train")

    assert [(case.language, case.group, case.labels) for case in cases] == [
        ("es", "S1", ("R50.9", "I10")),
        ("en", "S1", ("R50.9", "I10")),
    ]


def test_that_only_diagnoses_inside_the_text_are_marks(tmp_path: Path) -> None:
    case, _ = codiesp.read_cases(written(tmp_path, [ROW]), "train")

    assert [mark.label for mark in case.marks] == ["R50.9"]
    assert case.text[slice(*case.marks[0].spans[0])] == "fiebre alta"


def test_that_categories_are_the_first_three_signs(tmp_path: Path) -> None:
    case, _ = codiesp.read_cases(written(tmp_path, [ROW]), "train", (("codes", "three"),))

    assert case.labels == ("R50", "I10")


def test_that_the_sets_folder_may_lie_in_the_one_named(tmp_path: Path) -> None:
    folder = tmp_path / codiesp.FOLDER
    folder.mkdir()
    written(folder, [ROW], "test.jsonl.gz")

    assert len(codiesp.read_cases(tmp_path, "test", (("language", "en"),))) == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"id": "S1"}, "line 1 has no “text_en”"),
        ([1], "line 1 is no object"),
        ({**ROW, "text_es": 3}, "“text_es” is no text"),
        ({**ROW, "icd10_diagnosis": "R50.9"}, "is no list of texts"),
    ],
)
def test_that_a_line_that_is_no_case_is_named(tmp_path: Path, row: object, why: str) -> None:
    with pytest.raises(InputError, match=why):
        codiesp.read_cases(written(tmp_path, [row]), "train")


@pytest.mark.parametrize(
    "content", [b"", b"\x1f\x8b\x08broken", gzip.compress(b"\xff\xfe{}", mtime=0), b"{"]
)
def test_that_a_file_that_is_none_of_the_sets_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "train.jsonl.gz").write_bytes(content)

    with pytest.raises(InputError, match="cannot be read"):
        codiesp.read_cases(tmp_path, "train")


def test_that_a_split_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"test\.jsonl\.gz is neither in"):
        codiesp.read_cases(tmp_path, "test")


def test_that_an_option_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be “fr”; it is one of both, es, en"):
        codiesp.read_cases(written(tmp_path, [ROW]), "train", (("language", "fr"),))


def test_that_complaints_of_the_same_words_are_one_group(tmp_path: Path) -> None:
    rows = "label,text\nFlu,I have fever.\nFlu,i have FEVER\nAcne,Spots\n"
    (tmp_path / "val.csv").write_text(rows, encoding="utf-8")

    cases = symptoms.read_cases(tmp_path, "val")

    assert [case.labels for case in cases] == [("Flu",), ("Flu",), ("Acne",)]
    assert cases[0].group == cases[1].group != cases[2].group


@pytest.mark.parametrize(
    "rows", ["", "label,words\nFlu,fever\n", "label,text\nFlu\n", "label,text\n"]
)
def test_that_a_table_that_is_none_of_the_sets_is_refused(tmp_path: Path, rows: str) -> None:
    (tmp_path / "val.csv").write_text(rows, encoding="utf-8")

    with pytest.raises(InputError):
        symptoms.read_cases(tmp_path, "val")
