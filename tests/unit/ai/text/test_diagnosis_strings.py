"""The same diagnosis typed in another way must look the same; several in one string must come apart."""

import pytest

from medviewer.ai.text.diagnosis_strings import levelled, parts_of


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("右乳腺癌Ⅳ期", "右乳腺癌4期"),
        ("右乳腺癌IV期", "右乳腺癌四期"),
        ("高血压（2级）", "高血压2级"),
        ("COPD ", "ｃｏｐｄ"),
        ('"咳嗽"', "咳嗽"),
    ],
)
def test_that_ways_of_typing_are_levelled(typed: str, same: str) -> None:
    assert levelled(typed) == levelled(same)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("骨质疏松;高血压", ["骨质疏松", "高血压"]),
        ("头痛.头晕.高血压", ["头痛", "头晕", "高血压"]),
        ("左膝退变伴游离体", ["左膝退变", "游离体"]),
        ("糖尿病并发症", ["糖尿病并发症"]),
        ("肺炎", ["肺炎"]),
        ("", [""]),
    ],
)
def test_that_a_list_of_diagnoses_is_parted(typed: str, parts: list[str]) -> None:
    assert parts_of(typed) == parts


def test_that_a_pasted_report_is_read_by_its_beginning() -> None:
    assert len(levelled("肺" * 1_000_000)) <= 300
