"""A report prints the codes the reader answers for, says who proposed them, and no other."""

from dataclasses import replace

from medviewer.domain.coding import CodeDecision
from medviewer.domain.report import Report
from medviewer.report.blocks import Table
from medviewer.report.html import render_html
from medviewer.report.layout import lay_out
from medviewer.report.text import render_text
from tests.phantoms.codes import NODULE, every_kind, report_code
from tests.unit.report.report_samples import report

READER = "Dr A"


def with_codes() -> Report:
    return replace(report(), codes=every_kind(READER))


def test_that_accepted_codes_stand_in_a_table_with_who_answers_for_them() -> None:
    [section] = [s for s in lay_out(with_codes()).sections if s.key == "codes"]

    [table] = section.blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["ICD-10-CM O9A.212", "ICD-10-CM R91.1"]
    assert [row[2] for row in table.rows] == [
        "AI-proposed (icd10_coding 1.0.0), accepted by Dr A",
        "chosen by Dr A",
    ]


def test_that_undecided_and_rejected_codes_are_printed_nowhere() -> None:
    preliminary = replace(with_codes(), sign_off=None)

    printed = render_text(preliminary) + render_html(preliminary)

    assert "O9A.212" in printed
    assert "J90" not in printed
    assert "J18.9" not in printed


def test_that_there_is_no_section_without_accepted_codes() -> None:
    undecided = replace(report(), codes=(report_code(NODULE),))

    assert "codes" not in [section.key for section in lay_out(undecided).sections]


def test_that_a_table_s_text_cannot_write_html() -> None:
    hostile = replace(NODULE, meaning="<script>alert(1)</script>")
    code = report_code(hostile, decision=CodeDecision.ACCEPTED, reader="<b>A</b>")

    page = render_html(replace(report(), codes=(code,)))

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<b>A</b>" not in page
