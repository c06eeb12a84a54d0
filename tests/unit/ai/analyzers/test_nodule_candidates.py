"""Balls are candidates; tubes and plain lung are not."""

import numpy as np
import pytest

from medviewer.ai.analyzers.lungs import GRID_MM, Lungs
from medviewer.ai.analyzers.nodule_candidates import Candidate, find_candidates
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume
from medviewer.progress import Cancelled, CancelToken, Progress, ignore_progress

SHAPE, SPACING = (32, 100, 100), (2.0, 1.0, 1.0)


def lung_with(*balls: tuple[tuple[int, int, int], float]) -> np.ndarray:
    """Lung of -860 HU with balls of 40 HU: centre in voxels, diameter in mm."""
    array = np.full(SHAPE, -860.0)
    s, r, c = np.ogrid[:32, :100, :100]
    for (z, y, x), diameter in balls:
        away = np.sqrt(((s - z) * 2.0) ** 2 + (r - y) ** 2 + (c - x) ** 2)
        array += np.clip(diameter / 2 - away + 0.5, 0, 1) * (40 - array)
    return array


def candidates_in(array: np.ndarray) -> tuple[Candidate, ...]:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 1.0, 1.0)
    volume = Volume(array.astype(np.int16), VolumeGeometry(plane, (0, 0, 2.0), SHAPE), Unit.HU)
    return find_candidates(volume, everything(), ignore_progress, CancelToken())


def everything() -> Lungs:
    cells = tuple(int((n - 1) * step / GRID_MM) + 1 for n, step in zip(SHAPE, SPACING, strict=True))
    return Lungs(np.ones(cells, bool), 1000.0, 100.0)


@pytest.mark.parametrize("diameter", [6.0, 10.0, 16.0, 24.0])
def test_that_a_ball_is_found_at_its_centre_with_about_its_size(diameter: float) -> None:
    found = candidates_in(lung_with(((15, 50, 45), diameter)))

    best = found[0]
    apart = np.linalg.norm((np.array(best.voxel) - (15, 50, 45)) * SPACING)
    assert apart < 2.5
    assert 0.6 < best.diameter_mm / diameter < 1.6
    assert best.roundness > 0.5


def test_that_two_balls_are_two_candidates_strongest_first() -> None:
    found = candidates_in(lung_with(((10, 30, 30), 6.0), ((20, 70, 70), 14.0)))

    assert len(found) == 2
    assert found[0].response_hu >= found[1].response_hu


def test_that_a_straight_vessel_is_no_candidate() -> None:
    array = np.full(SHAPE, -860.0)
    r, c = np.ogrid[:100, :100]
    array[:, np.hypot(r - 50, c - 50) < 3] = 40

    assert candidates_in(array) == ()


def test_that_plain_lung_has_no_candidates() -> None:
    noise = np.random.default_rng(2).normal(0, 25, SHAPE)

    assert candidates_in(lung_with() + noise) == ()


def test_that_a_cancelled_search_stops() -> None:
    token = CancelToken()
    steps: list[int] = []

    def cancel_at_third(progress: Progress) -> None:
        steps.append(progress.done)
        if progress.done == 2:
            token.cancel()

    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 1.0, 1.0)
    geometry = VolumeGeometry(plane, (0, 0, 2.0), SHAPE)
    volume = Volume(lung_with().astype(np.int16), geometry, Unit.HU)

    with pytest.raises(Cancelled):
        find_candidates(volume, everything(), cancel_at_third, token)
    assert steps == [0, 1, 2]
