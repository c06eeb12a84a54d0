"""When two headers, or two studies, are of one patient, and when they cannot be."""

from dataclasses import replace

import pytest

from medviewer.domain.patient_identity import is_same_patient, may_be_same, mixed_up
from medviewer.domain.study import Patient

WANG = Patient("P1", "Wang^Xiao Ming", "19700101")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Patient("P1", "Wang^Xiao Ming", "19700101"), True),
        (Patient(" P1 ", "WANG^XIAO MING", ""), True),  # blanks pad an ID, PS3.5 6.2
        (Patient("P1", "Li^Xiao Ming", "19700101"), True),  # a name may change
        (Patient("P1", "Wang^Xiao Ming", "19700102"), False),
        (Patient("P1", "Lee^Anna", ""), False),
        (Patient("P1", "", ""), False),
        (Patient("P2", "Wang^Xiao Ming", "19700101"), False),
        (Patient("", "Wang^Xiao Ming", "19700101"), False),
    ],
)
def test_that_an_id_alone_makes_nobody_the_same(other: Patient, is_same: bool) -> None:
    assert is_same_patient(WANG, other) is is_same
    assert is_same_patient(other, WANG) is is_same


@pytest.mark.parametrize(
    ("issuer", "is_same"), [("HOSPITAL A ", True), ("HOSPITAL B", False), ("", True)]
)
def test_that_an_id_of_another_issuer_is_another_patients(issuer: str, is_same: bool) -> None:
    one = replace(WANG, issuer_of_patient_id="HOSPITAL A")
    other = replace(WANG, issuer_of_patient_id=issuer)

    assert is_same_patient(one, other) is is_same


def test_that_nobody_is_the_same_as_a_patient_without_an_id() -> None:
    assert not is_same_patient(Patient("", "A", "19700101"), Patient("", "A", "19700101"))


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
