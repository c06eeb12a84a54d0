"""Patches lie where they should and are scaled as in training."""

import numpy as np
import pytest

from medviewer.ai.analyzers.patches import axial_patch, patch_edges, upright_patches
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume


def volume_of(array: np.ndarray, slice_mm: float = 0.7, pixel_mm: float = 0.7) -> Volume:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), pixel_mm, pixel_mm)
    return Volume(array, VolumeGeometry(plane, (0, 0, slice_mm), array.shape), Unit.HU)


def test_that_the_window_of_training_becomes_nought_to_one() -> None:
    for hu, shown in ((-1000, 0.0), (-300, 0.5), (400, 1.0), (-2000, 0.0), (3000, 1.0)):
        patch = axial_patch(volume_of(np.full((1, 80, 80), hu, np.int16)), 0, 40, 40)

        assert patch.shape == (50, 50)
        assert np.allclose(patch, shown)


def test_that_pixels_of_the_training_size_are_not_changed() -> None:
    array = np.random.default_rng(0).integers(-1000, 400, (1, 80, 80)).astype(np.int16)

    patch = axial_patch(volume_of(array), 0, 39.5, 40.5)

    # Centre 39.5 between rows 15 and 64; columns one further.
    assert np.allclose(patch, (array[0, 15:65, 16:66] + 1000) / 1400, atol=1e-5)


def test_that_coarser_pixels_are_spread_linearly() -> None:
    ramp = np.broadcast_to(np.arange(60, dtype=np.int16) * 10 - 700, (1, 60, 60))

    patch = axial_patch(volume_of(ramp, pixel_mm=1.4), 0, 30, 30)

    steps = np.diff(patch[25] * 1400)
    assert np.allclose(steps, 5.0, atol=1e-2)  # 10 HU in 1.4 mm is 5 HU in 0.7 mm


def test_that_beyond_the_image_lies_air() -> None:
    patch = axial_patch(volume_of(np.full((1, 60, 60), 400, np.int16)), 0, 0.0, 30.0)

    assert np.allclose(patch[:24], 0)
    assert np.allclose(patch[26:], 1)


def test_that_upright_patches_have_the_slices_as_rows() -> None:
    array = np.full((21, 60, 60), -1000, np.int16)
    array[10] = 400

    along_rows, along_columns = upright_patches(volume_of(array, slice_mm=2.8), (10, 30, 30))

    for patch in (along_rows, along_columns):
        assert patch[:, 25].max() > 0.8
        # A 2.8 mm slice, linear to its neighbours, is above half over 2.8 mm: four rows of 0.7 mm.
        assert (patch[:, 25] > 0.5).sum() == 4


def test_that_edges_are_half_a_patch_from_its_centre() -> None:
    assert patch_edges(100.0, 0.7) == pytest.approx((75.0, 125.0))
    assert patch_edges(100.0, 1.4) == pytest.approx((87.5, 112.5))
