"""Laboratory values are read as people write them, and nothing that can be read in two ways is guessed."""

import pytest

from medviewer.domain.clinical_notes import LabValue
from medviewer.session.context.lab_lines import (
    MOST_VALUES,
    joined_values,
    value_in_line,
    value_in_sentence,
    values_in,
)
from medviewer.session.context.moments import moment_in, moment_words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CRP 45 mg/L", LabValue("CRP", 45.0, "mg/L")),
        ("Hemoglobina: 12,5 g/dL", LabValue("Hemoglobina", 12.5, "g/dL")),
        ("血红蛋白：120 g/L", LabValue("血红蛋白", 120.0, "g/L")),
        ("CA 19-9 37 U/mL", LabValue("CA 19-9", 37.0, "U/mL")),
        ("- FEV1 2.1 L", LabValue("FEV1", 2.1, "L")),
        ("Na 140 mmol/L (135-145) H", LabValue("Na", 140.0, "mmol/L")),
        ("BP 120/80 mmHg", LabValue("BP", None, "mmHg", "120/80")),
        ("Troponin T: <5 ng/L", LabValue("Troponin T", None, "ng/L", "<5")),
        ("HIV: negative", LabValue("HIV", None, "", "negative")),
        (
            "Leukocytes 12.3 10^9/L 2026-11-20",
            LabValue("Leukocytes", 12.3, "10^9/L", measured_at="20261120"),
        ),
        (
            "WBC\t12.3\t10^9/L\t20.11.2026 08:30",
            LabValue("WBC", 12.3, "10^9/L", measured_at="20261120083000"),
        ),
    ],
)
def test_that_a_line_is_read_as_it_is_written(line: str, expected: LabValue) -> None:
    assert value_in_line(line) == expected


def test_that_a_number_that_may_be_thousands_or_a_fraction_stays_text() -> None:
    assert value_in_line("D-dimer: 1,200 ng/mL") == LabValue("D-dimer", None, "ng/mL", "1,200")


@pytest.mark.parametrize(
    "sentence",
    [
        "Cough since 3 weeks",
        "Nodule in the right lung 8 mm",
        "A 58-year-old man has 3 lesions",
        "No fever.",
        "Smoker: 30 cigarettes a day",
    ],
)
def test_that_prose_is_no_value(sentence: str) -> None:
    assert value_in_sentence(sentence) is None


def test_that_a_pasted_table_loses_its_heading_only() -> None:
    table = "Name\tValue\tUnit\nCRP\t45\tmg/L\n\nPLT\t250\t10^9/L\n"

    assert [(v.name, v.value) for v in values_in(table)] == [("CRP", 45.0), ("PLT", 250.0)]


def test_that_a_long_line_is_prose_and_costs_no_time() -> None:
    assert values_in("1 a " * 100_000) == ()


def test_that_values_beyond_the_most_are_counted() -> None:
    many = tuple(LabValue(f"n{i}", float(i)) for i in range(MOST_VALUES + 3))

    kept, left = joined_values(many[:5], many)

    assert (len(kept), left) == (MOST_VALUES, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T08:30:15+01:00", "20261120083015"),
        ("on 20.11.2026", "20261120"),
        ("2026年11月20日", "20261120"),
        ("20/11/2026", "20261120"),
        ("11/20/2026", "20261120"),
        ("01/02/2026", ""),
        ("2026-13-40", ""),
        ("12.3", ""),
    ],
)
def test_that_a_date_is_read_only_where_it_is_certain(text: str, expected: str) -> None:
    assert moment_in(text) == expected


def test_that_a_moment_is_shown_as_it_is_typed() -> None:
    assert moment_words("20261120083000") == "2026-11-20 08:30"
    assert moment_words("202611") == "2026-11"
    assert moment_words("garbage") == ""
