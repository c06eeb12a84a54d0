"""PDF documents of a few words, and objects around them."""

import io
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.uid import generate_uid
from reportlab.pdfgen.canvas import Canvas

from tests.phantoms.reports import write_object


def pdf(*pages: str, size: tuple[float, float] = (144.0, 72.0)) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for text in pages:
        canvas.drawString(20, 20, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def encapsulated(path: Path, content: bytes, media: str = "application/pdf") -> Path:
    dataset = Dataset()
    dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.104.1"
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=["document"])
    dataset.Modality = "DOC"
    dataset.DocumentTitle = "Letter"
    dataset.MIMETypeOfEncapsulatedDocument = media
    dataset.EncapsulatedDocumentLength = len(content)
    dataset.EncapsulatedDocument = content + b"\0" * (len(content) % 2)
    return write_object(path, dataset)
