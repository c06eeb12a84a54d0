"""The index keeps what was opened, finds it again, and forgets what it is told to."""

import contextlib
import dataclasses
import os
import sqlite3
import stat
from pathlib import Path

import numpy as np
import pytest

from medviewer.domain.study import Patient, Study
from medviewer.domain.study_index import IndexPage, Order, StudyFilter
from medviewer.store.records import record_of
from medviewer.store.study_index import StudyIndex
from tests.unit.store.samples import MUELLER, WANG, series_of, study_of


@pytest.fixture
def index(tmp_path: Path) -> StudyIndex:
    return StudyIndex(tmp_path / "studies.sqlite3")


@pytest.fixture
def two_patients(index: StudyIndex, tmp_path: Path) -> StudyIndex:
    """Wang's chest CT of 31 January, opened first, and Müller's knee MR of 5 February."""
    chest = series_of(tmp_path / "ct", 3, "1.1", "CT", "Thorax 1.5 mm")
    knee = series_of(tmp_path / "mr", 2, "2.1", "MR", "PD fs sag")
    keep(index, study_of(WANG, chest, uid="1", date="20260131", text="CT Thorax"), at=1.0)
    keep(index, study_of(MUELLER, knee, uid="2", date="20260205", text="MR Knie"), at=2.0)
    return index


def keep(index: StudyIndex, *studies: Study, at: float = 1.0) -> None:
    index.keep([record_of(study, {}) for study in studies], at)


def everything(index: StudyIndex, asked: StudyFilter | None = None) -> IndexPage:
    return index.page(asked or StudyFilter(), 0, 100)


def uids(page: IndexPage) -> list[str]:
    return [s.study_instance_uid for patient in page.patients for s in patient.studies]


def test_that_a_study_comes_back_as_it_was_opened(index: StudyIndex, tmp_path: Path) -> None:
    keep(index, study_of(WANG, series_of(tmp_path / "ct", 3, "1.1", "CT", "Thorax")), at=12.5)

    [patient] = everything(index).patients
    [study] = patient.studies

    assert patient.patient == WANG
    assert (study.study_date, study.modalities, study.series_count) == ("20260131", ("CT",), 1)
    assert (study.image_count, study.opened_at) == (3, 12.5)


def test_that_a_series_knows_its_files_sizes_and_frames(index: StudyIndex, tmp_path: Path) -> None:
    keep(index, study_of(WANG, series_of(tmp_path / "ct", 2)))
    [patient] = everything(index).patients

    [series] = index.series(patient.studies[0].study_key)

    assert [file.path for file in series.files] == [
        tmp_path / "ct" / "IM0000",
        tmp_path / "ct" / "IM0001",
    ]
    assert [(file.size, file.frame_count) for file in series.files] == [(10, 1), (10, 1)]
    assert series.files[0].modified_ns == (tmp_path / "ct" / "IM0000").stat().st_mtime_ns


def test_that_a_file_name_of_any_bytes_comes_back(index: StudyIndex, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe")
    keep(index, study_of(WANG, series_of(odd, 1)))

    assert [f.path for f in index.files(1)] == [odd / "IM0000"]


def test_that_what_was_unpacked_is_known_by_its_archive(index: StudyIndex, tmp_path: Path) -> None:
    archive = tmp_path / "study.zip"
    archive.write_bytes(b"PK")
    study = study_of(WANG, series_of(tmp_path / "unpacked" / "000" / "00001", 2))

    index.keep([record_of(study, {tmp_path / "unpacked" / "000": archive})], 1.0)

    [file] = index.files(1)
    assert (file.path, file.frame_count) == (archive, 2)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["2", "1"]),
        ("muller", ["2"]),
        ("MÜLLER jür", ["2"]),
        ("小明", ["1"]),
        ("王小明", ["1"]),
        ("王^小明", ["1"]),
        ("P1", ["1"]),
        ("2026-02", ["2"]),
        ("thorax ct", ["1"]),
        ("knie 1.5", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_that_words_are_found_in_any_order_case_and_accent(
    two_patients: StudyIndex, words: str, found: list[str]
) -> None:
    assert uids(everything(two_patients, StudyFilter(words))) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (StudyFilter(modality="CT"), ["1"]),
        (StudyFilter(modality="C"), []),
        (StudyFilter(from_date="20260131"), ["2", "1"]),
        (StudyFilter(from_date="20260201"), ["2"]),
        (StudyFilter(to_date="20260131"), ["1"]),
        (StudyFilter(order=Order.NAME), ["2", "1"]),
        (StudyFilter(order=Order.DATE), ["2", "1"]),
    ],
)
def test_that_modality_and_date_narrow_the_list(
    two_patients: StudyIndex, asked: StudyFilter, found: list[str]
) -> None:
    assert uids(everything(two_patients, asked)) == found


def test_that_a_date_range_leaves_out_studies_without_a_date(
    index: StudyIndex, tmp_path: Path
) -> None:
    keep(index, study_of(WANG, series_of(tmp_path / "ct", 1), date=""))

    assert uids(everything(index, StudyFilter(to_date="20270101"))) == []


def test_that_a_page_holds_part_and_counts_all(two_patients: StudyIndex) -> None:
    page = two_patients.page(StudyFilter(), 1, 1)

    assert uids(page) == ["1"]
    assert (page.patient_count, page.study_count, page.modalities) == (2, 2, ("CT", "MR"))


def test_that_opening_again_renews_and_moves_to_the_front(
    two_patients: StudyIndex, tmp_path: Path
) -> None:
    chest = series_of(tmp_path / "ct", 4, "1.1")

    keep(two_patients, study_of(WANG, chest, uid="1"), at=3.0)

    page = everything(two_patients)
    assert uids(page) == ["1", "2"]
    assert page.patients[0].studies[0].image_count == 4


