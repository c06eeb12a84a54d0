"""The list answers without holding anybody up, survives a damaged file and says once what is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.study import Patient, Study
from medviewer.domain.study_index import IndexedStudy, StudyFilter, Whereabouts
from medviewer.jobs.runner import JobRunner
from medviewer.session.hanging.whereabouts import Located
from medviewer.session.library.study_list import PAGE, StudyList
from medviewer.session.messages import Messages
from tests.unit.store.samples import MUELLER, WANG, series_of, study_of

pytestmark = pytest.mark.gui


@pytest.fixture
def study_list(qapp: object, tmp_path: Path) -> Iterator[StudyList]:
    runner = JobRunner()
    study_list = StudyList(runner, Messages())
    study_list.use(tmp_path / "studies.sqlite3")
    yield study_list
    runner.shut_down()


def settle(study_list: StudyList, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: study_list._runner.active_count == 0)


def fill(study_list: StudyList, qtbot: QtBot, *studies: Study) -> None:
    study_list.keep(studies, {})
    study_list.search(StudyFilter())
    settle(study_list, qtbot)


def listed(study_list: StudyList) -> list[IndexedStudy]:
    return [study for patient in study_list.value.page.patients for study in patient.studies]


def told(study_list: StudyList) -> list[str]:
    return [str(notice.text) for notice in study_list._messages.history]


def test_that_what_is_kept_is_found(study_list: StudyList, qtbot: QtBot, tmp_path: Path) -> None:
    fill(study_list, qtbot, study_of(WANG, series_of(tmp_path / "ct", 2)))

    [study] = listed(study_list)
    assert study.patient == WANG
    assert not study_list.value.is_searching


def test_that_only_the_last_question_is_answered(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    wang = study_of(WANG, series_of(tmp_path / "a", 1), uid="1")
    fill(study_list, qtbot, wang, study_of(MUELLER, series_of(tmp_path / "b", 1), uid="2"))

    for words in ("w", "wa", "muller"):
        study_list.search(StudyFilter(words))
    settle(study_list, qtbot)

    assert [study.patient for study in listed(study_list)] == [MUELLER]


def test_that_a_long_list_comes_in_pages(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    series = series_of(tmp_path / "a", 1)
    studies = [study_of(Patient(f"P{n}", f"N{n}"), series, uid=f"1.{n}") for n in range(PAGE + 5)]
    fill(study_list, qtbot, *studies)
    first = len(listed(study_list))

    study_list.fetch_more()
    settle(study_list, qtbot)
    study_list.fetch_more()
    settle(study_list, qtbot)

    assert (first, len(listed(study_list))) == (PAGE, PAGE + 5)
    assert study_list.value.page.patient_count == PAGE + 5


def test_that_series_unfold_with_their_thumbnails(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(study_list, qtbot, study_of(WANG, series_of(tmp_path / "ct", 2, "1.2.1"), uid="1"))
    picture = np.full((8, 8), 7, np.uint8)
    study_list.keep_thumbnails({("1", "1.2.1"): picture})
    [study] = listed(study_list)

    study_list.fetch_series(study.study_key)
    settle(study_list, qtbot)

    [series] = study_list.value.series[study.study_key]
    assert series.thumbnail is not None
    np.testing.assert_array_equal(series.thumbnail, picture)


@pytest.mark.parametrize(
    ("gone", "where"),
    [
        ((), Whereabouts.PRESENT),
        (("IM0000",), Whereabouts.PARTLY),
        (("IM0000", "IM0001"), Whereabouts.MISSING),
    ],
)
def test_that_moved_files_are_noticed(
    study_list: StudyList,
    qtbot: QtBot,
    tmp_path: Path,
    gone: tuple[str, ...],
    where: Whereabouts,
) -> None:
    fill(study_list, qtbot, study_of(WANG, series_of(tmp_path / "ct", 2)))
    for name in gone:
        (tmp_path / "ct" / name).unlink()
    [study] = listed(study_list)

    study_list.look_for([study.study_key])
    settle(study_list, qtbot)

    assert study_list.value.whereabouts == {study.study_key: where}


def test_that_a_study_is_located_file_by_file(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(study_list, qtbot, study_of(WANG, series_of(tmp_path / "ct", 3)))
    (tmp_path / "ct" / "IM0001").unlink()
    found: list[Located] = []
    study_list.located.connect(lambda _, located: found.append(located))

    study_list.locate(listed(study_list)[0].study_key)
    settle(study_list, qtbot)

    assert found == [
        Located((tmp_path / "ct" / "IM0000", tmp_path / "ct" / "IM0002"), 1, tmp_path / "ct")
    ]


def test_that_other_studies_of_the_patient_are_found_and_the_one_shown_is_not_among_them(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    now = study_of(WANG, series_of(tmp_path / "a", 1), uid="1", date="20260131")
    before = study_of(WANG, series_of(tmp_path / "b", 1), uid="2", date="20240131")
    fill(study_list, qtbot, now, before, study_of(MUELLER, series_of(tmp_path / "c", 1), uid="3"))

    study_list.show_others_of(now)
    settle(study_list, qtbot)

    assert [study.study_instance_uid for study in study_list.value.others] == ["2"]


def test_that_removing_and_erasing_show_at_once(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    wang = study_of(WANG, series_of(tmp_path / "a", 1), uid="1")
    fill(study_list, qtbot, wang, study_of(MUELLER, series_of(tmp_path / "b", 1), uid="2"))

    study_list.erase(WANG, frozenset())
    settle(study_list, qtbot)
    left = [study.patient for study in listed(study_list)]
    study_list.remove([listed(study_list)[0].study_key])
    settle(study_list, qtbot)

    assert left == [MUELLER]
    assert listed(study_list) == []


def test_that_a_damaged_file_is_rebuilt_while_asking(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "studies.sqlite3").write_bytes(b"not a database" * 100)

    fill(study_list, qtbot, study_of(WANG, series_of(tmp_path / "ct", 1)))

    assert len(listed(study_list)) == 1
    assert len(told(study_list)) == 1
    assert "built anew" in told(study_list)[0]


def test_that_a_disk_that_cannot_be_used_is_told_once(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    study_list.use(tmp_path / "file" / "studies.sqlite3")

    for number in range(3):
        fill(study_list, qtbot, study_of(WANG, series_of(tmp_path / str(number), 1)))

    assert len(told(study_list)) == 1
    assert "works without it" in told(study_list)[0]


def test_that_the_list_comes_back_when_the_disk_does(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "folder"
    blocked.write_text("in the way")
    study_list.use(blocked / "studies.sqlite3")
    study = study_of(WANG, series_of(tmp_path / "ct", 1))
    fill(study_list, qtbot, study)
    blocked.unlink()
    blocked.mkdir()

    fill(study_list, qtbot, study)

    assert study_list.value.problem is None
    assert len(listed(study_list)) == 1
    shutil.rmtree(blocked)


def test_that_several_studies_unfold_with_thumbnails(
    study_list: StudyList, qtbot: QtBot, tmp_path: Path
) -> None:
    first = study_of(WANG, series_of(tmp_path / "a", 1, "1.1"), uid="1")
    fill(study_list, qtbot, first, study_of(MUELLER, series_of(tmp_path / "b", 1, "2.1"), uid="2"))
    picture = np.full((8, 8), 7, np.uint8)
    study_list.keep_thumbnails({("1", "1.1"): picture, ("2", "2.1"): picture})
    keys = [study.study_key for study in listed(study_list)]

    for key in (*keys, *keys):
        study_list.fetch_series(key)
    settle(study_list, qtbot)

    assert {key: len(series) for key, series in study_list.value.series.items()} == dict.fromkeys(
        keys, 1
    )
