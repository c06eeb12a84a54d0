"""The list of studies keeps that a study shows no patient, also where only a series says so."""

from dataclasses import replace
from pathlib import Path

from medviewer.domain.study_index import StudyFilter
from medviewer.store.records import record_of
from medviewer.store.study_index import StudyIndex
from tests.unit.session.several_series import series, study


def test_that_a_synthetic_study_is_listed_as_one(tmp_path: Path) -> None:
    index = StudyIndex(tmp_path / "index.sqlite")
    made = study(replace(series("1.1"), is_synthetic=True), uid="1.2.3")
    patients = study(series("1.4"), uid="1.2.4")

    index.keep([record_of(each, {}) for each in (made, patients)], opened_at=1.0)

    [patient] = index.page(StudyFilter(), 0, 10).patients
    found = {each.study_instance_uid: each.is_synthetic for each in patient.studies}
    assert found == {"1.2.3": True, "1.2.4": False}
