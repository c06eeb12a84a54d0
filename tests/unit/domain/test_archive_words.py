"""An archive's answers as a reader reads them."""

import pytest

from medviewer.domain.archive import ArchiveMatch, QueryLevel
from medviewer.domain.archive_words import (
    date_words,
    modality_text,
    study_title,
    time_text,
)


@pytest.mark.parametrize(
    ("time", "text"), [("142530.5", "14:25"), ("0800", "08:00"), ("", ""), ("8h", "8h")]
)
def test_that_times_have_a_colon(time: str, text: str) -> None:
    assert time_text(time) == text


@pytest.mark.parametrize(
    ("date", "text"), [("20260131", "2026-01-31"), ("", ""), ("1997.04.03", "1997.04.03")]
)
def test_that_dates_are_written_in_parts(date: str, text: str) -> None:
    assert date_words(date) == text


def test_that_the_title_of_a_study_says_who_when_and_what() -> None:
    match = ArchiveMatch(
        QueryLevel.STUDY,
        "Doe^Jane",
        study_date="20260131",
        modality="CT\\SR",
        study_description="Thorax",
    )

    assert modality_text(match) == "CT/SR"
    assert study_title(match) == "Doe, Jane · 2026-01-31 · CT/SR · Thorax"
