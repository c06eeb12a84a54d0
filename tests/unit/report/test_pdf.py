"""The PDF report, read back with pypdf: words on every page, bookmarks, embedded fonts."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.platypus import CondPageBreak
from reportlab.platypus import Table as PdfTable

from medviewer.domain.report import ReportContent
from medviewer.domain.typeface import FontFile, FontSet
from medviewer.report.blocks import Column, Field, Fields, Heading, Section, Table
from medviewer.report.pdf import render_pdf
from medviewer.report.pdf_blocks import BlockWriter
from medviewer.report.pdf_page import TEXT_WIDTH
from medviewer.report.pdf_type import paragraph_styles, register_fonts
from tests.unit.report.report_samples import (
    READER,
    finding,
    key_image,
    refused_report,
    report,
    study,
)

WQY = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
DROID = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in read(pdf).pages]


@pytest.fixture
def cjk_fonts() -> FontSet:
    path = next((path for path in (WQY, DROID) if path.exists()), None)
    if path is None:
        pytest.skip("no CJK font installed (fonts-wqy-microhei or fonts-droid-fallback)")
    return FontSet(cjk=FontFile(path))


def test_that_every_page_names_the_patient_and_counts_the_pages() -> None:
    pages = texts(render_pdf(report(40, of=study("Wang Xiaoming"))))

    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        for expected in (
            "Wang Xiaoming",
            "ID PAT-0042",
            "Born 1960-01-02",
            "Study 2026-03-04",
            f"Page {number} of {len(pages)}",
            "AI-assisted, not a medical device",
        ):
            assert expected in text


def test_that_every_page_is_marked_while_a_proposal_waits() -> None:
    pages = texts(render_pdf(report(12, accepted=range(1, 12))))

    assert all("PRELIMINARY" in text for text in pages)
    assert any("AI proposals, not reviewed" in text for text in pages)


def test_that_no_page_is_marked_once_everything_is_decided() -> None:
    pages = texts(render_pdf(report(12, accepted=range(1, 12), rejected=[12])))

    assert not any("PRELIMINARY" in text for text in pages)
    assert not any("not reviewed" in text for text in pages)


def test_that_forty_findings_are_all_in_the_table_and_all_pictured() -> None:
    everything = "\n".join(texts(render_pdf(report(40, accepted=range(1, 41)))))

    for number in range(1, 41):
        assert f"Picture of finding-{number}\n" in everything
    assert everything.count("accepted (") == 40


def test_that_sections_are_bookmarked_on_their_page() -> None:
    reader = read(render_pdf(report(3, accepted=[1], rejected=[2])))

    bookmarks = {
        str(entry.title): reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }
    assert list(bookmarks) == [
        "Technique",
        "Findings",
        "Impression",
        "Read by",
        "Key images",
        "AI proposals, not reviewed",
        "AI proposals rejected by the reader",
        "AI models used",
    ]
    for title, page in bookmarks.items():
        assert page is not None
        assert title in reader.pages[page].extract_text()


def embedded_fonts(pdf: bytes) -> dict[str, bool]:
    """Whether each font of the first page carries its TrueType outlines."""
    resources: Any = read(pdf).pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    return {
        str(font["/BaseFont"]): "/FontFile2" in font.get("/FontDescriptor", {}) for font in fonts
    }


def test_that_a_chinese_name_is_embedded_and_can_be_copied_out(cjk_fonts: FontSet) -> None:
    pdf = render_pdf(report(1, of=study("王小明")), cjk_fonts)

    assert texts(pdf)[0].count("王小明") >= 2  # running head and patient
    assert any(
        ("MicroHei" in name or "Droid" in name) and has_outlines
        for name, has_outlines in embedded_fonts(pdf).items()
    )


def test_that_a_korean_name_is_readable_where_no_embedded_font_has_its_letters() -> None:
    pdf = render_pdf(report(0, of=study("김희중 Kim")), FontSet())

    assert "HYSMyeongJo-Medium" in str(list(embedded_fonts(pdf)))


def test_that_a_later_reports_fonts_are_its_own(cjk_fonts: FontSet) -> None:
    render_pdf(report(0, of=study("王小明")), FontSet())

    pdf = render_pdf(report(0, of=study("王小明")), cjk_fonts)

    assert "王小明" in texts(pdf)[0]


def test_that_every_font_used_for_our_words_is_embedded() -> None:
    names = embedded_fonts(render_pdf(report(1)))

    used = {name for name in names if "Helvetica" not in name}  # reportlab names it, unused
    assert used
    assert all(names[name] for name in used)


def test_that_a_missing_cjk_font_leaves_the_report_readable() -> None:
    (text, *_) = texts(render_pdf(report(0, of=study("王小明 Wang")), FontSet()))

    assert "Wang" in text


def test_that_markup_in_a_name_or_impression_is_printed_as_it_stands() -> None:
    attack = "<b>A&B</b> <para>"

    text = "\n".join(
        texts(render_pdf(report(0, of=study(attack), content=ReportContent(attack, attack))))
    )

    assert text.count(attack) >= 4


def test_that_a_very_long_name_is_cut_on_top_and_whole_in_the_header() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 4

    (text, *_) = texts(render_pdf(report(0, of=study(name))))

    letters = "".join(text.split())  # the name wraps
    assert letters.count("Wolfeschlegelsteinhausenbergerdorff") >= 4
    assert "…" in text
    assert "ID PAT-0042" in text


def test_that_a_refused_model_is_printed_with_its_reason() -> None:
    text = "\n".join(texts(render_pdf(refused_report())))

    assert "Refused: This is MR, the model reads CT." in text
    assert READER in text


def test_that_key_images_are_embedded_without_loss() -> None:
    reader = read(render_pdf(report(1, accepted=[1])))

    (picture,) = [image for page in reader.pages for image in page.images]
    assert isinstance(picture.image, Image.Image)
    np.testing.assert_array_equal(key_image(finding(1)).pixels, np.asarray(picture.image))


def test_that_nothing_points_outside_the_file() -> None:
    pdf = render_pdf(report(2))

    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf


def test_that_every_font_is_embedded() -> None:
    reader = read(render_pdf(report(3, accepted=[1])))

    fonts: list[Any] = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts += [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)


def test_that_many_pictures_stand_closer() -> None:
    few = read(render_pdf(report(6, accepted=range(1, 7))))
    many = read(render_pdf(report(24, accepted=range(1, 25))))

    assert len(many.pages) - len(few.pages) <= 2


def test_that_nothing_stands_behind_a_table_that_ends_with_its_page() -> None:
    """A spacer there, the last of the report, opened an empty page."""
    names = register_fonts(FontSet())
    writer = BlockWriter(names, paragraph_styles(names), TEXT_WIDTH)
    table = Table((Column("Measured", 1.0),), (("AUC",),))

    *_, last = writer.block(table)

    assert isinstance(last, PdfTable)
    assert last.getSpaceAfter() > 0


def test_that_a_title_does_not_stay_behind_when_what_it_names_goes_to_the_next_page() -> None:
    names = register_fonts(FontSet())
    writer = BlockWriter(names, paragraph_styles(names), TEXT_WIDTH)
    facts = Fields(tuple(Field("Fact", "value") for _ in range(20)))
    section = Section("models", "AI models used", (Heading("Model"), facts))

    needed = next(f for f in writer.section(section) if isinstance(f, CondPageBreak)).height

    assert needed > writer.fields(facts, TEXT_WIDTH).wrap(TEXT_WIDTH, 9999)[1]
