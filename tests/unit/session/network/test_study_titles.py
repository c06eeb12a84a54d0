"""What a reader knows a fetched study by, in notices and in the list of transfers."""

from medviewer.domain.study import Patient, Study
from medviewer.session.network.network import title_of


def test_that_a_study_is_named_as_on_the_list_of_transfers() -> None:
    study = Study(
        "1.2", Patient("P1", "Doe Jane"), study_date="20260131", study_description="Thorax"
    )

    assert title_of(study) == "Doe Jane · 2026-01-31 · Thorax"


def test_that_a_study_without_a_name_is_known_by_its_patient_id() -> None:
    study = Study("1.2", Patient("P1"), study_description="Thorax")

    assert title_of(study) == "P1 · Thorax"
