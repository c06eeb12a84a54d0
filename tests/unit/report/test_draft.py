"""Findings go where the reader's decision sends them."""

from medviewer.domain.finding import Review, ReviewState
from medviewer.domain.report import ReportContent, ReportedFinding
from medviewer.report.draft import draft_report, number_findings, with_key_images
from tests.unit.report.report_samples import (
    NOW,
    READER,
    done,
    finding,
    key_image,
    report,
    study,
)


def numbers(items: tuple[ReportedFinding, ...]) -> list[int]:
    return [item.number for item in items]


def test_that_findings_are_sorted_by_decision_and_keep_their_number_on_screen() -> None:
    drafted = report(5, accepted=[2, 5], rejected=[3])

    assert numbers(drafted.accepted) == [2, 5]
    assert numbers(drafted.rejected) == [3]
    assert numbers(drafted.undecided) == [1, 4]


def test_that_a_finding_without_a_review_is_undecided() -> None:
    (item,) = number_findings([finding(1)], [Review("another", ReviewState.ACCEPTED)])

    assert item.review == Review("finding-1", ReviewState.PROPOSED)


def test_that_key_images_are_found_by_finding_and_may_be_missing() -> None:
    image = key_image(finding(2))

    first, second = with_key_images(
        number_findings([finding(1), finding(2)], ()), {"finding-2": image}
    )

    assert first.key_image is None
    assert second.key_image is image


def test_that_the_time_of_writing_keeps_its_offset() -> None:
    drafted = draft_report(study(), [done([])], (), ReportContent(READER), NOW)

    assert drafted.created_at == "2026-03-04T15:06:00+00:00"


def test_that_a_report_is_final_once_everything_is_decided_and_a_reader_is_named() -> None:
    assert not report(2, accepted=[1], rejected=[2]).is_preliminary
    assert report(2, accepted=[1]).is_preliminary
    assert report(0, content=ReportContent(reader=" ")).is_preliminary
