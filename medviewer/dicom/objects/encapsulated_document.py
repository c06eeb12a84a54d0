"""Reads Encapsulated Documents (PS3.3 A.45) and draws the pages of PDF ones."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pypdfium2
from pydicom.dataset import Dataset

from medviewer.dicom.objects.object_file import code, parse_object, references, stamp
from medviewer.dicom.reading.attributes import integer, text, uid, value_of
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.paged_document import Page, PagedDocument
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

KEYWORDS = (
    "DocumentTitle",
    "MIMETypeOfEncapsulatedDocument",
    "EncapsulatedDocument",
    "EncapsulatedDocumentLength",
    "ConceptNameCodeSequence",
    "ContentDate",
    "ContentTime",
    "SourceInstanceSequence",
)
PDF = "application/pdf"
PDF_HEAD = b"%PDF"
MOST_PAGES = 5000
LARGEST_PAGE_PX = 8000  # of one side; a page may say it is as large as a field
MOST_PAGE_PIXELS = 36_000_000
POINTS_PER_INCH = 72.0
_PDFIUM = Lock()  # the library is one for the process and knows no threads


def read_document(path: Path) -> PagedDocument:
    """What the object says of its document; a PDF's pages are counted. Runs in any thread.

    Raises:
        UnreadableFile: damaged, gone, empty, or a PDF that cannot be opened.
    """
    dataset, content = _content(path)
    with without_warnings():
        media = text(dataset, "MIMETypeOfEncapsulatedDocument") or (
            PDF if content[:1024].find(PDF_HEAD) >= 0 else ""
        )
        return PagedDocument(
            uid(dataset, "SOPInstanceUID"),
            text(dataset, "DocumentTitle"),
            media,
            len(content),
            _page_sizes(content) if media.lower() == PDF else (),
            str(code(dataset, "ConceptNameCodeSequence")),
            stamp(dataset, "ContentDate", "ContentTime"),
            references(dataset, "SourceInstanceSequence"),
        )


def read_content(path: Path) -> bytes:
    """The document itself, to be saved as a file.

    Raises:
        UnreadableFile: damaged, gone, or empty.
    """
    return _content(path)[1]


def draw_page(path: Path, index: int, pixels_per_inch: float) -> Page:
    """One page of a PDF, drawn as large as asked for, and no larger than memory bears.

    Raises:
        UnreadableFile: damaged, gone, or without that page.
    """
    _, content = _content(path)
    with _PDFIUM, _opened(content) as document:
        if not 0 <= index < len(document):
            raise UnreadableFile(message("Objects", "The document has no page {n}.", n=index + 1))
        page = document[index]
        scale = _bearable(page.get_size(), pixels_per_inch / POINTS_PER_INCH)
        drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()
        words = page.get_textpage().get_text_bounded()
    colours = drawn if drawn.ndim == 3 else np.repeat(drawn[..., None], 3, axis=2)
    return Page(index, np.ascontiguousarray(colours[..., :3]), words)


def _content(path: Path) -> tuple[Dataset, bytes]:
    """The header, and the document without the byte that makes its length even."""
    parsed = parse_object(path, KEYWORDS)
    with without_warnings():
        content = value_of(parsed.dataset, "EncapsulatedDocument")
        length = integer(parsed.dataset, "EncapsulatedDocumentLength")
    if not isinstance(content, bytes):
        raise UnreadableFile(message("Objects", "The object holds no document. Ask for it again."))
    # A length that cuts off more than the padding is wrong itself: some writers state another one's.
    is_padded = length is not None and len(content) - length == 1
    return parsed.dataset, content[:length] if is_padded else content


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """Pdfium's document, which has no types."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        logger.info("A PDF could not be opened")
        raise UnreadableFile(_no_pdf(str(error))) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_no_pdf(str(error))) from error
    finally:
        document.close()


def _page_sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    with _PDFIUM, _opened(content) as document:
        count = min(len(document), MOST_PAGES)
        sizes = (document.get_page_size(index) for index in range(count))
        return tuple((float(width), float(height)) for width, height in sizes)


def _bearable(size_pt: tuple[float, float], scale: float) -> float:
    width, height = (max(side, 1.0) for side in size_pt)
    most = min(LARGEST_PAGE_PX / max(width, height), math.sqrt(MOST_PAGE_PIXELS / (width * height)))
    return max(min(scale, most), 0.01)


def _no_pdf(reason: str) -> Message:
    if "assword" in reason:
        return message("Objects", "The PDF is locked with a password, so it cannot be shown.")
    return message("Objects", "The PDF inside is damaged and cannot be shown. Ask for it again.")


def page_with(path: Path, words: str, after: int, token: CancelToken) -> int | None:
    """The next page after `after` that holds these words, whatever their case; around the end.

    Raises:
        UnreadableFile: damaged or gone.
        Cancelled: the token was cancelled.
    """
    _, content = _content(path)
    with _PDFIUM, _opened(content) as document:
        count = min(len(document), MOST_PAGES)
        for step in range(1, count + 1):
            token.check()
            index = (after + step) % count
            told = document[index].get_textpage().get_text_bounded()
            if words.casefold() in " ".join(told.split()).casefold():
                return index
    return None
