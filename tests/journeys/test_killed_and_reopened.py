"""The process is killed, as by a power switch; opened again, the study is as the reader left it."""

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

from medviewer import paths
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.finding import ReviewState
from medviewer.domain.study import Study
from medviewer.domain.voi import VoiWindow
from medviewer.store.database import connected
from tests.journeys.conftest import Viewer
from tests.journeys.reader_to_be_killed import CROSS, FOUND, LENGTH_ID, PRIOR, REVIEW
from tests.patience import HANG_MS
from tests.phantoms.series import write_ct

pytestmark = pytest.mark.gui

ROOT = Path(__file__).parents[2]


def work_and_be_killed(folder: Path, file: Path, *how: str) -> None:
    program = "tests.journeys.reader_to_be_killed"
    words = [sys.executable, "-m", program, str(folder), str(file), *how]
    with subprocess.Popen(words, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    assert said == b"done\n"


def settle(viewer: Viewer) -> None:
    def is_quiet() -> bool:
        return not (viewer.session.runner.active_count or viewer.session.journal.is_behind)

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


def test_that_painting_answers_and_links_outlive_the_process(
    viewer: Viewer, tmp_path: Path
) -> None:
    write_ct(tmp_path / "ct")
    work_and_be_killed(tmp_path, paths.index_file())

    study = open_again(viewer, tmp_path)

    session = viewer.session
    [segment] = session.segments.value.of(study.key)
    [answer] = session.results()
    assert sorted(segment.slices) == [3, 4]
    assert segment.mask(3)[20, 20:31].all()
    assert segment.voxel_count == 2 * segment.mask(3).sum()
    assert answer.findings == (FOUND,)
    assert answer.attention[0].contributions.tolist() == [[2.0, -2.0], [0.0, 1.0]]
    assert session.reading.value.review_of("found").state is ReviewState.ACCEPTED
    assert (session.reading.value.confidence_floor, session.reading.value.floors) == (0.3, ())
    assert session.linking.value.zoom
    [alignment] = session.linking.alignments.value.alignments
    assert (alignment.target, alignment.transform.translation_mm) == (PRIOR, (1.0, 2.0, 3.0))


def test_that_planes_come_back_as_they_were_turned(viewer: Viewer, tmp_path: Path) -> None:
    write_ct(tmp_path / "ct")
    work_and_be_killed(tmp_path, paths.index_file(), "planes")

    open_again(viewer, tmp_path)

    state = viewer.session.planes.mpr.value
    assert state.is_open
    assert np.allclose(state.cross, CROSS, atol=1.25)  # in a voxel's centre
    assert np.allclose(state.view(BodyPlane.CORONAL).right, (np.cos(0.25), np.sin(0.25), 0.0))
    assert state.view(BodyPlane.AXIAL).right == (1.0, 0.0, 0.0)
    assert state.slab.thickness_mm == 8.0


def test_that_what_is_damaged_is_told_and_the_rest_is_back(viewer: Viewer, tmp_path: Path) -> None:
    write_ct(tmp_path / "ct")
    work_and_be_killed(tmp_path, paths.index_file())
    with connected(paths.index_file()) as connection:
        [(content,)] = connection.execute("SELECT content FROM journal").fetchall()
        plain = json.loads(zlib.decompress(content))
        plain["journal"]["segments"][0]["slices"][0][1]["deflated"] = "AAAA"
        plain["journal"]["answers"] = "none"
        changed = zlib.compress(json.dumps(plain).encode())
        connection.execute("UPDATE journal SET content = ?", (changed,))

    study = open_again(viewer, tmp_path)

    assert "2 things you did here before could not be read again" in viewer.messages()
    assert viewer.session.segments.value.of(study.key) == ()
    assert viewer.session.annotations.value.of(study.key).find(LENGTH_ID) is not None


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
    assert viewer.session.segments.value.of(study.key) == ()
