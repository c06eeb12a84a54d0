"""Which writer makes which kinds of an export, in order."""

from collections.abc import Callable, Collection

from medviewer.domain.bundle import BundleKind as Kind
from medviewer.session.bundle.bundle_materials import Materials
from medviewer.session.bundle.bundle_order import OBJECTS
from medviewer.session.reports.report_run import said_by_models
from medviewer.words import Message

Writer = Callable[[Materials], Collection[Message]]


def _json(materials: Materials) -> Collection[Message]:
    from medviewer.report.files import json_bytes
    from medviewer.report.reading_json import reading_document

    said = said_by_models(materials.printed)
    document = {**said, "reading": reading_document(materials.record)}
    (materials.folder / "findings.json").write_bytes(json_bytes(document))
    return ()


def _csv(materials: Materials) -> Collection[Message]:
    from medviewer.report.clinical_table import values_csv
    from medviewer.report.code_tables import codes_csv
    from medviewer.report.follow_up_tables import follow_up_csv, recist_csv
    from medviewer.report.reading_tables import findings_csv, measurements_csv, segments_csv

    record, folder = materials.record, materials.folder
    (folder / "findings.csv").write_bytes(findings_csv(record, materials.say))
    (folder / "measurements.csv").write_bytes(measurements_csv(record))
    (folder / "segments.csv").write_bytes(segments_csv(record))
    if record.codes:
        (folder / "codes.csv").write_bytes(codes_csv(record))
    if record.notes.printed.values:
        (folder / "clinical_values.csv").write_bytes(values_csv(record))
    if record.follow_up is not None:
        (folder / "follow_up.csv").write_bytes(follow_up_csv(record, materials.say))
        (folder / "recist.csv").write_bytes(recist_csv(record))
    return ()


def _pdf(materials: Materials) -> Collection[Message]:
    (materials.folder / "report.pdf").write_bytes(materials.pdf)
    return materials.fonts.notices


def _html(materials: Materials) -> Collection[Message]:
    from medviewer.report.html import render_html

    page = render_html(materials.report, materials.say, materials.language)
    (materials.folder / "report.html").write_bytes(page.encode())
    return ()


def _docx(materials: Materials) -> Collection[Message]:
    from medviewer.report.docx import render_docx

    document = render_docx(materials.report, materials.say, materials.language)
    (materials.folder / "report.docx").write_bytes(document)
    return ()


def _text(materials: Materials) -> Collection[Message]:
    from medviewer.report.text import render_text

    text = render_text(materials.report, materials.say)
    (materials.folder / "report.txt").write_text(text, encoding="utf-8")
    return ()


def _fhir(materials: Materials) -> Collection[Message]:
    from medviewer.report.fhir import fhir_json
    from medviewer.session.bundle.bundle_codes import ObjectCodes

    pdf = materials.pdf if Kind.PDF in materials.order.kinds else None
    text = fhir_json(materials.record, ObjectCodes(), pdf)
    (materials.folder / "fhir.json").write_bytes(text)
    return ()


def _objects(materials: Materials) -> Collection[Message]:
    """DICOM objects, which refer to one another and so are written together."""
    from medviewer.session.bundle.bundle_objects import write_dicom_objects

    return write_dicom_objects(materials)


def _masks(materials: Materials) -> Collection[Message]:
    from medviewer.session.bundle.bundle_masks import write_masks

    notices = write_masks(materials.record, materials.folder, materials.token)
    return _told(materials, Kind.MASKS, "masks", notices)


def _images(materials: Materials) -> Collection[Message]:
    from medviewer.session.bundle.bundle_images import write_images

    notices = write_images(materials.record, materials.pictures, materials.folder, materials.token)
    return _told(materials, Kind.IMAGES, "images", notices)


def _movie(materials: Materials) -> Collection[Message]:
    from medviewer.session.bundle.bundle_movie import write_movie

    return _told(materials, Kind.MOVIE, "movie.mp4", write_movie(materials))


def _told(
    materials: Materials, kind: Kind, name: str, notices: Collection[Message]
) -> Collection[Message]:
    """A kind that made no file is not listed as written."""
    if not (materials.folder / name).exists():
        materials.unsaid.append(kind)
    return notices


WRITERS: tuple[tuple[frozenset[Kind], Writer], ...] = (
    (frozenset({Kind.JSON}), _json),
    (frozenset({Kind.CSV}), _csv),
    (frozenset({Kind.PDF}), _pdf),
    (frozenset({Kind.HTML}), _html),
    (frozenset({Kind.DOCX}), _docx),
    (frozenset({Kind.TEXT}), _text),
    (frozenset({Kind.FHIR}), _fhir),
    (OBJECTS, _objects),
    (frozenset({Kind.MASKS}), _masks),
    (frozenset({Kind.IMAGES}), _images),
    (frozenset({Kind.MOVIE}), _movie),
)
AVAILABLE = frozenset(kind for kinds, _ in WRITERS for kind in kinds)
