"""Earlier studies of the same patient, by rules; nobody else's ever."""

import dataclasses

import pytest

from medviewer.domain.archive import ArchiveMatch, QueryLevel
from medviewer.domain.network_settings import PriorRules
from medviewer.domain.prior_matching import fitting_priors
from medviewer.domain.study import Patient, Series, Study

RULES = PriorRules("main", most=2, years=5)
STUDY = Study(
    "1.1",
    Patient("P1", "Doe Jane", "19700101"),
    study_date="20260601",
    study_time="1200",
    study_description="CT Thorax",
    series=(Series("1.1.1", "CT", body_part_examined="CHEST"),),
)
PRIOR = ArchiveMatch(
    QueryLevel.STUDY,
    patient_id="P1",
    patient_name="Doe Jane",
    patient_birth_date="19700101",
    study_instance_uid="1.2",
    study_date="20250601",
    modality="CT\\SR",
    study_description="Chest CT",
)


def taken(*matches: ArchiveMatch, rules: PriorRules = RULES) -> list[str]:
    return [match.study_instance_uid for match in fitting_priors(STUDY, matches, rules)]


def test_that_an_earlier_study_of_the_same_kind_is_taken() -> None:
    assert taken(PRIOR) == ["1.2"]


@pytest.mark.parametrize(
    "changed",
    [
        {"patient_id": "P2"},
        {"patient_id": ""},
        {"patient_birth_date": "19700102"},
        {"patient_birth_date": "", "patient_name": "Roe John"},
        {"study_instance_uid": "1.1"},
        {"study_instance_uid": ""},
        {"study_date": "20260602"},
        {"study_date": "20210531"},
        {"study_date": ""},
        {"study_date": "last week"},
        {"modality": "MR"},
        {"modality": "SR"},
        {"study_description": "CT Schädel"},
    ],
)
def test_that_what_does_not_fit_is_never_taken(changed: dict[str, str]) -> None:
    assert taken(dataclasses.replace(PRIOR, **changed)) == []  # type: ignore[arg-type]  # texts


def test_that_a_rule_that_is_off_leaves_nothing_out() -> None:
    other = dataclasses.replace(PRIOR, modality="MR", study_description="Brain")

    rules = dataclasses.replace(RULES, same_modality=False, same_body_part=False)

    assert taken(other, rules=rules) == ["1.2"]


def test_that_a_study_that_names_no_region_is_taken() -> None:
    assert taken(dataclasses.replace(PRIOR, study_description="Follow-up")) == ["1.2"]


def test_that_the_newest_are_taken_and_no_more_than_asked_for() -> None:
    years = [
        dataclasses.replace(PRIOR, study_instance_uid=f"1.{year}", study_date=f"{year}0601")
        for year in (2023, 2025, 2024)
    ]

    assert taken(*years) == ["1.2025", "1.2024"]
