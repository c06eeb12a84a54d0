"""Switching between a tilted stack on its regular grid and as it was acquired."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.volumes import load_volume
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.source_slices import as_acquired
from medviewer.domain.study import DisplaySet, Patient, Series, Study
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.images.viewport import Viewport
from tests.phantoms.dicom_files import write_image

pytestmark = pytest.mark.gui
TILT, STEP_MM, PIXEL_MM, COUNT, SIDE = 13.5, 4.0, 0.5, 6, 32


def place_value(place: np.ndarray) -> np.ndarray:
    """A pattern that is linear in the patient, so that linear interpolation keeps it: x + 20 y + 10 z."""
    value: np.ndarray = place @ np.array([1.0, 20.0, 10.0])
    return value


@pytest.fixture
def tilted(tmp_path: Path) -> DisplaySet:
    """A CT of that pattern; the gantry leans about x while the table moves along z."""
    angle = np.deg2rad(TILT)
    down = np.array([0, np.cos(angle), -np.sin(angle)])
    for index in range(COUNT):
        first = np.array([-8.0, -8.0, STEP_MM * index])
        rows, columns = np.mgrid[:SIDE, :SIDE] * PIXEL_MM
        places = first + rows[..., None] * down + columns[..., None] * [1, 0, 0]
        write_image(
            tmp_path / f"{index}.dcm",
            np.rint(place_value(places)).astype(np.int16),
            ImageOrientationPatient=[1, 0, 0, *map(float, down)],
            ImagePositionPatient=list(first),
            PixelSpacing=[PIXEL_MM, PIXEL_MM],
        )
    frames = [frame for file in tmp_path.iterdir() for frame in read_header(file).frames]
    [display_set] = build_display_sets("1.2.3", frames)
    return display_set


@pytest.fixture
def viewport(tilted: DisplaySet) -> Viewport:
    series = Series("1.2.3", "CT", display_sets=(tilted,))
    viewport = Viewport()
    viewport.show(Study("1.2", Patient(), series=(series,)), tilted)
    return viewport


def test_that_every_resampled_voxel_shows_what_lies_there(tilted: DisplaySet) -> None:
    volume = load_volume(tilted, CancelToken(), ignore_progress)

    assert not volume.geometry.is_sheared
    voxels = np.moveaxis(np.indices(volume.array.shape), 0, -1)
    expected = place_value(volume.geometry.voxel_to_patient(voxels))
    is_measured = np.array(
        [
            [[frame.is_measured_at(r, c) for c in range(frame.columns)] for r in range(frame.rows)]
            for frame in tilted.frames
        ]
    )
    assert is_measured.sum() >= COUNT * (SIDE - 1) * SIDE
    assert np.abs(volume.array - expected)[is_measured].max() <= 1.0  # rounded twice
    assert set(np.unique(volume.array[~is_measured])) <= {-1024}


def test_that_source_slices_are_those_of_the_files(tilted: DisplaySet) -> None:
    acquired = as_acquired(tilted)

    volume = load_volume(acquired, CancelToken(), ignore_progress)

    assert volume.geometry.is_sheared
    np.testing.assert_allclose(volume.geometry.slice_step_mm, (0, 0, -STEP_MM), atol=1e-9)
    voxels = np.moveaxis(np.indices(volume.array.shape), 0, -1)
    expected = place_value(volume.geometry.voxel_to_patient(voxels))
    np.testing.assert_array_equal(volume.array, np.rint(expected))


def test_that_the_switch_goes_there_and_back_and_keeps_the_place(
    viewport: Viewport, tilted: DisplaySet
) -> None:
    viewport.scroll_to(1)
    viewport.zoom_to(3.0)

    viewport.toggle_source_slices()
    there = viewport.value
    viewport.toggle_source_slices()

    assert there.display_set == as_acquired(tilted)
    assert (there.index, there.zoom) == (1, 3.0)
    assert viewport.value.display_set == tilted


def test_that_source_slices_are_another_display_set_under_one_name(tilted: DisplaySet) -> None:
    acquired = as_acquired(tilted)

    assert acquired.display_set_id != tilted.display_set_id
    assert acquired.listed_id == tilted.listed_id == tilted.display_set_id
    assert "as acquired" in str(acquired.notes[0])


def test_that_a_study_that_grows_leaves_source_slices_shown(viewport: Viewport) -> None:
    viewport.toggle_source_slices()
    shown = viewport.value.display_set
    assert viewport.value.study is not None

    viewport.renew(viewport.value.study)

    assert viewport.value.display_set == shown


def test_that_a_straight_stack_has_no_other_way_to_be_shown(viewport: Viewport) -> None:
    study = viewport.value.study
    assert study is not None
    straight = as_acquired(study.series[0].display_sets[0])
    viewport.show(study, straight)

    assert as_acquired(straight) is straight
