"""A bright ball in a box, seen from every side: where it appears, and what hides it."""

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.section import Projection
from medviewer.domain.transfer_function import TransferFunction, TransferPoint
from medviewer.domain.volume import Unit, Volume
from medviewer.imaging.body_planes import View
from medviewer.imaging.maximum_rays import brightest
from medviewer.imaging.shear import shear
from medviewer.imaging.solid_grid import coarser, codes_of, edge_codes, solid_grid
from medviewer.imaging.volume_rendering import rendered, seen_boxes
from medviewer.progress import Cancelled, CancelToken
from medviewer.session.planes.solid import Side
from medviewer.words import message

BALL_MM = np.array((20.0, -10.0, 30.0))  # left, anterior, towards the head of the middle
BOX = (40, 70, 60)  # slices 3 mm apart, rows 2 mm, columns 2.5 mm
GOLD = TransferFunction(
    "gold",
    message("Test", "Gold"),
    (TransferPoint(100, 0.0, (1.0, 0.5, 0.0)), TransferPoint(900, 0.9, (1.0, 0.5, 0.0))),
)
TURNED = View((1.0, 0.0, 0.0), (0.0, 0.0, -1.0)).turned((0, 0, 1), 0.5).turned((1, 0, 0), 0.4)


def box(value: float = 1000.0, radius_mm: float = 9.0) -> Volume:
    """Air, and a ball beside its middle, which lies at patient (0, 0, 0)."""
    slices, rows, columns = BOX
    corner = (-2.5 * (columns - 1) / 2, -2.0 * (rows - 1) / 2, -3.0 * (slices - 1) / 2)
    plane = ImagePlane(corner, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 2.0, 2.5)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 3.0), BOX)
    grid = np.stack(np.meshgrid(*(np.arange(n) for n in BOX), indexing="ij"), -1)
    away = np.linalg.norm(geometry.voxel_to_patient(grid) - BALL_MM, axis=-1)
    return Volume(np.where(away <= radius_mm, value, 0).astype(np.int16), geometry, Unit.HU)


def middle_of(picture: np.ndarray, to_view: np.ndarray) -> tuple[float, float]:
    """Mm right of and below the middle: the centre of what is bright."""
    bright = picture > picture.max() / 2
    rows, columns = np.nonzero(bright)
    x, y = to_view @ (columns.mean(), rows.mean(), 1.0)
    return float(x), float(y)


def mip(volume: Volume, view: View) -> tuple[np.ndarray, np.ndarray]:
    grid = solid_grid(volume, Projection.MAXIMUM)
    slices, rows, columns = grid.values.shape
    way = shear((slices, rows, columns), grid.axes, view)
    return brightest(grid.values, way, CancelToken()), way.to_view


def seen(volume: Volume, view: View, most: int = 10**7) -> tuple[np.ndarray, np.ndarray]:
    grid = solid_grid(volume, Projection.MEAN, most)
    slices, rows, columns = grid.values.shape
    way = shear((slices, rows, columns), grid.axes, view)
    codes = codes_of(grid, GOLD)
    boxes = seen_boxes(codes, GOLD, way.order[0])
    return rendered(codes, GOLD, edge_codes(GOLD), way, boxes, CancelToken()), way.to_view


@pytest.mark.parametrize(
    ("side", "x_mm", "y_mm"),
    [
        (Side.A, 20, -30),
        (Side.P, -20, -30),
        (Side.L, -10, -30),
        (Side.R, 10, -30),
        (Side.H, -20, -10),
        (Side.F, 20, -10),
    ],
)
def test_that_the_ball_is_where_it_lies_from_every_side(
    side: Side, x_mm: float, y_mm: float
) -> None:
    picture, to_view = mip(box(), side.value)

    assert middle_of(picture, to_view) == pytest.approx((x_mm, y_mm), abs=1.3)
    assert picture.max() == 1000


