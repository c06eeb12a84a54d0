"""Who is the same patient, and what a search text is without its dress."""

import pytest

from medviewer.domain.patient_identity import folded, is_same_patient, search_terms
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


def test_that_nobody_is_the_same_as_a_patient_without_an_id() -> None:
    assert not is_same_patient(Patient("", "A", "19700101"), Patient("", "A", "19700101"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Müller^Jürgen", "muller jurgen"),
        ("ŁÓDŹ", "łodz"),
        ("王^小明", "王 小明"),
        ("ＣＴ１", "ct1"),
        ("  a \t b ", "a b"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("김", "김"),
    ],
)
def test_that_case_accents_and_delimiters_do_not_count(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_that_terms_are_told_apart_by_blanks_and_carets() -> None:
    assert search_terms(" Wang^Xiao CT ") == ("wang", "xiao", "ct")
