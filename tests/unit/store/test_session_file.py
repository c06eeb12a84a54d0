"""A session file holds values only, and what is no session is told in a sentence."""

import json
import zipfile
from pathlib import Path

import pytest

from medviewer.domain.study import Patient
from medviewer.domain.study_annotations import KeyMark, StudyAnnotations
from medviewer.domain.study_journal import KeptStudy, StudyJournal
from medviewer.errors import ExportError, InputError
from medviewer.store import session_file
from medviewer.store.session_file import MEMBER, read_session, write_session

STUDY = KeptStudy(
    Patient("P1", "王^小明"),
    "1.2",
    StudyJournal(StudyAnnotations("1.2", key_marks=(KeyMark("d", "s"),))),
)


def packed(path: Path, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MEMBER, text)
    return path


def test_that_a_session_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_session(tmp_path / "a.mvsession", (STUDY,))

    assert read_session(tmp_path / "a.mvsession") == (STUDY,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "medviewer-session", "version": 1}',
        '{"format": "medviewer-session", "version": 1, "studies": [{}]}',
        '{"format": "medviewer-session", "version": "1", "studies": []}',
        "[" * 100_000,
    ],
)
def test_that_what_is_no_session_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_session(packed(tmp_path / "a.mvsession", text))


def test_that_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mvsession").write_bytes(b"PK\x03\x04 nothing")

    with pytest.raises(InputError):
        read_session(tmp_path / "a.mvsession")


def test_that_a_newer_session_is_told(tmp_path: Path) -> None:
    text = json.dumps({"format": session_file.FORMAT, "version": 2, "studies": []})

    with pytest.raises(InputError, match="newer"):
        read_session(packed(tmp_path / "a.mvsession", text))


def test_that_no_more_is_unpacked_than_a_reader_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_session(tmp_path / "a.mvsession", (STUDY,))
    monkeypatch.setattr(session_file, "LARGEST_BYTES", 50)

    with pytest.raises(InputError):
        read_session(tmp_path / "a.mvsession")


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        write_session(tmp_path / "none" / "a.mvsession", (STUDY,))
