"""Writes a report's files so that each is either whole or not there."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.report import Report
from medviewer.domain.typeface import FontSet
from medviewer.errors import ExportError
from medviewer.report.docx import render_docx
from medviewer.report.findings_json import JsonObject
from medviewer.report.html import render_html
from medviewer.report.pdf import render_pdf
from medviewer.report.text import render_text
from medviewer.report.translation import Translate
from medviewer.whole_files import whole_files
from medviewer.words import Message, message


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where a report was written; `notices` say what it had to do without (a font, say)."""

    pdf: Path
    html: Path
    findings: Path
    docx: Path
    text: Path
    notices: tuple[Message, ...] = ()


def write_reports(
    report: Report,
    folder: Path,
    document: JsonObject,
    fonts: FontSet | None = None,
    translate: Translate = str,
    language: str = "en",
) -> ReportFiles:
    """Write the report as PDF, HTML, DOCX and text, and findings.json, into `folder`; it is made if need be.

    Everything is rendered before anything is written, and a file of that name is replaced in one step.

    Raises:
        ExportError: the folder or the disk refused; names the path and the cause.
    """
    files = ReportFiles(
        folder / "report.pdf",
        folder / "report.html",
        folder / "findings.json",
        folder / "report.docx",
        folder / "report.txt",
        (*(fonts.notices if fonts else ()), *report.notices),
    )
    contents = (
        (files.pdf, render_pdf(report, fonts, translate, language)),
        (files.html, render_html(report, translate, language).encode()),
        (files.docx, render_docx(report, translate, language)),
        (files.text, render_text(report, translate).encode()),
        (files.findings, json_bytes(document)),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with whole_files(folder, is_private=True) as beside:  # a report names a patient
            for path, content in contents:
                _write_to_disk(beside / path.name, content)
    except OSError as error:
        raise ExportError(
            message(
                "Report",
                "The report could not be written to {folder}: {cause}. "
                "Choose another folder, or free some space and export again.",
                folder=folder,
                cause=error.strerror or type(error).__name__,
            )
        ) from error
    return files


def json_bytes(document: JsonObject) -> bytes:
    """The document as UTF-8 JSON; NaN and infinity, which JSON has no words for, are refused."""
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def _write_to_disk(path: Path, content: bytes) -> None:
    """Write, and wait until it has arrived: a signed report must outlive a power cut."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
