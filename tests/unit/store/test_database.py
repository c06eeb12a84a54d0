"""The file: set up, brought up to date, rebuilt when damaged, shared, or not to be had."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from medviewer.domain.study_index import StudyFilter
from medviewer.errors import IndexDamaged, IndexUnavailable, StoreError
from medviewer.store.database import connected, copies_set_aside, rebuild, transaction
from medviewer.store.records import record_of
from medviewer.store.schema import STEPS, bring_up_to_date
from medviewer.store.study_index import StudyIndex
from tests.unit.store.samples import MUELLER, WANG, series_of, study_of


@pytest.fixture
def index(tmp_path: Path) -> StudyIndex:
    index = StudyIndex(tmp_path / "studies.sqlite3")
    for number, patient in enumerate((WANG, MUELLER)):
        series = series_of(tmp_path / str(number), 2, f"{number}.1")
        index.keep([record_of(study_of(patient, series, uid=str(number)), {})], 1.0)
    return index


def count(index: StudyIndex) -> int:
    return index.page(StudyFilter(), 0, 10).study_count


def test_that_the_file_is_written_ahead(index: StudyIndex) -> None:
    with connected(index.file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_that_no_log_lies_about_afterwards(index: StudyIndex) -> None:
    assert [path.name for path in index.file.parent.glob("studies*")] == ["studies.sqlite3"]


def test_that_a_change_that_fails_changes_nothing(index: StudyIndex) -> None:
    def fail() -> None:
        with transaction(index.file) as connection:
            connection.execute("DELETE FROM study")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()

    assert count(index) == 2


def test_that_an_older_file_gets_the_steps_it_lacks(index: StudyIndex) -> None:
    newer = (*STEPS, ("ALTER TABLE study ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'",))
    with connected(index.file) as connection:
        bring_up_to_date(connection, newer)

        rows = connection.execute("SELECT colour FROM study").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()

    assert rows == [("grey",), ("grey",)]
    assert version == (len(newer),)


def test_that_a_step_that_fails_leaves_the_file_as_it_was(index: StudyIndex) -> None:
    newer = (*STEPS, ("ALTER TABLE study ADD COLUMN colour TEXT", "NOT SQL"))

    with pytest.raises(IndexDamaged), connected(index.file) as connection:
        bring_up_to_date(connection, newer)

    assert count(index) == 2


def test_that_a_file_of_a_newer_medviewer_is_left_alone(index: StudyIndex) -> None:
    with connected(index.file) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = index.file.read_bytes()

    with pytest.raises(StoreError, match="newer MedViewer"):
        count(index)

    assert index.file.read_bytes() == before


@pytest.mark.parametrize("damage", ["noise", "header", "emptied", "gutted"])
def test_that_a_damaged_file_is_put_aside_and_begun_anew(index: StudyIndex, damage: str) -> None:
    content = index.file.read_bytes()
    if damage == "gutted":
        with connected(index.file) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("DROP TABLE study")
    else:
        written = {"noise": b"noise" * 999, "header": b"\xff" * 100 + content[100:]}
        index.file.write_bytes(written.get(damage, content[:1024]))

    with pytest.raises(IndexDamaged):
        count(index)
    told = rebuild(index.file)

    assert "No image was touched" in str(told)
    assert count(index) == 0
    assert len(copies_set_aside(index.file)) == 1


def test_that_what_can_still_be_read_is_saved(index: StudyIndex, tmp_path: Path) -> None:
    for number in range(2, 60):
        series = series_of(tmp_path / str(number), 1, f"{number}.1")
        index.keep([record_of(study_of(WANG, series, uid=str(number)), {})], 1.0)
    content = bytearray(index.file.read_bytes())
    content[-4096:] = b"\xff" * 4096  # the last page: some rows, not all
    index.file.write_bytes(content)

    told = rebuild(index.file)

    assert told is not None
    assert 0 < count(index) <= 60


def test_that_a_sound_file_is_not_rebuilt(index: StudyIndex) -> None:
    assert rebuild(index.file) is None
    assert count(index) == 2
    assert copies_set_aside(index.file) == []


def test_that_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(IndexUnavailable, match="Opening studies works without it"):
        count(StudyIndex(tmp_path / "file" / "studies.sqlite3"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write where nobody may")
def test_that_a_read_only_disk_is_told(index: StudyIndex) -> None:
    index.file.parent.chmod(0o500)

    with pytest.raises(IndexUnavailable):
        index.remove([1])

    index.file.parent.chmod(0o700)


def test_that_a_full_disk_is_told_and_loses_nothing(
    index: StudyIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = series_of(tmp_path / "many", 500)
    records = [record_of(study_of(WANG, series, uid=f"9.{number}"), {}) for number in range(9)]
    monkeypatch.setattr(
        "medviewer.store.database.SET_UP",
        ("PRAGMA journal_mode = WAL", "PRAGMA max_page_count = 1"),
    )

    with pytest.raises(IndexUnavailable, match="full"):
        index.keep(records, 1.0)

    monkeypatch.undo()
    assert count(index) == 2


def test_that_several_processes_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "studies.sqlite3"
    code = (
        "import sys; from pathlib import Path\n"
        "from medviewer.domain.study import Patient, Study\n"
        "from medviewer.store.records import record_of\n"
        "from medviewer.store.study_index import StudyIndex\n"
        "for n in range(20):\n"
        "    study = Study(f'{sys.argv[2]}.{n}', Patient(sys.argv[2], 'A'))\n"
        "    StudyIndex(Path(sys.argv[1])).keep([record_of(study, {})], 1.0)\n"
    )

    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), str(each)]) for each in (1, 2, 3)
    ]

    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert count(StudyIndex(file)) == 60


def test_that_a_query_never_waits_for_a_writer(index: StudyIndex) -> None:
    with transaction(index.file) as writer:
        writer.execute("DELETE FROM study")

        assert count(index) == 2


def test_that_an_error_of_the_disk_is_no_damage(
    index: StudyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite3, "connect", refuse)

    with pytest.raises(IndexUnavailable):
        count(index)
