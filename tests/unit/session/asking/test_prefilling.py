"""What is known of a patient fills a risk model's inputs; what is not stays empty."""

from dataclasses import replace

from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.prognosis import RiskInput
from medviewer.domain.study import Patient
from medviewer.session.asking.prefilling import prefilled
from tests.gui.canvas.samples import ct_study

STUDY = replace(ct_study(), patient=Patient(age="063Y", sex="F"))


def filled(*inputs: RiskInput, notes: ClinicalNotes = ClinicalNotes()) -> list[str]:  # noqa: B008
    return [each.text for each in prefilled(inputs, STUDY, notes)]


def test_that_age_and_sex_come_from_the_header() -> None:
    assert filled(RiskInput("Age_in_years"), RiskInput("gender", ("male", "Female"))) == [
        "63",
        "Female",
    ]


def test_that_sex_written_as_a_number_is_not_guessed() -> None:
    assert filled(RiskInput("sex", ("1", "2"))) == [""]


def test_that_values_are_found_by_name_or_loinc_the_newest_first() -> None:
    notes = ClinicalNotes(
        values=(LabValue("C-reaktives Protein", 12.0, code="1988-5"), LabValue("ldh", 200.0),
                LabValue("LDH", 250.0), LabValue("Karnofsky score", text="80"))
    )  # fmt: skip

    found = filled(
        RiskInput("crp"),
        RiskInput("LDH"),
        RiskInput("Karnofsky_score"),
        RiskInput("x"),
        notes=notes,
    )

    assert found == ["12", "250", "80", ""]
