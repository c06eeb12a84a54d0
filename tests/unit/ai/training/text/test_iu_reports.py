"""Reports become texts and problems; equal reports stay together."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from medviewer.ai.training.text.readers.iu_reports import FOLDER, PROBLEMS, read_cases
from medviewer.errors import InputError

ROWS = (
    {"Problems": "normal", "indication": "Cough", "findings": "", "impression": "Clear lungs."},
    {"Problems": "normal", "indication": "Pain", "findings": "Clear  lungs", "impression": ""},
    {
        "Problems": "Opacity;Lung;Opacity;Hernia, Hiatal",
        "indication": "Cough",
        "findings": "Opacity on the left.",
        "impression": "Pneumonia?",
    },
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / "test.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(ROWS[0]))
        table.writeheader()
        table.writerows(ROWS)
    return tmp_path


def test_that_findings_and_impression_are_the_text_and_frequent_problems_the_labels(
    folder: Path,
) -> None:
    case = read_cases(folder, "test")[2]

    assert case.text == "Opacity on the left.\nPneumonia?"
    assert case.labels == ("Opacity", "Lung")


def test_that_reports_of_the_same_words_are_one_group(folder: Path) -> None:
    first, second, third = (case.group for case in read_cases(folder, "test"))

    assert first == second != third


def test_that_a_request_alone_is_asked_only_whether_anything_was_found(folder: Path) -> None:
    cases = read_cases(folder, "test", (("input", "indication"),))

    assert [case.text for case in cases] == ["Cough", "Pain", "Cough"]
    assert [case.labels for case in cases] == [("normal",), ("normal",), ("abnormal",)]


def test_that_an_unknown_input_is_told_with_those_there_are(folder: Path) -> None:
    with pytest.raises(InputError, match=r"report\+indication"):
        read_cases(folder, "test", (("input", "images"),))


def test_that_a_table_without_problems_is_told(tmp_path: Path) -> None:
    (tmp_path / "test.csv").write_text("findings,impression\nClear.,\n", encoding="utf-8")

    with pytest.raises(InputError, match="Problems"):
        read_cases(tmp_path, "test")


def test_that_the_labels_are_what_fifty_training_reports_have(shared_data: Path) -> None:
    with (shared_data / "labelled" / FOLDER / "train.csv").open(encoding="utf-8") as file:
        rows = [set(row["Problems"].split(";")) for row in csv.DictReader(file)]

    counts = Counter(problem.strip() for row in rows for problem in row)

    assert {problem for problem, count in counts.items() if count >= 50} == PROBLEMS
