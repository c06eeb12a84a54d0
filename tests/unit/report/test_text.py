"""The plain text a RIS takes."""

import unicodedata

from medviewer.domain.report import ReportContent
from medviewer.report.text import render_text
from tests.unit.report.report_samples import report


def cells(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def test_that_a_report_reads_from_top_to_bottom() -> None:
    text = render_text(report(2, accepted=[1], rejected=[2]))

    wanted = (
        "Imaging report",
        "Patient: 王小明",
        "FINDINGS",
        "1. Finding: Lung nodule",
        "IMPRESSION",
    )
    places = [text.index(each) for each in wanted]
    assert places == sorted(places)
    assert "AI-assisted, reviewed by Dr. Ada Roentgen, 2026-03-04 15:05 UTC" in text


def test_that_no_line_is_wider_than_a_ris_shows() -> None:
    long = "肺" * 300 + " " + "word " * 100 + "x" * 500
    text = render_text(report(3, accepted=[1], content=ReportContent("Dr. A", long)))

    assert max(cells(line) for line in text.splitlines()) <= 78
    assert "".join(text.split()).count("肺") == 300
    assert "x" * 500 in "".join(text.split())


def test_that_a_preliminary_report_says_so_and_keeps_proposals_apart() -> None:
    text = render_text(report(2, accepted=[1]), is_short=True)

    assert "*** PRELIMINARY: 1 AI proposal waits" in text
    findings, proposals = text.split("AI PROPOSALS, NOT REVIEWED")
    assert "2. Finding: Lung nodule" in proposals
    assert "2. Finding" not in findings


def test_that_a_copy_for_the_ris_leaves_out_what_is_said_about_models() -> None:
    whole = render_text(report(1, accepted=[1]))
    short = render_text(report(1, accepted=[1]), is_short=True)

    assert "AI MODELS USED" in whole
    assert "AI MODELS USED" not in short


def test_that_models_are_named_without_their_tables_of_figures() -> None:
    drafted = report(1, accepted=[1])
    figure = drafted.results[0].card.metrics[0]

    text = render_text(drafted)

    assert drafted.results[0].card.model_id in text
    assert figure.data not in text
