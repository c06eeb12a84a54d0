"""Report files are whole or absent, and a refusal says where, why and what to do."""

import json
import os
import subprocess
import sys
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


WRITER = """
import resource, sys
from pathlib import Path
from medviewer.errors import ExportError
from medviewer.report.files import write_reports
from tests.unit.report.report_samples import report
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
drafted = report(1)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    write_reports(drafted, Path(sys.argv[1]), {"study_instance_uid": "1"})
except ExportError as error:
    print(error)
    sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_that_a_limit_met_while_writing_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"older")

    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path), "9000"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )

    assert done.returncode == 7, done.stderr
    assert "File too large" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]
    assert (tmp_path / "report.docx").read_bytes() == b"older"


KILLED = """
import os, sys
from pathlib import Path
from medviewer.report import files
from tests.unit.report.report_samples import report
real, count = os.fsync, [0]
def fsync(handle):
    real(handle)
    count[0] += 1
    if count[0] == 3:
        os.kill(os.getpid(), 9)
os.fsync = fsync
files.write_reports(report(1), Path(sys.argv[1]), {"study_instance_uid": "1"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_that_being_killed_while_writing_leaves_no_file_under_its_name(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )

    assert done.returncode == -9, done.stderr
    assert [path for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_that_a_folder_nobody_may_write_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(ExportError, match="Permission denied"):
        write_reports(report(0), tmp_path, DOCUMENT)
