"""The HTML report is escaped, self-contained and says what the layout says."""

import base64
import io
import re
from html.parser import HTMLParser

import numpy as np
from PIL import Image

from medviewer.domain.report import ReportContent
from medviewer.report.html import render_html
from tests.unit.report.report_samples import READER, finding, key_image, report, study

ATTACK = "<script>alert('x')</script>{{ 7 * 7 }}"


class Page(HTMLParser):
    """Collects tags, addresses and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in {"src", "href", "action"}
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_that_a_script_in_name_or_impression_stays_text() -> None:
    html = render_html(report(1, of=study(ATTACK), content=ReportContent(ATTACK, ATTACK)))

    page = Page(html)
    assert "script" not in page.tags
    assert page.text.count(ATTACK) >= 4  # title, running head, patient, impression, reader
    assert "49" not in re.sub(r"base64,[A-Za-z0-9+/=]+", "", html)


def test_that_nothing_is_fetched_from_anywhere() -> None:
    html = render_html(report(2, accepted=[1]))

    page = Page(html)
    assert page.addresses
    assert all(address.startswith("data:image/png;base64,") for address in page.addresses)
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_that_pictures_are_embedded_without_loss() -> None:
    html = render_html(report(1, accepted=[1]))

    (address,) = Page(html).addresses
    png = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    expected = key_image(finding(1)).pixels
    np.testing.assert_array_equal(expected, np.asarray(Image.open(io.BytesIO(png))))


def test_that_preliminary_is_on_screen_and_on_every_printed_page() -> None:
    waiting = render_html(report(1))
    final = render_html(report(1, accepted=[1]))

    head = waiting[waiting.index("<thead>") : waiting.index("</thead>")]
    assert "PRELIMINARY" in head
    assert "王小明" in head
    assert waiting.count("PRELIMINARY") == 2
    assert "PRELIMINARY" not in final


def test_that_the_page_carries_reader_findings_models_and_disclaimer() -> None:
    text = Page(render_html(report(3, accepted=[1], rejected=[2]))).text

    for expected in (
        READER,
        "PAT-0042",
        "1960-01-02",
        "Nodule in the right upper zone.",
        "AI proposals, not reviewed",
        "AI proposals rejected by the reader",
        "chest_ct_nodules 1.0.0",
        "not a medical device",
    ):
        assert expected in text


def test_that_the_language_is_declared() -> None:
    assert '<html lang="zh-CN">' in render_html(report(0), language="zh-CN")
