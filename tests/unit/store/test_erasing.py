"""Nothing that names a patient is left once the traces are erased: the bytes of the files are searched."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from medviewer.domain.study import Patient
from medviewer.domain.study_index import StudyFilter
from medviewer.errors import StoreError
from medviewer.store.database import connected, copies_set_aside, rebuild
from medviewer.store.erasing import erase_patient
from medviewer.store.records import record_of
from medviewer.store.study_index import StudyIndex
from tests.unit.store.samples import MUELLER, WANG, series_of, study_of

TRACES = ("王", "小明", "P1-SECRET", "19700101", "Geheime", "secret-folder")


@pytest.fixture
def index(tmp_path: Path) -> StudyIndex:
    """Wang twice, under two spellings, and Müller."""
    index = StudyIndex(tmp_path / "studies.sqlite3")
    wang = dataclasses.replace(WANG, patient_id="P1-SECRET")
    latin = dataclasses.replace(wang, patient_name="Geheime^Person")
    for number, patient in enumerate((wang, latin, MUELLER)):
        name = "other" if patient is MUELLER else "secret-folder"
        series = series_of(tmp_path / name / str(number), 3, f"{number}.1", "CT", "Thorax")
        study = study_of(patient, series, uid=str(number), text=patient.patient_name)
        index.keep([record_of(study, {})], 1.0)
        index.keep_thumbnails({(str(number), f"{number}.1"): np.full((96, 96), 200, np.uint8)})
    return index


def bytes_on_disk(index: StudyIndex) -> bytes:
    return b"".join(path.read_bytes() for path in index.file.parent.glob("studies*"))


def patients(index: StudyIndex) -> list[str]:
    return [p.patient.patient_id for p in index.page(StudyFilter(), 0, 10).patients]


def test_that_no_byte_of_the_file_names_the_patient(index: StudyIndex) -> None:
    before = bytes_on_disk(index)

    count = erase_patient(index.file, Patient("P1-SECRET", "王^小明", "19700101"), frozenset())

    after = bytes_on_disk(index)
    assert count == 2
    assert [word for word in TRACES if word.encode() in before] == list(TRACES)
    assert [word for word in TRACES if word.encode() in after] == []
    assert patients(index) == ["P2"]


def test_that_damaged_copies_go_too(index: StudyIndex) -> None:
    index.file.write_bytes(b"\0" + index.file.read_bytes()[1:])
    rebuild(index.file)

    erase_patient(index.file, Patient("P1-SECRET", "王^小明", "19700101"), frozenset())

    assert copies_set_aside(index.file) == []
    assert "王".encode() not in bytes_on_disk(index)


def test_that_someone_else_with_the_same_id_stays(index: StudyIndex, tmp_path: Path) -> None:
    other = Patient("P1-SECRET", "Lee^Anna", "20010203")
    index.keep([record_of(study_of(other, series_of(tmp_path / "lee", 1), uid="8"), {})], 1.0)

    erase_patient(index.file, Patient("P1-SECRET", "王^小明", "19700101"), frozenset())

    assert sorted(patients(index)) == ["P1-SECRET", "P2"]


def test_that_nameless_patients_are_told_apart_by_their_study(
    index: StudyIndex, tmp_path: Path
) -> None:
    for uid in ("8", "9"):
        study = study_of(Patient(), series_of(tmp_path / uid, 1, f"{uid}.1"), uid=uid)
        index.keep([record_of(study, {})], 1.0)

    count = erase_patient(index.file, Patient(), frozenset({"8"}))

    assert count == 1
    assert "" in patients(index)


def test_that_a_list_in_use_elsewhere_is_told(
    index: StudyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medviewer.store.database.WAIT_S", 0.05)
    with connected(index.file) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM patient").fetchone()

        with pytest.raises(StoreError, match="another MedViewer"):
            erase_patient(index.file, Patient("P1-SECRET", "王^小明", "19700101"), frozenset())
