"""Lungs are found by what they are, and what is not a chest is not mistaken for one."""

import numpy as np
import pytest

from medviewer.ai.analyzers.lungs import GRID_MM, find_lungs
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume

SPACING = (4.0, 2.0, 2.0)


def body(slices: int = 20) -> np.ndarray:
    """A tube of tissue, 240 by 200 mm, in air, with a little noise."""
    random = np.random.default_rng(1)
    y, x = np.ogrid[:160, :160]
    inside = ((x - 80) / 60) ** 2 + ((y - 80) / 50) ** 2 < 1
    array = np.where(inside, 40, -1000) + random.normal(0, 15, (slices, 160, 160))
    return array.astype(np.int16)


def with_lungs(array: np.ndarray) -> np.ndarray:
    y, x = np.ogrid[:160, :160]
    for middle in (52, 108):
        lung = ((x - middle) / 20) ** 2 + ((y - 80) / 35) ** 2 < 1
        array[:, lung] = array[:, lung] - 890
    return array


def volume_of(array: np.ndarray) -> Volume:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), SPACING[1], SPACING[2])
    return Volume(array, VolumeGeometry(plane, (0, 0, SPACING[0]), array.shape), Unit.HU)


def mask_at(mask: np.ndarray, voxel: tuple[int, int, int]) -> bool:
    cell = np.rint(np.array(voxel) * SPACING / GRID_MM).astype(int)
    return bool(mask[tuple(cell)])


def test_that_both_lungs_are_found_with_their_volume() -> None:
    lungs = find_lungs(volume_of(with_lungs(body())))

    # Two ellipses of half axes 40 and 70 mm: 176 cm² together, over 76 mm between outer slice centres.
    assert lungs.are_present
    assert lungs.mean_area_cm2 == pytest.approx(176, rel=0.05)
    assert lungs.volume_ml == pytest.approx(176 * 7.8, rel=0.06)
    assert mask_at(lungs.mask, (10, 80, 52))
    assert mask_at(lungs.mask, (10, 80, 108))
    assert not mask_at(lungs.mask, (10, 80, 80))
    assert not mask_at(lungs.mask, (10, 5, 5))


def test_that_a_nodule_on_the_pleura_lies_inside() -> None:
    array = with_lungs(body())
    s, y, x = np.ogrid[:20, :160, :160]
    ball = ((s - 10) * 4) ** 2 + ((y - 80) * 2) ** 2 + ((x - 34) * 2) ** 2 < 10**2
    array[ball] = 40  # 20 mm, its centre 4 mm below the lung's outer surface

    lungs = find_lungs(volume_of(array))

    assert mask_at(lungs.mask, (10, 80, 35))


def test_that_few_slices_are_enough() -> None:
    lungs = find_lungs(volume_of(with_lungs(body(slices=10))))

    assert lungs.are_present
    assert mask_at(lungs.mask, (0, 80, 52))
    assert mask_at(lungs.mask, (9, 80, 108))


def test_that_a_body_without_lungs_has_none() -> None:
    assert not find_lungs(volume_of(body())).are_present


def test_that_gas_in_the_bowel_is_not_lung() -> None:
    array = with_lungs(body())
    gas = array < -700
    gas[:, :20] = gas[:, -20:] = False
    gas[:, :, :25] = gas[:, :, -25:] = False
    array[gas] -= 140  # the same shape, filled with air: -990 HU

    assert not find_lungs(volume_of(array)).are_present
