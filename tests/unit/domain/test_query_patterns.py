"""What is typed, as PS3.4 C.2.2.2 matches it."""

from datetime import date

import pytest

from medviewer.domain.query_patterns import between, days_back, name_pattern, single_value


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("", ""),
        ("  ", ""),
        ("wang", "wang*"),
        ("Wang Xiaoming", "Wang*Xiaoming*"),
        ("Wang^Xiaoming", "Wang*Xiaoming*"),
        ("Müller, Anna", "Müller*Anna*"),
        ("*ming", "*ming"),
        ("W?ng*", "W?ng*"),
        ("张三", "*张*三*"),  # stored as Zhang^San=张^三
        ("張 三", "*張*三*"),
        ("山田太郎", "*山*田*太*郎*"),
        ("홍길동", "*홍*길*동*"),
        ("Zhang 三", "*Zhang*三*"),
        ("a\\b", "a*b*"),
        ("a*\\b", "a* b"),
    ],
)
def test_that_a_name_is_found_however_its_parts_are_separated(typed: str, pattern: str) -> None:
    assert name_pattern(typed) == pattern


def test_that_an_identifier_stays_one_value() -> None:
    assert single_value(" A\\B ") == "A B"


def test_that_spans_of_days_end_today() -> None:
    today = date(2026, 3, 2)

    assert days_back(today, 0) == "20260302"
    assert days_back(today, 3) == "20260227-20260302"


def test_that_two_days_may_be_named_in_either_order() -> None:
    first, last = date(2025, 12, 31), date(2026, 1, 2)

    assert between(last, first) == "20251231-20260102"
    assert between(first, first) == "20251231"
