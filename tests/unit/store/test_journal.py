"""What was done in a study is found again by whose it is, and goes with the patient's traces."""

import dataclasses
from pathlib import Path

import pytest

from medviewer.domain.study import Patient
from medviewer.domain.study_annotations import KeyMark, StudyAnnotations
from medviewer.domain.study_journal import KeptStudy, StudyJournal
from medviewer.errors import StoreError
from medviewer.store import journal
from medviewer.store.database import connected
from medviewer.store.erasing import erase_patient
from medviewer.store.journal import JournalFile
from medviewer.store.records import record_of
from medviewer.store.study_index import StudyIndex
from tests.unit.store.samples import series_of, study_of

WHO = Patient("P1", "Doe^Jane", "19700101")


def marked(uid: str) -> StudyJournal:
    return StudyJournal(StudyAnnotations("1.2", key_marks=(KeyMark("d", uid),)))


@pytest.fixture
def file(tmp_path: Path) -> JournalFile:
    return JournalFile(tmp_path / "studies.sqlite3")


def test_that_the_last_that_was_written_is_read(file: JournalFile) -> None:
    file.write([KeptStudy(WHO, "1.2", marked("a"))])
    file.write([KeptStudy(WHO, "1.2", marked("b"))])

    assert file.read(WHO, "1.2") == marked("b")


def test_that_a_name_spelled_otherwise_is_the_same_patient(file: JournalFile) -> None:
    file.write([KeptStudy(WHO, "1.2", marked("a"))])

    assert file.read(dataclasses.replace(WHO, patient_name="Jane Doe"), "1.2") == marked("a")


def test_that_two_without_an_id_who_share_a_study_uid_are_told_apart(file: JournalFile) -> None:
    first, second = Patient("", "A", "1970"), Patient("", "B", "1970")
    file.write([KeptStudy(first, "1.2", marked("a")), KeptStudy(second, "1.2", marked("b"))])

    assert (file.read(first, "1.2"), file.read(second, "1.2")) == (marked("a"), marked("b"))


def test_that_an_empty_journal_leaves_no_row(file: JournalFile) -> None:
    file.write([KeptStudy(WHO, "1.2", marked("a"))])
    file.write([KeptStudy(WHO, "1.2", StudyJournal(StudyAnnotations("1.2")))])

    with connected(file.file) as connection:
        assert journal.everyone(connection) == []


def test_that_erasing_a_patient_takes_the_journal(file: JournalFile) -> None:
    other = Patient("P2", "Other", "19800101")
    file.write([KeptStudy(WHO, "1.2", marked("a")), KeptStudy(other, "1.3", marked("b"))])

    erase_patient(file.file, WHO, frozenset())

    assert (file.read(WHO, "1.2"), file.read(other, "1.3")) == (None, marked("b"))
    assert b"Doe^Jane" not in file.file.read_bytes()


def test_that_what_cannot_be_understood_costs_nothing_else(file: JournalFile) -> None:
    file.write([KeptStudy(WHO, "1.2", marked("a"))])
    with connected(file.file) as connection:
        connection.execute("UPDATE journal SET content = x'00'")

    assert file.read(WHO, "1.2") is None


def test_that_what_a_newer_medviewer_kept_is_told(
    file: JournalFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(journal, "VERSION", 99)
        file.write([KeptStudy(WHO, "1.2", marked("a"))])

    with pytest.raises(StoreError):
        file.read(WHO, "1.2")


def test_that_studies_written_since_a_moment_are_listed(file: JournalFile, tmp_path: Path) -> None:
    study = study_of(WHO, series_of(tmp_path / "ct", 1), uid="1.2", text="Thorax")
    StudyIndex(file.file).keep([record_of(study, {})], 1.0)
    file.write([KeptStudy(WHO, "1.2", marked("a")), KeptStudy(WHO, "1.9", marked("b"))])
    with connected(file.file) as connection:
        (moment,) = connection.execute("SELECT min(written_at) FROM journal").fetchone()

    [found] = file.kept_since(moment)

    assert (found.study_instance_uid, found.study_description) == ("1.2", "Thorax")
    assert found.patient.patient_name == WHO.patient_name
    assert file.kept_since(moment + 3600) == ()


def test_that_all_studies_of_a_patient_are_read_and_nobody_else_s(file: JournalFile) -> None:
    namesake = dataclasses.replace(WHO, birth_date="19800101")  # an ID of another hospital
    file.write([KeptStudy(WHO, "1.2", marked("a")), KeptStudy(WHO, "1.3", marked("b"))])
    file.write([KeptStudy(namesake, "1.4", marked("c")), KeptStudy(Patient(), "1.5", marked("d"))])

    found = file.of_patient(WHO)

    assert [each.study_instance_uid for each in found] == ["1.2", "1.3"]


def test_that_a_damaged_study_of_a_patient_costs_none_of_the_others(file: JournalFile) -> None:
    file.write([KeptStudy(WHO, "1.2", marked("a")), KeptStudy(WHO, "1.3", marked("b"))])
    with connected(file.file) as connection:
        connection.execute(
            "UPDATE journal SET content = ? WHERE study_instance_uid = '1.2'", (b"",)
        )
        connection.commit()

    assert [each.study_instance_uid for each in file.of_patient(WHO)] == ["1.3"]
