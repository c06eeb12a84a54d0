"""What is known already for the inputs of a risk model: age, sex, values of the clinical notes."""

import re
from collections.abc import Iterable

from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.patient_age import age_years
from medviewer.domain.prognosis import InputValue, RiskInput
from medviewer.domain.study import Study

AGE = frozenset({"age", "ageyears", "ageinyears", "patientage", "alter", "edad", "年龄"})
SEX = frozenset({"sex", "gender", "patientsex", "geschlecht", "sexo", "性别"})
MALE, FEMALE = frozenset({"m", "male", "man"}), frozenset({"f", "female", "woman"})
# What tables call the values that LOINC codes.
LOINC_NAMES = {
    "1988-5": ("crp", "creactiveprotein"),
    "2160-0": ("creatinine", "crea"),
    "718-7": ("hemoglobin", "haemoglobin", "hb"),
    "2532-0": ("ldh",),
    "2951-2": ("sodium", "na"),
    "2823-3": ("potassium",),
    "6690-2": ("wbc", "leukocytes", "leucocytes"),
    "777-3": ("platelets", "plt"),
    "48065-7": ("ddimer",),
    "1751-7": ("albumin",),
}


def prefilled(
    inputs: Iterable[RiskInput], study: Study | None, notes: ClinicalNotes
) -> tuple[InputValue, ...]:
    """Every input, with what is known of it; "" where nothing is."""
    return tuple(InputValue(each.name, _known(each, study, notes)) for each in inputs)


def _known(wanted: RiskInput, study: Study | None, notes: ClinicalNotes) -> str:
    name = plain(wanted.name)
    if study is not None and name in AGE:
        years = age_years(study)
        return "" if years is None else f"{years:g}"
    if study is not None and name in SEX:
        return _sex(wanted, study.patient.sex)
    found = [each for each in notes.values if name in _names(each)]
    return _stated(found[-1]) if found else ""  # the last entered is the newest


def plain(name: str) -> str:
    """Letters and digits alone, case folded: "Age_in_years" is "ageinyears"."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _names(value: LabValue) -> set[str]:
    return {plain(value.name), *LOINC_NAMES.get(value.code, ())}


def _stated(value: LabValue) -> str:
    return f"{value.value:g}" if value.value is not None else value.text


def _sex(wanted: RiskInput, stated: str) -> str:
    """Only where the table says it in words: nobody can know whether 1 is a man."""
    words = {"M": MALE, "F": FEMALE}.get(stated.strip().upper(), frozenset())
    return next((level for level in wanted.levels if level.casefold() in words), "")
