"""When two headers speak of one patient, and when they cannot."""

import pytest

from medviewer.domain.identity import may_be_same, mixed_up
from medviewer.domain.study import Patient


def patient(identifier: str, name: str = "") -> Patient:
    return Patient(patient_id=identifier, patient_name=name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (patient("1", "Doe, Jane"), patient("1", "Doe, Jane")),
        (patient("1", "Doe, Jane"), patient(" 1 ", "DOE, JANE")),
        (patient("1", "Müller, Anna"), patient("1", "Mueller, Anna")),
        (patient("1", "Doe, Jane"), patient("1", "Doe-Smith, Jane")),
        (patient("1", "Doe, Jane"), patient("", "Doe, Jane Q")),
        (patient("", "Doe, Jane"), patient("", "Jane Doe")),
        (patient("1", "王小明"), patient("1", "Wang, XiaoMing")),
        (patient("1", "王小明 (Wang, XiaoMing)"), patient("1", "Wang, XiaoMing")),
        (patient("1"), patient("1", "Doe, Jane")),
        (patient("", ""), patient("1", "Doe, Jane")),
    ],
)
def test_that_spelling_and_silence_make_no_other_patient(one: Patient, other: Patient) -> None:
    assert may_be_same(one, other)
    assert may_be_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (patient("1", "Doe, Jane"), patient("2", "Doe, Jane")),
        (patient("1"), patient("2")),
        (patient("1", "Doe, Jane"), patient("1", "Roe, Richard")),
        (patient("", "Doe, Jane"), patient("", "Doe, John")),
        (patient("1", "王小明"), patient("1", "李雷")),
    ],
)
def test_that_another_id_or_name_is_another_patient(one: Patient, other: Patient) -> None:
    assert not may_be_same(one, other)
    assert not may_be_same(other, one)


def test_that_a_mix_up_names_every_patient() -> None:
    said = str(mixed_up([patient("1", "Doe, Jane"), patient("", "Roe")]))

    assert "Doe, Jane (ID 1) / Roe (ID ?)" in said
