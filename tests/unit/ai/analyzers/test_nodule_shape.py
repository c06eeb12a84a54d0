"""Sizes of things whose size is known."""

import numpy as np
import pytest

from medviewer.ai.analyzers.nodule_shape import measure_shape
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume

SHAPE = (24, 90, 90)
PIXEL_MM, SLICE_MM = 0.7, 2.5


def volume_with_ball(diameter: float, vessel_mm: float = 0.0) -> Volume:
    """A ball of 40 HU about voxel (12, 45, 45) in lung, with a vessel along the row if asked for."""
    array = np.full(SHAPE, -860.0)
    s, r, c = np.ogrid[:24, :90, :90]
    away = np.sqrt(
        ((s - 12) * SLICE_MM) ** 2 + ((r - 45) * PIXEL_MM) ** 2 + ((c - 45) * PIXEL_MM) ** 2
    )
    share = np.clip((diameter / 2 - away) / PIXEL_MM + 0.5, 0, 1)
    array += share * (40 - array)
    if vessel_mm:
        across = np.hypot((s - 12) * SLICE_MM, (r - 45) * PIXEL_MM) < vessel_mm / 2
        array[np.broadcast_to(across, SHAPE)] = 40
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), PIXEL_MM, PIXEL_MM)
    return Volume(array.astype(np.int16), VolumeGeometry(plane, (0, 0, SLICE_MM), SHAPE), Unit.HU)


@pytest.mark.parametrize("diameter", [6.0, 10.0, 18.0, 26.0])
def test_that_a_ball_has_its_diameter(diameter: float) -> None:
    shape = measure_shape(volume_with_ball(diameter), (12.0, 45.0, 45.0), diameter)

    assert shape is not None
    assert shape.center_voxel == (12, 45, 45)
    assert shape.diameter_mm == pytest.approx(diameter, abs=1.4)  # a pixel on each side


def test_that_the_box_holds_the_ball_and_little_else() -> None:
    shape = measure_shape(volume_with_ball(18.0), (12.0, 45.0, 45.0), 16.0)

    assert shape is not None
    # 9 mm are 12.9 pixels and 3.6 slices; slices whose disc is small may be opened away.
    assert 31 <= shape.box.first[1] <= 33
    assert 57 <= shape.box.last[1] <= 59
    assert (shape.box.first[0], shape.box.last[0]) == (9, 15)


def test_that_a_thin_vessel_does_not_make_a_nodule_longer() -> None:
    shape = measure_shape(volume_with_ball(14.0, vessel_mm=3.0), (12.0, 45.0, 45.0), 14.0)

    assert shape is not None
    assert shape.diameter_mm < 18.0  # the vessel alone crosses the whole 26 mm that are looked at


def test_that_the_outlines_enclose_the_ball_and_lie_in_its_box() -> None:
    shape = measure_shape(volume_with_ball(18.0), (12.0, 45.0, 45.0), 18.0)

    assert shape is not None
    lines = shape.outlines()
    assert [line.slice_index for line in lines] == list(range(9, 16))
    widest = np.array(lines[3].points)
    assert widest.mean(axis=0) == pytest.approx((45, 45), abs=0.5)
    area_mm2 = enclosed(widest) * PIXEL_MM**2
    assert area_mm2 == pytest.approx(np.pi * 9**2, rel=0.1)
    assert shape.short_axis_mm((PIXEL_MM, PIXEL_MM)) == pytest.approx(18.0, abs=1.4)


def enclosed(points: np.ndarray) -> float:
    """In pixels, by the shoelace formula."""
    after = np.roll(points, -1, axis=0)
    return float(abs((points[:, 1] * after[:, 0] - after[:, 1] * points[:, 0]).sum()) / 2)


def test_that_an_off_centre_look_comes_to_the_same_centre() -> None:
    shape = measure_shape(volume_with_ball(14.0), (11.4, 47.0, 43.5), 11.0)

    assert shape is not None
    assert np.abs(np.subtract(shape.center_voxel, (12, 45, 45))).max() <= 1


def test_that_empty_lung_has_no_shape() -> None:
    assert measure_shape(volume_with_ball(0.0), (12.0, 20.0, 20.0), 8.0) is None
