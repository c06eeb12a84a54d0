"""A report as a page."""

from medviewer.dicom.objects.structured_report import report_of
from medviewer.gui.documents.report_html import report_page
from tests.phantoms.reports import coded, content, image, report

NAME = coded("121071", "DCM", "Finding <b>")


def test_that_texts_of_the_file_cannot_become_tags() -> None:
    item = content("TEXT", NAME, TextValue="<img src='file:///etc/passwd'>")

    page = report_page(report_of(report(item)), str, "#fff")

    assert "<img" not in page.html
    assert "Finding &lt;b&gt;" in page.html


def test_that_each_image_is_a_link_by_number() -> None:
    page = report_page(report_of(report(image("1.2.3"), image("1.2.4", [2]))), str, "#fff")

    assert 'href="image:0"' in page.html
    assert [getattr(link, "sop_instance_uid", "") for link in page.links] == ["1.2.3", "1.2.4"]
