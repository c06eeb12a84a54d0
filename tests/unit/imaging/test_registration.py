"""A volume laid on a turned and shifted copy of itself: where every place ends up is known."""

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, Vector, VolumeGeometry
from medviewer.domain.rigid_transform import RigidTransform, rotation_of
from medviewer.domain.volume import Unit, Volume
from medviewer.errors import NotRegistered
from medviewer.imaging.registrar import build_registrar, pair_of
from medviewer.imaging.registration import register, thinned
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Cancelled, CancelToken, ignore_progress

pytest.importorskip("SimpleITK")

BLOBS_MM = (
    (0, 0, 0, 30, 500),
    (25, -20, 15, 12, 400),
    (-30, 10, -20, 10, -600),
    (5, 35, 25, 8, 700),
)
ANGLE = np.deg2rad(5.0)
TURN = rotation_of(
    [[np.cos(ANGLE), -np.sin(ANGLE), 0], [np.sin(ANGLE), np.cos(ANGLE), 0], [0, 0, 1]]
)


def blobs(origin: Vector, step_z: float, motion: RigidTransform) -> Volume:
    """Smooth blobs at known places, moved by `motion`, on a grid of 2.5 mm pixels."""
    plane = ImagePlane(origin, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 2.5, 2.5)
    count = round(120 / abs(step_z))
    geometry = VolumeGeometry(plane, (0.0, 0.0, step_z), (count, 56, 56))
    grid = np.stack(np.meshgrid(*(np.arange(n) for n in geometry.shape), indexing="ij"), -1)
    places = motion.inverse.apply(geometry.voxel_to_patient(grid))
    values = np.full(geometry.shape, -900.0)
    for x, y, z, radius, height in BLOBS_MM:
        square = ((places - (x, y, z)) ** 2).sum(-1)
        values += height * np.exp(-square / (2 * radius**2))
    return Volume(values.astype(np.int16), geometry, Unit.HU)


def test_that_a_turned_and_shifted_examination_is_found_within_a_millimetre() -> None:
    motion = RigidTransform((8.0, -5.0, 6.0), TURN)
    current = blobs((-70.0, -70.0, -60.0), 3.0, RigidTransform())
    prior = blobs((-62.0, -72.0, 62.0), -2.5, motion)  # other slices, from the head down

    found = register(current, prior, CancelToken())

    places = np.array([blob[:3] for blob in BLOBS_MM], float)
    errors_mm = np.linalg.norm(found.apply(places) - motion.apply(places), axis=1)
    assert errors_mm.max() < 1.0


def test_that_a_stop_is_obeyed() -> None:
    volume = blobs((-70.0, -70.0, -60.0), 3.0, RigidTransform())
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        register(volume, volume, token)


def test_that_what_is_too_flat_is_refused_with_a_reason() -> None:
    volume = blobs((-70.0, -70.0, -60.0), 3.0, RigidTransform())
    few = VolumeGeometry(volume.geometry.plane, (0.0, 0.0, 3.0), (3, 56, 56))

    with pytest.raises(NotRegistered, match="3 × 56 × 56"):
        register(volume, Volume(volume.array[:3], few, Unit.HU), CancelToken())


def test_that_another_process_finds_the_same() -> None:
    motion = RigidTransform((8.0, -5.0, 6.0), TURN)
    current = blobs((-70.0, -70.0, -60.0), 3.0, RigidTransform())
    prior = blobs((-62.0, -72.0, 62.0), -2.5, motion)
    worker = WorkerProcess(build_registrar)

    found = worker.run(pair_of(current, prior), ignore_progress, CancelToken())
    worker.stop()

    assert isinstance(found, RigidTransform)
    here = register(current, prior, CancelToken())
    np.testing.assert_allclose(
        found.translation_mm, here.translation_mm
    )  # threads add up in any order


def test_that_thinning_twice_is_thinning_once() -> None:
    volume = blobs((-70.0, -70.0, -60.0), 0.8, RigidTransform())

    once = thinned(volume)

    assert once.geometry.slice_step_mm == pytest.approx((0, 0, 3.2))  # every fourth slice
    assert thinned(once).geometry == once.geometry
