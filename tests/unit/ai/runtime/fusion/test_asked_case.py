"""Notes and headers as a model's numbers: names, units, what is left out."""

import pytest

from medviewer.ai.runtime.fusion.asked_case import asked_case, hidden_words, missing_inputs, taken
from medviewer.ai.runtime.fusion.case_inputs import NumberInput
from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.fused_answer import FusionRequest
from medviewer.words import Message
from tests.unit.ai.runtime.fusion.made_inputs import PARTS, TEXT, VALUES

CRP = NumberInput("crp", "C-reactive protein", "mg/L", ("pcr", "c反应蛋白"))


@pytest.mark.parametrize("name", ["CRP", " crp ", "C-reactive protein", "PCR", "C反应蛋白"])
def test_that_a_value_is_found_by_any_of_its_names(name: str) -> None:
    assert taken(CRP, LabValue(name, 45.0, "mg/L")) == 45.0


@pytest.mark.parametrize(
    ("unit", "expected"), [("", 45.0), ("MG/L", 45.0), ("mg/dL", 450.0), (" mg / l", 45.0)]
)
def test_that_a_value_is_brought_to_the_unit_the_model_knows(unit: str, expected: float) -> None:
    assert taken(CRP, LabValue("CRP", 45.0, unit)) == expected


def test_that_a_value_in_an_unknown_unit_is_left_out_and_said() -> None:
    found = taken(CRP, LabValue("CRP", 45.0, "nmol/L"))

    assert isinstance(found, Message)
    assert "nmol/L" in str(found)


def test_that_another_quantity_and_one_without_a_number_are_nothing() -> None:
    assert taken(CRP, LabValue("Sodium", 140.0, "mmol/L")) is None
    assert taken(CRP, LabValue("CRP", None, "mg/L", "high")) is None


def test_that_headers_and_notes_come_together_and_the_last_value_counts() -> None:
    values = (LabValue("CRP", 5.0, "mg/L"), LabValue("CRP", 80.0, "mg/L"))
    request = FusionRequest(
        "", "made", notes=ClinicalNotes("fever", values=values), age_years=71.0, sex="F"
    )

    case = asked_case(request, PARTS, None).case

    assert case.numbers == {"age": 71.0, "crp": 80.0}
    assert case.choices == {"sex": "F"}
    assert case.text == "fever"
    assert missing_inputs(VALUES, case) == ()


def test_that_words_that_are_not_read_are_counted() -> None:
    assert hidden_words(TEXT, "Fever, ICU since day 2. Now in ICU.") == 2
