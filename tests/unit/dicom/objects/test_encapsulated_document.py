"""Documents inside DICOM objects."""

from pathlib import Path

import pytest
from pydicom import dcmread

from medviewer.dicom.objects.encapsulated_document import (
    LARGEST_PAGE_PX,
    draw_page,
    read_content,
    read_document,
)
from medviewer.errors import UnreadableFile
from tests.phantoms.documents import encapsulated, pdf


def test_that_pages_are_counted_and_measured(tmp_path: Path) -> None:
    found = read_document(encapsulated(tmp_path / "doc.dcm", pdf("one", "two")))

    assert (found.title, found.media_type) == ("Letter", "application/pdf")
    assert found.page_sizes_pt == ((144.0, 72.0), (144.0, 72.0))


def test_that_a_page_is_drawn_in_its_size_with_its_words(tmp_path: Path) -> None:
    path = encapsulated(tmp_path / "doc.dcm", pdf("one", "second page"))

    page = draw_page(path, 1, 144.0)

    assert page.pixels.shape == (144, 288, 3)
    assert page.pixels.min() < 100
    assert page.words.strip() == "second page"


def test_that_a_page_as_large_as_a_field_is_drawn_small(tmp_path: Path) -> None:
    path = encapsulated(tmp_path / "doc.dcm", pdf("one", size=(14_000.0, 14_000.0)))

    page = draw_page(path, 0, 1200.0)

    assert max(page.pixels.shape) <= LARGEST_PAGE_PX


def test_that_another_kind_of_file_has_no_pages_and_comes_out_as_it_went_in(tmp_path: Path) -> None:
    path = encapsulated(tmp_path / "cda.dcm", b"<cda/>x", "text/XML")

    assert read_document(path).page_count == 0
    assert read_content(path) == b"<cda/>x"


def test_that_a_damaged_pdf_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = encapsulated(tmp_path / "doc.dcm", b"%PDF-1.4 nothing of use")

    with pytest.raises(UnreadableFile, match="damaged"):
        read_document(path)


def test_that_a_length_of_another_document_cuts_nothing_off(tmp_path: Path) -> None:
    path = encapsulated(tmp_path / "doc.dcm", pdf("one"))
    dataset = dcmread(path)
    dataset.EncapsulatedDocumentLength = 10
    dataset.save_as(path)

    assert read_document(path).page_count == 1
