"""Open → close → find again → open; moved, removed, erased; and a stick pulled at any moment."""

import errno
import shutil
import zipfile
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.dicom import scanner
from medviewer.dicom.headers import Header, read_header
from medviewer.dicom.reading.recall import Recall
from medviewer.domain.study_index import IndexedStudy, StudyFilter
from tests.journeys.conftest import Viewer
from tests.patience import HANG_MS
from tests.phantoms.series import CtSeries, write_ct, write_mr

pytestmark = pytest.mark.gui


@pytest.fixture
def reader(viewer: Viewer) -> Viewer:
    """A viewer that keeps a list."""
    viewer.session.study_list.use(paths.index_file())
    return viewer


def settle(viewer: Viewer) -> None:
    viewer.qtbot.waitUntil(lambda: viewer.session.runner.active_count == 0, timeout=HANG_MS)


def listed(viewer: Viewer, words: str = "") -> list[IndexedStudy]:
    viewer.session.study_list.search(StudyFilter(words))
    settle(viewer)
    page = viewer.session.study_list.value.page
    return [study for patient in page.patients for study in patient.studies]


def open_and_close(viewer: Viewer, place: Path) -> IndexedStudy:
    viewer("file.open_places", places=[place])
    settle(viewer)
    viewer("file.close_all")
    return listed(viewer)[0]


def shown_files(viewer: Viewer) -> set[Path]:
    display_set = viewer.session.viewport.value.display_set
    assert display_set is not None
    return {frame.instance.path for frame in display_set.frames}


def test_that_a_closed_study_is_found_by_name_and_opened_again(
    reader: Viewer, tmp_path: Path
) -> None:
    files = write_ct(tmp_path / "ct").files
    open_and_close(reader, tmp_path)
    [study] = listed(reader, "small phantom")

    reader("file.open_listed", study_key=study.study_key)
    settle(reader)

    assert shown_files(reader) == set(files)
    assert reader.session.frame() is not None


def test_that_a_study_from_a_zip_is_opened_from_its_zip_again(
    reader: Viewer, tmp_path: Path
) -> None:
    archive = tmp_path / "study.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for file in write_ct(tmp_path / "ct").files:
            out.write(file, file.name)
    shutil.rmtree(tmp_path / "ct")
    study = open_and_close(reader, archive)

    reader("file.open_listed", study_key=study.study_key)
    settle(reader)

    assert len(shown_files(reader)) == 20


def test_that_a_study_that_moved_is_told_and_found_where_it_is_opened_next(
    reader: Viewer, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    study = open_and_close(reader, tmp_path / "ct")
    (tmp_path / "ct").rename(tmp_path / "moved")

    reader("file.open_listed", study_key=study.study_key)
    settle(reader)
    told = reader.messages()
    again = open_and_close(reader, tmp_path / "moved")
    reader("file.open_listed", study_key=again.study_key)
    settle(reader)

    assert f"no longer in {tmp_path / 'ct'}" in told
    assert {file.parent for file in shown_files(reader)} == {tmp_path / "moved"}


def test_that_a_study_that_lost_some_files_opens_with_the_others(
    reader: Viewer, tmp_path: Path
) -> None:
    files = write_ct(tmp_path / "ct").files
    study = open_and_close(reader, tmp_path)
    files[3].unlink()

    reader("file.open_listed", study_key=study.study_key)
    settle(reader)

    assert "One file of this study is no longer" in reader.messages()
    assert len(shown_files(reader) & set(files)) == 19


def test_that_erasing_leaves_no_name_in_anything_that_is_kept(
    reader: Viewer, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    write_mr(tmp_path / "mr")
    reader("file.open_places", places=[tmp_path])
    settle(reader)
    reader.session.preferences.update(last_folder=str(tmp_path / "ct"))

    reader("file.erase_traces")
    settle(reader)

    kept = b"".join(file.read_bytes() for file in paths.data_folder().glob("studies*"))
    assert b"Phantom" not in kept
    assert b"SMALL" not in kept
    assert reader.session.library.value.studies == ()
    assert reader.session.preferences.value.last_folder == ""
    assert len(list((tmp_path / "ct").iterdir())) == 20
    assert "2 studies were erased" in reader.messages()


def test_that_declining_erases_nothing(reader: Viewer, tmp_path: Path) -> None:
    write_ct(tmp_path / "ct")
    reader("file.open_places", places=[tmp_path])
    settle(reader)
    reader.answers.agrees = False

    reader("file.erase_traces")
    settle(reader)

    assert len(listed(reader)) == 1
    assert len(reader.session.library.value.studies) == 1


def test_that_a_damaged_list_costs_a_sentence_and_no_reading(
    reader: Viewer, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    paths.index_file().write_bytes(b"\0" * 5000)

    reader("file.open_places", places=[tmp_path / "ct"])
    settle(reader)

    assert reader.session.frame() is not None
    assert "built anew" in reader.messages()
    assert len(listed(reader)) == 1


def test_that_a_disk_that_keeps_no_list_costs_one_sentence_and_no_reading(
    reader: Viewer, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    (tmp_path / "file").write_text("in the way")
    reader.session.study_list.use(tmp_path / "file" / "studies.sqlite3")

    for _ in range(2):
        reader("file.open_places", places=[tmp_path / "ct"])
        settle(reader)

    assert reader.session.frame() is not None
    assert reader.messages().count("works without it") == 1


def test_that_what_is_dropped_while_a_scan_runs_is_opened_after_it(
    reader: Viewer, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    write_mr(tmp_path / "mr")

    reader("file.open_places", places=[tmp_path / "ct"])
    reader("file.open_places", places=[tmp_path / "mr"])
    settle(reader)

    assert len(reader.session.library.value.studies) == 2
    assert len(listed(reader)) == 2


def test_that_a_stick_pulled_while_it_is_scanned_is_one_sentence(
    reader: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write_ct(tmp_path / "stick").files
    count = 0

    def pulled(path: Path, memory: Recall | None = None) -> Header:
        nonlocal count
        count += 1
        if count == 6:
            shutil.rmtree(tmp_path / "stick")
        return read_header(path, memory)

    monkeypatch.setattr(scanner, "read_header", pulled)
    reader("file.open_places", places=[tmp_path / "stick"])
    settle(reader)

    [problem] = reader.session.library.value.problems
    assert "went away while it was being read" in str(problem.reason)
    [study] = reader.session.library.value.studies
    assert study.series[0].count == 5
    assert len(files) == 20


@pytest.mark.parametrize("loss", ["pulled", "failing"])
def test_that_a_stick_lost_before_decoding_is_a_sentence_on_each_image(
    reader: Viewer, ct_series: CtSeries, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    reader("file.open_places", places=[ct_series.folder])
    settle(reader)
    study = reader.session.library.value.studies[0]
    display_set = study.series[0].display_sets[0]
    reader.session.viewport.close()
    reader.session.volumes.clear()
    if loss == "pulled":
        shutil.rmtree(ct_series.folder)
    else:
        monkeypatch.setattr("os.preadv", refuse)

    reader.session.show(study, display_set)
    settle(reader)

    reasons = {
        str(reader.session.volumes.problem(display_set.display_set_id, index))
        for index in range(display_set.count)
    }
    assert len(reasons) == display_set.count  # each names its file
    assert all("can no longer be read" in reason for reason in reasons)


def refuse(*arguments: object) -> int:
    raise OSError(errno.EIO, "Input/output error")
