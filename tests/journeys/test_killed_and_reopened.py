"""The process is killed, as by a power switch; opened again, the study is as the reader left it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.domain.study import Study
from medviewer.domain.voi import VoiWindow
from tests.journeys.conftest import HANG_MS, Viewer
from tests.journeys.reader_to_be_killed import LENGTH_ID, REVIEW
from tests.phantoms.series import write_ct

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]


def work_and_be_killed(folder: Path, file: Path) -> None:
    words = [sys.executable, "-m", "tests.journeys.reader_to_be_killed", str(folder), str(file)]
    with subprocess.Popen(words, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    assert said == b"done\n"


def settle(viewer: Viewer) -> None:
    def is_quiet() -> bool:
        return not (viewer.session._runner.active_count or viewer.session.journal.is_behind)

    viewer.qtbot.waitUntil(is_quiet, timeout=HANG_MS)
    viewer.qtbot.waitUntil(is_quiet, timeout=HANG_MS)


def open_again(viewer: Viewer, folder: Path) -> Study:
    viewer.session.study_list.use(paths.index_file())
    viewer.session.journal.use(paths.index_file())
    viewer("file.open_places", places=[folder])
    settle(viewer)
    study = viewer.session.viewport.value.study
    assert study is not None
    return study


def test_that_nothing_is_lost_when_the_process_is_killed(viewer: Viewer, tmp_path: Path) -> None:
    write_ct(tmp_path / "ct")
    work_and_be_killed(tmp_path, paths.index_file())

    study = open_again(viewer, tmp_path)

    session = viewer.session
    shown = session.viewport.value
    annotations = session.annotations.value.of(study.key)
    assert [m.measurement_id for m in annotations.measurements] == [LENGTH_ID]
    assert [mark.frame_index for mark in annotations.key_marks] == [0]
    assert (session.viewports.value.rows, session.viewports.value.columns) == (1, 2)
    assert (shown.index, shown.zoom) == (3, 2.0)
    assert shown.display_set is not None
    assert session.presentations.of(shown.display_set.display_set_id).window == VoiWindow(50, 350)
    assert session.reading.value.content.impression == "No change."
    assert session.reading.waiting(study.key) == (REVIEW,)


def test_that_erasing_the_patient_forgets_what_was_done(viewer: Viewer, tmp_path: Path) -> None:
    write_ct(tmp_path / "ct")
    work_and_be_killed(tmp_path, paths.index_file())
    open_again(viewer, tmp_path)

    viewer("file.erase_traces")
    settle(viewer)
    study = open_again(viewer, tmp_path)

    assert viewer.session.annotations.value.of(study.key).is_empty
    assert viewer.session.reading.value.content.impression == ""


def test_that_a_session_goes_on_elsewhere_and_can_be_undone(viewer: Viewer, tmp_path: Path) -> None:
    write_ct(tmp_path / "ct")
    work_and_be_killed(tmp_path, paths.index_file())
    open_again(viewer, tmp_path)
    viewer.answers.file = tmp_path / "mine.mvsession"
    viewer("file.export_session")
    settle(viewer)
    viewer("file.erase_traces")
    settle(viewer)
    study = open_again(viewer, tmp_path / "ct")

    viewer("file.import_session")
    settle(viewer)
    found = viewer.session.annotations.value.of(study.key).find(LENGTH_ID)
    viewer("edit.undo")

    assert found is not None
    assert viewer.session.annotations.value.of(study.key).is_empty
