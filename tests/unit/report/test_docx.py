"""The Word document, read back."""

import io
from dataclasses import replace

import docx
import numpy as np
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from medviewer.domain.report import Letterhead, Report, ReportContent
from medviewer.report.docx import render_docx
from tests.unit.report.report_samples import report, study


def opened(drafted: Report) -> Document:
    return docx.Document(io.BytesIO(render_docx(drafted)))


def headings(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]


def test_that_sections_are_headings_and_findings_a_table_whose_head_repeats() -> None:
    document = opened(report(40, accepted=range(1, 41)))

    assert headings(document)[:4] == ["Technique", "Findings", "Impression", "Read by"]
    [findings] = [t for t in document.tables if t.cell(0, 1).text == "Finding"]
    assert len(findings.rows) == 41
    assert "w:tblHeader" in findings.rows[0]._tr.xml


def test_that_the_patient_stands_on_every_page() -> None:
    page = opened(report(1)).sections[0]

    head = "\n".join(p.text for p in page.header.paragraphs)
    assert "王小明 Wang Xiaoming" in head
    assert "PAT-0042" in head
    assert "PRELIMINARY" in head
    foot = "".join(p._p.xml for p in page.footer.paragraphs)
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot


def test_that_chinese_has_a_font_of_its_own() -> None:
    fonts = opened(report(0)).styles["Normal"].element.rPr.rFonts

    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_that_key_images_and_the_logo_are_in_the_file() -> None:
    logo = np.zeros((20, 60, 4), np.uint8)
    drafted = replace(report(3, accepted=[1, 2, 3]), letterhead=Letterhead("Site", logo))

    assert len(opened(drafted).inline_shapes) == 4


@pytest.mark.parametrize("attack", ["<w:p/>&amp;", "a\x00b\x0bc\ud800d\uffff", "{{ 7*7 }}"])
def test_that_hostile_text_is_printed_as_it_stands(attack: str) -> None:
    content = ReportContent("Dr. A", impression=attack)

    document = opened(report(0, of=study(attack), content=content))

    shown = "".join(letter for letter in attack if letter.isprintable() and letter != "\ud800")
    assert shown in "\n".join(p.text for p in document.paragraphs)
