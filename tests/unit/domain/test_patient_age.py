"""How old a patient was: Age String, or completed years between two dates."""

import pytest

from medviewer.domain.patient_age import age_at_study, age_words, age_years
from medviewer.domain.study import Patient, Study


@pytest.mark.parametrize(
    ("age", "birth_date", "study_date", "years"),
    [
        ("005Y", "20140422", "20200125", 5.0),  # stated goes before computed
        ("018M", "", "", 1.5),
        ("026W", "", "", pytest.approx(0.498, abs=1e-3)),
        ("", "20140422", "20200421", 5.0),  # the day before the sixth birthday
        ("", "20140422", "20200422", 6.0),
        ("5", "20140422", "20200422", 6.0),  # an age without its letter says nothing
        ("", "00000000", "20200422", None),
        ("", "20200423", "20200422", None),
        ("", "18000101", "20200422", None),
        ("", "", "20200422", None),
    ],
)
def test_that_the_age_is_stated_or_counted_in_completed_years(
    age: str, birth_date: str, study_date: str, years: float | None
) -> None:
    study = Study("1", Patient(birth_date=birth_date, age=age), study_date=study_date)

    assert years == age_years(study)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("045Y", "45 years"),
        ("001Y", "1 year"),
        ("006M", "6 months"),
        ("12D", "12 days"),
        ("x", "x"),
    ],
)
def test_that_an_age_is_told_with_its_unit(value: str, told: str) -> None:
    assert str(age_words(value)) == told


@pytest.mark.parametrize(
    ("age", "birth_date", "study_date", "told"),
    [
        ("063Y", "20140422", "20200422", "63 years"),
        ("", "19610203", "20000101", "38 years"),
        ("", "20190101", "20200422", "15 months"),
        ("", "20180423", "20200422", "23 months"),
        ("", "20200420", "20200422", "2 days"),
        ("", "", "20200422", ""),
    ],
)
def test_that_an_age_nobody_stated_is_counted(
    age: str, birth_date: str, study_date: str, told: str
) -> None:
    study = Study("1", Patient(birth_date=birth_date, age=age), study_date=study_date)

    assert str(age_at_study(study)) == told