@pytest.mark.parametrize("view", [Side.A.value, Side.H.value, TURNED])
def test_that_the_solid_lies_where_its_mip_does(view: View) -> None:
    picture, to_view = seen(box(), view)

    expected = BALL_MM @ np.array(view.right), BALL_MM @ np.array(view.down)
    assert middle_of(picture.max(axis=2), to_view) == pytest.approx(expected, abs=1.3)


def test_that_a_turned_mip_is_as_bright_and_in_its_place() -> None:
    picture, to_view = mip(box(), TURNED)

    expected = BALL_MM @ np.array(TURNED.right), BALL_MM @ np.array(TURNED.down)
    assert middle_of(picture, to_view) == pytest.approx(expected, abs=1.3)


def test_that_colours_are_those_of_the_values() -> None:
    picture, _ = seen(box(), Side.A.value)

    lit = picture[(picture[..., 0] > 80) & (picture[..., 0] < 250)].astype(int)  # not overexposed
    assert lit.size
    assert np.abs(lit[:, 1] - lit[:, 0] / 2).max() <= 1
    assert lit[:, 2].max() == 0


def test_that_what_is_in_front_hides_what_is_behind() -> None:
    near = TransferPoint(100, 0.0, (0.0, 0.0, 1.0)), TransferPoint(500, 0.2, (0.0, 0.0, 1.0))
    both = TransferFunction(
        "both",
        message("Test", "Both"),
        (*near, TransferPoint(600, 0.99, (1.0, 0.0, 0.0)), TransferPoint(900, 0.99, (1.0, 0, 0))),
    )
    volume = box(0)
    volume.array[15:25, 10:20, 20:40] = 500  # anterior, 20 mm
    volume.array[15:25, 50:54, 20:40] = 900  # posterior
    grid = solid_grid(volume, Projection.MEAN)
    codes = codes_of(grid, both)
    colours = []
    for side in (Side.A, Side.P):
        slices, rows, columns = grid.values.shape
        way = shear((slices, rows, columns), grid.axes, side.value)
        boxes = seen_boxes(codes, both, way.order[0])
        picture = rendered(codes, both, 0.0, way, boxes, CancelToken())
        middle = (way.shape[0] // 2, way.shape[1] // 2)
        colours.append(picture[middle].argmax())

    assert colours == [2, 0]  # blue from the front, red from behind


def test_that_fewer_voxels_show_the_same_in_the_same_place() -> None:
    fine, to_view = seen(box(), Side.L.value)
    few, few_to_view = seen(box(), Side.L.value, most=30_000)

    assert few.size < fine.size
    here, there = middle_of(fine.max(axis=2), to_view), middle_of(few.max(axis=2), few_to_view)
    assert there == pytest.approx(here, abs=2.0)


def test_that_a_coarser_grid_keeps_its_middle() -> None:
    grid = solid_grid(box(), Projection.MAXIMUM)

    rough = coarser(grid, Projection.MAXIMUM)

    size = np.array(rough.values.shape)
    assert rough.values.size <= grid.values.size / 8 * 1.1
    first = rough.centre - rough.axes @ ((size - 1) / 2)  # the middle of eight voxels
    own = grid.centre - grid.axes @ ((np.array(grid.values.shape) - 1) / 2)
    np.testing.assert_allclose(first, own + grid.axes @ (0.5, 0.5, 0.5), atol=1e-9)


def test_that_one_slice_and_values_that_are_no_numbers_are_survived() -> None:
    plane = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
    array = np.full((1, 16, 16), np.nan, np.float32)
    array[0, 8, 8] = np.inf
    flat = Volume(array, VolumeGeometry(plane, (0.0, 0.0, 2.0), (1, 16, 16)), Unit.NONE)

    for side in Side:
        picture, _ = mip(flat, side.value)
        assert np.isfinite(picture).all()
        seen(flat, side.value)


def test_that_a_stop_is_obeyed() -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        solid_grid(box(), Projection.MEAN, token=token)
