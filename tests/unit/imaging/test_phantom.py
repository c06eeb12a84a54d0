"""The thorax phantom holds what it says it holds."""

import numpy as np
import pytest

from medviewer.domain.volume import Unit
from medviewer.imaging.phantom import Phantom, ThoraxSpec, thorax_phantom

SPEC = ThoraxSpec(seed=5, shape=(48, 256, 256), pixel_mm=1.4, slice_mm=5.0)


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return thorax_phantom(SPEC)


def value_at(phantom: Phantom, point: tuple[float, float, float]) -> float:
    """Mean of a small cube about a patient point."""
    s, r, c = np.rint(phantom.volume.geometry.patient_to_voxel(point)).astype(int)
    return float(phantom.volume.array[s, r - 1 : r + 2, c - 1 : c + 2].mean())


def test_that_a_seed_gives_the_same_scan_every_time(phantom: Phantom) -> None:
    again = thorax_phantom(SPEC)

    assert again.nodules == phantom.nodules
    assert np.array_equal(again.volume.array, phantom.volume.array)


def test_that_slices_run_from_feet_to_head_about_the_origin(phantom: Phantom) -> None:
    geometry = phantom.volume.geometry

    first = geometry.voxel_to_patient((0, 127.5, 127.5))
    last = geometry.voxel_to_patient((47, 127.5, 127.5))

    assert np.allclose(first, (0, 0, -117.5))
    assert np.allclose(last, (0, 0, 117.5))


@pytest.mark.parametrize(
    ("place", "point", "low", "high"),
    [
        ("air beside the patient", (175.0, -100.0, 0.0), -1024, -950),
        ("right lung", (-80.0, -50.0, 40.0), -920, -780),
        ("left lung", (80.0, -50.0, 40.0), -920, -780),
        ("heart", (22.0, -30.0, -50.0), 10, 80),
        ("liver", (-60.0, 0.0, -112.0), 30, 95),
        ("trachea", (0.0, 2.0, 90.0), -1024, -850),
        ("vertebra", (0.0, 66.0, 22.0), 100, 500),
    ],
)
def test_that_an_organ_has_its_density(
    phantom: Phantom, place: str, point: tuple[float, float, float], low: int, high: int
) -> None:
    value = value_at(phantom, point)

    assert low <= value <= high, place


def test_that_every_nodule_asked_for_is_there_and_solid(phantom: Phantom) -> None:
    large = [nodule for nodule in phantom.nodules if nodule.diameter_mm >= 8]

    assert [n.diameter_mm for n in phantom.nodules] == [5.0, 6.5, 8.0, 10.0, 14.0, 18.0]
    assert all(value_at(phantom, nodule.center_lps_mm) > -300 for nodule in large)


def test_that_noise_is_as_strong_as_asked_for(phantom: Phantom) -> None:
    air = phantom.volume.array[:, 5:20, 100:150].astype(float)

    # Clipping at -1024 HU takes the lower tail of the air's noise; fat of the back is not cut.
    assert phantom.volume.unit is Unit.HU
    assert 10 < air.std() < 25


def test_that_nodules_lie_apart_from_one_another(phantom: Phantom) -> None:
    centers = np.array([nodule.center_lps_mm for nodule in phantom.nodules])

    apart = np.linalg.norm(centers[:, None] - centers[None], axis=2)[np.triu_indices(6, 1)]

    assert apart.min() > 28
