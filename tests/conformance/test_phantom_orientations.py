"""The letter cube in every orientation: at the patient's left stands an upright L, and its label says so."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.pixels.volumes import load_volume
from medviewer.dicom.scanner import scan
from medviewer.domain.volume import Volume
from medviewer.imaging.orientation import edge_letters
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.orientations import (
    FACES,
    LETTER,
    Orientation,
    letter_points,
    oblique_orientations,
    right_angle_orientations,
    write_letter_cube,
)

RIGHT_ANGLES = list(right_angle_orientations())
ALL = [*RIGHT_ANGLES, *oblique_orientations()]
each_right_angle = pytest.mark.parametrize("orientation", RIGHT_ANGLES, ids=lambda o: o.name)
each_orientation = pytest.mark.parametrize("orientation", ALL, ids=lambda o: o.name)


def opened(folder: Path, orientation: Orientation) -> Volume:
    write_letter_cube(folder, orientation)
    summary = scan([folder], folder / "unused", CancelToken(), ignore_progress, lambda update: None)
    [study] = summary.studies
    [series] = study.series
    [display_set] = series.display_sets
    return load_volume(display_set, CancelToken(), ignore_progress)


def test_that_there_are_24_different_right_angle_orientations() -> None:
    assert len({orientation.name for orientation in RIGHT_ANGLES}) == 24


@each_orientation
def test_that_every_letter_lies_on_its_face_and_stands_upright(
    orientation: Orientation, tmp_path: Path
) -> None:
    volume = opened(tmp_path, orientation)

    for letter in FACES:
        points, ink = letter_points(letter)
        index = np.rint(volume.geometry.patient_to_voxel(points)).astype(int)
        found = volume.array[index[..., 0], index[..., 1], index[..., 2]] == LETTER
        np.testing.assert_array_equal(found, ink, letter)


@each_right_angle
def test_that_the_letters_at_the_edges_are_those_of_the_faces_there(
    orientation: Orientation, tmp_path: Path
) -> None:
    volume = opened(tmp_path, orientation)
    plane = volume.geometry.plane

    letters = edge_letters(plane)

    assert letters is not None
    row, column = np.array(orientation.row_direction), np.array(orientation.column_direction)
    towards = {"right": row, "left": -row, "bottom": column, "top": -column}
    for edge, direction in towards.items():
        face = next(name for name in FACES if np.dot(FACES[name][0], direction) > 0.9)
        assert getattr(letters, edge) == face