def test_that_opening_one_image_does_not_forget_the_others(
    two_patients: StudyIndex, tmp_path: Path
) -> None:
    keep(two_patients, study_of(WANG, series_of(tmp_path / "ct", 1, "1.1"), uid="1"), at=3.0)

    assert len(two_patients.files(1)) == 3


def test_that_a_smaller_copy_counts_once_the_whole_one_is_gone(
    two_patients: StudyIndex, tmp_path: Path
) -> None:
    for file in (tmp_path / "ct").iterdir():
        file.unlink()

    keep(two_patients, study_of(WANG, series_of(tmp_path / "new", 1, "1.1"), uid="1"), at=3.0)

    assert [file.path for file in two_patients.files(1)] == [tmp_path / "new" / "IM0000"]


def test_that_another_series_of_the_study_stays(two_patients: StudyIndex, tmp_path: Path) -> None:
    keep(two_patients, study_of(WANG, series_of(tmp_path / "pt", 5, "1.9", "PT"), uid="1"), at=3.0)

    [study] = everything(two_patients, StudyFilter("王")).patients[0].studies
    assert (study.series_count, study.image_count, set(study.modalities)) == (2, 8, {"CT", "PT"})


def test_that_a_name_read_better_renames_the_study(
    two_patients: StudyIndex, tmp_path: Path
) -> None:
    renamed = dataclasses.replace(WANG, patient_name="Wang^XiaoMing")

    keep(two_patients, study_of(renamed, series_of(tmp_path / "ct", 3, "1.1"), uid="1"))

    assert {p.patient.patient_name for p in everything(two_patients).patients} == {
        "Wang^XiaoMing",
        "Müller^Jürgen",
    }


def test_that_a_removed_study_is_gone_and_its_files_are_not(
    two_patients: StudyIndex, tmp_path: Path
) -> None:
    two_patients.remove([1])

    assert uids(everything(two_patients)) == ["2"]
    assert len(list((tmp_path / "ct").iterdir())) == 3


def test_that_a_number_is_never_given_to_another_study(
    two_patients: StudyIndex, tmp_path: Path
) -> None:
    two_patients.remove([2])

    keep(two_patients, study_of(MUELLER, series_of(tmp_path / "x", 1, "3.1"), uid="3"))

    [study] = everything(two_patients, StudyFilter("muller")).patients[0].studies
    assert study.study_key == 3


def test_that_a_patients_other_studies_are_found(two_patients: StudyIndex, tmp_path: Path) -> None:
    married = dataclasses.replace(WANG, patient_name="王^小红")
    keep(two_patients, study_of(married, series_of(tmp_path / "x", 1, "3.1"), uid="3"))

    assert {s.study_instance_uid for s in two_patients.studies_of(WANG)} == {"1", "3"}
    assert two_patients.studies_of(Patient("P1", "Lee", "20000101")) == ()
    assert two_patients.studies_of(Patient()) == ()


@pytest.mark.parametrize("shape", [(60, 96), (96, 64, 3)])
def test_that_a_thumbnail_comes_back(two_patients: StudyIndex, shape: tuple[int, ...]) -> None:
    picture = np.arange(np.prod(shape), dtype=np.uint32).astype(np.uint8).reshape(shape)

    two_patients.keep_thumbnails({("1", "1.1"): picture, ("9", "9.9"): picture})

    [series] = two_patients.series(1)
    assert series.thumbnail is not None
    np.testing.assert_array_equal(series.thumbnail, picture)


def test_that_the_file_is_its_owners_alone(two_patients: StudyIndex) -> None:
    assert stat.S_IMODE(two_patients.file.stat().st_mode) == 0o600


def test_that_text_no_database_can_hold_is_kept_as_far_as_it_can(
    index: StudyIndex, tmp_path: Path
) -> None:
    odd = Patient("P\0", "a\udcffb", "")

    keep(index, study_of(odd, series_of(tmp_path / "ct", 1)))

    assert everything(index).patients[0].patient.patient_name == "a?b"


def test_that_patients_without_an_id_who_share_a_study_uid_both_stay(
    index: StudyIndex, tmp_path: Path
) -> None:
    nameless = [Patient("", name) for name in ("Doe^Jane", "Roe^Richard")]

    for number, patient in enumerate(nameless):
        series = series_of(tmp_path / patient.patient_name, 1, f"1.{number}")
        keep(index, study_of(patient, series, uid="1"))

    assert {one.patient.patient_name for one in everything(index).patients} == {
        "Doe^Jane",
        "Roe^Richard",
    }


@pytest.mark.parametrize("number", [10**20, -(10**20)])
def test_that_a_series_number_beyond_any_table_costs_no_study(
    index: StudyIndex, tmp_path: Path, number: int
) -> None:
    series = dataclasses.replace(series_of(tmp_path / "ct", 1), series_number=number)

    keep(index, study_of(WANG, series))

    [listed] = index.series(1)
    assert listed.series_number is None


def test_that_nobody_waits_for_a_disk_that_does_not_answer(
    index: StudyIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(index, study_of(WANG, series_of(tmp_path / "ct", 3)))
    part = study_of(WANG, series_of(tmp_path / "ct", 1))
    asked: list[Path] = []

    def exists(path: Path) -> bool:
        asked.append(path)
        with contextlib.closing(sqlite3.connect(index.file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")  # fails where somebody else is writing
        return True

    monkeypatch.setattr(Path, "exists", exists)
    keep(index, part)

    assert asked != []
    assert len(index.files(1)) == 3
