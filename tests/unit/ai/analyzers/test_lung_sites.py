"""A place is named as a reader would name it."""

import numpy as np
import pytest

from medviewer.ai.analyzers.lung_sites import LungPlaces
from medviewer.ai.analyzers.lungs import GRID_MM, Lungs
from medviewer.domain.geometry import ImagePlane, VolumeGeometry

WHOLE = LungPlaces(middle_x_mm=10.0, lowest_z_mm=-400.0, highest_z_mm=-100.0)


@pytest.mark.parametrize(
    ("center", "site"),
    [
        ((-50.0, 0.0, -120.0), "Right upper zone"),
        ((60.0, 0.0, -120.0), "Left upper zone"),
        ((5.0, 0.0, -250.0), "Right middle zone"),
        ((60.0, 0.0, -390.0), "Left lower zone"),
        ((60.0, 0.0, -500.0), "Left lower zone"),
    ],
)
def test_that_side_and_third_of_the_height_name_the_zone(
    center: tuple[float, float, float], site: str
) -> None:
    assert str(WHOLE.site(center)) == site


def test_that_few_slices_have_no_zones() -> None:
    part = LungPlaces(middle_x_mm=0.0, lowest_z_mm=-140.0, highest_z_mm=-100.0)

    assert str(part.site((-50.0, 0.0, -120.0))) == "Right lung"
    assert str(part.site((50.0, 0.0, -120.0))) == "Left lung"


def test_that_the_reach_of_lungs_is_that_of_all_their_voxels_in_tilted_slices() -> None:
    mask = np.random.default_rng(0).random((6, 9, 8)) > 0.8
    tilted = ImagePlane((5.0, 6.0, 7.0), (0.8, 0.0, 0.6), (0.0, 1.0, 0.0), 1.0, 1.0)
    geometry = VolumeGeometry(tilted, (-1.2, 0.0, 1.6), mask.shape)  # slices 2 mm apart

    places = LungPlaces.of(Lungs(mask, 0.0, 0.0), geometry)

    s, _, c = (np.argwhere(mask) * GRID_MM).T  # mm along slices, rows, columns
    x, z = 5 + 0.8 * c - 0.6 * s, 7 + 0.6 * c + 0.8 * s
    assert places.middle_x_mm == pytest.approx((x.min() + x.max()) / 2)
    assert places.lowest_z_mm == pytest.approx(z.min())
    assert places.highest_z_mm == pytest.approx(z.max())
