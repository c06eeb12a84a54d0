"""Sorts findings by what the reader decided and puts a report together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from medviewer import __version__
from medviewer.domain.finding import Finding, Review, ReviewState, first_review
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.report import (
    KeyImage,
    Report,
    ReportContent,
    ReportedFinding,
    ReportedMeasurement,
)
from medviewer.domain.study import Study


def number_findings(
    findings: Sequence[Finding], reviews: Iterable[Review]
) -> tuple[ReportedFinding, ...]:
    """Number findings in the order shown on screen; each as the reader has it, beside its review."""
    by_id = {review.finding_id: review for review in reviews}
    reviewed = ((finding, by_id.get(finding.finding_id)) for finding in findings)
    return tuple(
        _reported(number, finding, review or first_review(finding))
        for number, (finding, review) in enumerate(reviewed, start=1)
    )


def _reported(number: int, stated: Finding, review: Review) -> ReportedFinding:
    finding = review.as_read(stated)
    return ReportedFinding(number, finding, review, proposed=None if finding is stated else stated)


def with_key_images(
    items: Iterable[ReportedFinding], key_images: Mapping[str, KeyImage]
) -> tuple[ReportedFinding, ...]:
    """Give each finding its picture, by finding id; those without one go without."""
    return tuple(replace(item, key_image=key_images.get(item.finding.finding_id)) for item in items)


def draft_report(
    study: Study,
    results: Sequence[AnalysisResult],
    items: Sequence[ReportedFinding],
    content: ReportContent,
    now: datetime,
    measurements: Sequence[ReportedMeasurement] = (),
) -> Report:
    """Put a report together.

    Args:
        study: what was read.
        results: one for each model that ran, refused ones included.
        items: every finding, numbered, reviewed, and with its key image where it has one.
        content: what the reader wrote.
        now: aware local time.
        measurements: the reader's own.
    """
    empty = Report(
        study=study,
        content=content,
        accepted=(),
        undecided=(),
        rejected=(),
        results=tuple(results),
        software_version=__version__,
        created_at=now.isoformat(timespec="seconds"),
        measurements=tuple(measurements),
    )
    return with_findings(empty, items)


def with_findings(report: Report, items: Sequence[ReportedFinding]) -> Report:
    """The same report on these findings, each among those the reader decided alike on."""

    def in_state(*states: ReviewState) -> tuple[ReportedFinding, ...]:
        return tuple(item for item in items if item.review.state in states)

    return replace(
        report,
        accepted=in_state(ReviewState.ACCEPTED, ReviewState.EDITED),
        undecided=in_state(ReviewState.PROPOSED),
        rejected=in_state(ReviewState.REJECTED),
    )
