"""Pseudonyms: one for each old value, of the standard's form, and of no use to who has no secret."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medviewer.dicom.deidentifying.pseudonyms import Pseudonyms

SAME = Pseudonyms(b"s" * 32)


@given(st.from_regex(r"[12](\.(0|[1-9][0-9]{0,9})){3,6}", fullmatch=True))
def test_that_a_new_uid_is_a_valid_one_and_always_the_same(old: str) -> None:
    new = SAME.uid(old)

    assert re.fullmatch(r"2\.25\.(0|[1-9][0-9]*)", new)
    assert len(new) <= 64
    assert new == Pseudonyms(b"s" * 32).uid(f"{old}\0")


def test_that_two_runs_make_different_uids() -> None:
    assert Pseudonyms().uid("1.2.3") != Pseudonyms().uid("1.2.3")


def test_that_dicoms_own_uids_stay() -> None:
    assert SAME.uid("1.2.840.10008.1.2.1") == "1.2.840.10008.1.2.1"


@given(
    st.dates(date(1920, 1, 1), date(2100, 1, 1)), st.integers(-20000, 20000), st.text(min_size=1)
)
def test_that_intervals_are_kept_and_days_are_not(day: date, apart: int, patient: str) -> None:
    later = day + timedelta(days=apart)
    if later.year < 1920:
        return

    moved = [SAME.shifted(each.strftime("%Y%m%d"), patient) or "" for each in (day, later)]
    first, second = (date.fromisoformat(each) for each in moved)

    assert second - first == later - day
    assert first != day


def test_that_what_is_no_date_is_not_moved() -> None:
    assert [SAME.shifted(word, "p") for word in ("", "2026", "20261399", "someday!")] == [None] * 4


def test_that_patients_move_by_days_of_their_own() -> None:
    assert len({SAME.days(str(number)) for number in range(50)}) > 40
