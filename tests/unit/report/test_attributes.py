"""Attribute values are shown as a reader expects and never guessed."""

import pytest

from medviewer.report.attributes import (
    NOT_STATED,
    date_text,
    moment_text,
    plain,
    stated,
    time_text,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("19600102", "1960-01-02"),
        ("1960.01.02", "1960-01-02"),  # ACR-NEMA, still allowed by PS3.5 6.2
        ("1960", "1960"),
        ("00000000", NOT_STATED),  # what anonymisers leave
        ("", NOT_STATED),
    ],
)
def test_that_a_date_is_written_year_first(value: str, expected: str) -> None:
    assert date_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("142530.25", "14:25"), ("0905", "09:05"), ("", ""), ("x", "")]
)
def test_that_a_time_is_hours_and_minutes(value: str, expected: str) -> None:
    assert time_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-04T15:06:00+00:00", "2026-03-04 15:06 UTC"),
        ("2026-03-04T15:06:00Z", "2026-03-04 15:06 UTC"),
        ("2026-03-04T15:06:00-03:30", "2026-03-04 15:06 -03:30"),
        ("2026-03-04T15:06:00", "2026-03-04 15:06"),
        ("yesterday", "yesterday"),
        ("", NOT_STATED),
    ],
)
def test_that_a_moment_says_its_time_zone(value: str, expected: str) -> None:
    assert moment_text(value) == expected


def test_that_characters_nobody_can_see_are_dropped() -> None:
    assert plain(" A\x00n\u202en\x1ba\u200f ") == "Anna"
    assert stated("\x00") == NOT_STATED
