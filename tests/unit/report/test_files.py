"""Report files are whole or absent, and a refusal says where, why and what to do."""

import json
import os
from pathlib import Path

import pytest

from medviewer.errors import ExportError
from medviewer.report.files import write_reports
from medviewer.report.findings_json import JsonObject, findings_document
from tests.unit.report.report_samples import STUDY_UID, report

DOCUMENT: JsonObject = findings_document(STUDY_UID, [])


def test_that_every_file_is_written_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "王小明"

    files = write_reports(report(1), folder, DOCUMENT)

    assert files.pdf.read_bytes().startswith(b"%PDF-")
    assert files.html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json.loads(files.findings.read_bytes())["study_instance_uid"] == STUDY_UID
    assert {path.name for path in folder.iterdir()} == {
        "report.pdf",
        "report.html",
        "report.docx",
        "report.txt",
        "findings.json",
    }


def test_that_an_older_report_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("old")

    files = write_reports(report(0), tmp_path, DOCUMENT)

    assert "old" not in files.html.read_text(encoding="utf-8")[:20]


def test_that_a_folder_that_is_a_file_is_named_with_the_cause(tmp_path: Path) -> None:
    occupied = tmp_path / "report"
    occupied.write_text("here first")

    with pytest.raises(ExportError) as caught:
        write_reports(report(0), occupied, DOCUMENT)

    words = str(caught.value)
    assert str(occupied) in words
    assert "File exists" in words
    assert "Choose another folder" in words


def test_that_a_full_disk_leaves_the_older_report_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"older")
    synced: list[int] = []

    def full_at_the_third_file(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_at_the_third_file)

    with pytest.raises(ExportError, match="No space left on device"):
        write_reports(report(0), tmp_path, DOCUMENT)

    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes() == b"older"
