"""Findings as table rows, captions and one-line mentions."""

from collections.abc import Sequence

from medviewer.domain.finding import ReviewState, confidence_text, size_text
from medviewer.domain.report import Report, ReportedFinding
from medviewer.domain.review_words import reason_words
from medviewer.report.attributes import moment_text, plain
from medviewer.report.blocks import Column, Picture, Pictures, Table
from medviewer.report.translation import Translate
from medviewer.words import Message, message


def findings_table(report: Report, items: Sequence[ReportedFinding], say: Translate) -> Table:
    """Number, finding, site, slice, size, confidence and decision."""
    columns = (
        Column(say(message("Report", "No.")), 0.06, is_numeric=True),
        Column(say(message("Report", "Finding")), 0.15),
        Column(say(message("Report", "Site")), 0.20),
        Column(say(message("Report", "Slice")), 0.09, is_numeric=True),
        Column(say(message("Report", "Size (mm)")), 0.10, is_numeric=True),
        Column(say(message("Report", "AI confidence")), 0.125, is_numeric=True),
        Column(say(message("Report", "Decision")), 0.275),
    )
    return Table(columns, tuple(_row(report, item, say) for item in items))


def key_pictures(items: Sequence[ReportedFinding], say: Translate) -> Pictures:
    """The key images there are."""
    images = [item.key_image for item in items if item.key_image is not None]
    return Pictures(tuple(Picture(image.pixels, say(image.caption)) for image in images))


def mention(report: Report, item: ReportedFinding, say: Translate) -> str:
    """A finding in one line."""
    finding = item.finding
    values = {
        "number": item.number,
        "name": finding.name,
        "site": finding.site,
        "slice": image_text(report, item),
        "confidence": confidence_text(finding),
        "decision": _decision(item),
    }
    if item.is_by_reader:
        return say(
            message(
                "Report",
                "No. {number}: {name}, {site}, image {slice}, {size}, {decision}",
                size=size_text(finding),
                **values,
            )
        )
    if finding.diameter_mm is None:
        return say(
            message(
                "Report",
                "No. {number}: {name}, {site}, image {slice}, AI confidence {confidence}, {decision}",
                **values,
            )
        )
    return say(
        message(
            "Report",
            "No. {number}: {name}, {site}, slice {slice}, {size} mm, AI confidence {confidence}, {decision}",
            size=f"{finding.diameter_mm:.1f}",
            **values,
        )
    )


def _row(report: Report, item: ReportedFinding, say: Translate) -> tuple[str, ...]:
    finding = item.finding
    return (
        str(item.number),
        say(finding.name),
        say(finding.site),
        image_text(report, item),
        "–" if finding.diameter_mm is None else f"{finding.diameter_mm:.1f}",
        confidence_text(finding),
        say(_decision(item)),
    )


def image_text(report: Report, item: ReportedFinding) -> str:
    """The slice as counted on screen; with the series' number where several series were analysed."""
    number = str(item.finding.key_slice + 1)
    if len({result.request.series_instance_uid for result in report.results}) < 2:
        return number
    series = report.study.find_series(item.finding.provenance.series_instance_uid)
    if series is None or series.series_number is None:
        return number
    return f"{series.series_number} / {number}"


def _decision(item: ReportedFinding) -> Message:
    review = item.review
    if not review.is_decided:
        return message("Report", "not reviewed")
    when = moment_text(review.decided_at) if review.decided_at else ""
    who = ", ".join(part for part in (plain(review.reader), when) if part)
    decided = _decided(item)
    if review.reason is not None:
        decided = message(
            "Report", "{decision}: {reason}", decision=decided, reason=reason_words(review.reason)
        )
    return message("Report", "{decision} ({who})", decision=decided, who=who) if who else decided


def _decided(item: ReportedFinding) -> Message:
    if item.is_by_reader:
        return message("Report", "added by the reader")
    return {
        ReviewState.PROPOSED: message("Report", "not reviewed"),
        ReviewState.ACCEPTED: message("Report", "accepted"),
        ReviewState.EDITED: message("Report", "edited"),
        ReviewState.REJECTED: message("Report", "rejected"),
    }[item.review.state]
