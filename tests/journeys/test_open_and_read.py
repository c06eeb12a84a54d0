"""Open folder → first image → scroll and window."""

import os
import random
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.export import write_ct_series
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Unit, Volume
from medviewer.session.images.viewport import CornerTexts
from tests.journeys.conftest import Viewer

pytestmark = pytest.mark.gui


@pytest.fixture
def staircase(tmp_path: Path) -> Path:
    """Twenty slices whose HU is ten times their z in mm, under names in random order."""
    plane = ImagePlane((-10.0, -10.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 2.0), (20, 32, 32))
    array = np.repeat(np.arange(0, 400, 20, dtype=np.int16), 32 * 32).reshape(20, 32, 32)
    files = list(write_ct_series(tmp_path / "ct", Volume(array, geometry, Unit.HU)))
    names = [f"{number:02}" for number in range(len(files))]
    random.Random(1).shuffle(names)
    for file, name in zip(files, names, strict=True):
        os.rename(file, tmp_path / "ct" / name)
    return tmp_path


def shown_hu(viewer: Viewer) -> float:
    frame = viewer.session.frame()
    assert frame is not None
    return float(frame.array[0, 0])


def test_that_a_folder_opens_on_the_middle_slice_sorted_by_place(
    viewer: Viewer, staircase: Path
) -> None:
    viewer.open(staircase)

    display_set = viewer.session.viewport.value.display_set
    assert display_set is not None
    heights = [frame.plane.position[2] for frame in display_set.frames if frame.plane]
    assert heights == sorted(heights, reverse=True)
    assert viewer.session.viewport.value.index == 10
    assert shown_hu(viewer) == 10 * heights[10]


def test_that_the_slice_on_screen_arrives_first(viewer: Viewer, staircase: Path) -> None:
    order: list[int] = []
    viewer.session.volumes.frame_ready.connect(lambda _, index: order.append(index))

    viewer.open(staircase)

    assert order[0] == 10
    assert sorted(order) == list(range(20))


def test_that_a_broken_file_is_named_and_the_rest_opens(viewer: Viewer, staircase: Path) -> None:
    victim = staircase / "ct" / "07"
    (staircase / "broken.dcm").write_bytes(victim.read_bytes()[:200])
    (staircase / "notes.txt").write_text("call the ward")

    viewer.open(staircase)

    [problem] = viewer.session.library.value.problems
    assert problem.path.name == "broken.dcm"
    assert len(str(problem.reason)) > 20
    assert viewer.session.volumes.is_complete(shown_id(viewer))


def shown_id(viewer: Viewer) -> str:
    display_set = viewer.session.viewport.value.display_set
    assert display_set is not None
    return display_set.display_set_id


def test_that_scrolling_goes_by_one_by_ten_and_to_the_ends(viewer: Viewer, staircase: Path) -> None:
    viewer.open(staircase)
    places = []

    for command in (
        "view.next_image",
        "view.previous_image",
        "view.page_up",
        "view.last_image",
        "view.first_image",
        "view.page_down",
    ):
        viewer(command)
        places.append(viewer.session.viewport.value.index)

    assert places == [11, 10, 0, 19, 0, 10]


def test_that_presets_change_the_window_and_reset_brings_the_first_view_back(
    viewer: Viewer, staircase: Path
) -> None:
    viewer.open(staircase)
    at_first = viewer.session.window()

    viewer("view.preset_2")
    lung = viewer.session.window()
    viewer("view.zoom_in")
    viewer("view.invert")
    viewer("view.next_image")
    viewer("view.reset")

    assert lung == VoiWindow(-600, 1500)
    assert viewer.session.window() == at_first == VoiWindow(40, 400)
    assert viewer.session.viewport.value.zoom == 1.0
    assert not viewer.run.is_checked("view.invert")
    assert viewer.session.viewport.value.index == 11  # the slice stays


def test_that_windowing_and_zooming_decode_nothing(viewer: Viewer, staircase: Path) -> None:
    viewer.open(staircase)
    decoded: list[int] = []
    viewer.session.volumes.frame_ready.connect(lambda _, index: decoded.append(index))

    for command in ("view.preset_5", "view.zoom_in", "view.fit", "view.invert", "view.next_image"):
        viewer(command)
    viewer.qtbot.waitUntil(lambda: viewer.session.runner.active_count == 0)

    assert decoded == []


def test_that_corner_texts_have_three_states(viewer: Viewer) -> None:
    states = []
    for _ in range(3):
        viewer("view.corner_texts")
        states.append(viewer.session.overlays.value.corner_texts)

    assert states == [CornerTexts.MINIMAL, CornerTexts.NONE, CornerTexts.FULL]


def test_that_closing_leaves_nothing_and_another_folder_can_be_opened(
    viewer: Viewer, staircase: Path
) -> None:
    viewer.open(staircase)

    viewer("file.close_all")
    closed = viewer.session.viewport.value.display_set
    viewer.open(staircase)

    assert closed is None
    assert shown_hu(viewer) > 0
