"""Sections through volumes whose values say where they lie, and against SimpleITK."""

from typing import Any

import numpy as np
import pytest

from medviewer.domain.geometry import ImagePlane, VolumeGeometry, as_vector
from medviewer.domain.section import THIN, Projection, Section, Slab
from medviewer.domain.volume import PixelArray, Unit, Volume
from medviewer.imaging import nearest, trilinear
from medviewer.imaging.lattice import layer_spacing_mm, section_lattice
from medviewer.imaging.reslice import reslice
from medviewer.imaging.trilinear import Fill
from medviewer.imaging.whole_voxels import along_axes

OUTSIDE = -99


def volume(array: PixelArray, spacing_mm: float = 1.0, step_mm: float = 1.0) -> Volume:
    """Axial, its first voxel's centre at the origin."""
    plane = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), spacing_mm, spacing_mm)
    slices, rows, columns = array.shape
    return Volume(
        array, VolumeGeometry(plane, (0.0, 0.0, step_mm), (slices, rows, columns)), Unit.HU
    )


def section(
    position: tuple[float, float, float],
    right: tuple[float, float, float],
    down: tuple[float, float, float],
    shape: tuple[int, int],
    spacing_mm: float = 1.0,
) -> Section:
    return Section(ImagePlane(position, right, down, spacing_mm, spacing_mm), shape)


def ramp(shape: tuple[int, int, int]) -> PixelArray:
    """Each voxel's value is 100 z + 10 y + x of its place in voxels: linear, so interpolation is exact."""
    z, y, x = np.indices(shape)
    return np.asarray(100.0 * z + 10.0 * y + x)


def tilted(shape: tuple[int, int] = (40, 50), spacing_mm: float = 0.7) -> Section:
    """Turned about two axes, through the middle of a 20 x 30 x 40 volume of 1 mm."""
    a, b = np.deg2rad(25), np.deg2rad(20)
    right = np.array((np.cos(a), np.sin(a), 0.0))
    down = np.array((-np.sin(a) * np.sin(b), np.cos(a) * np.sin(b), -np.cos(b)))
    middle = np.array((19.5, 14.5, 9.5))
    start = (
        middle - right * spacing_mm * (shape[1] - 1) / 2 - down * spacing_mm * (shape[0] - 1) / 2
    )
    plane = ImagePlane(as_vector(start), as_vector(right), as_vector(down), spacing_mm, spacing_mm)
    return Section(plane, shape)


@pytest.fixture
def noise() -> Volume:
    random = np.random.default_rng(5)
    return volume(random.integers(-1000, 1000, (20, 30, 40), np.int16))


def compiled() -> Fill:
    pytest.importorskip("numba", reason="numba is an optional extra")
    from medviewer.imaging import trilinear_compiled

    return trilinear_compiled.fill


@pytest.fixture(params=["numpy", "numba"])
def sampler(request: pytest.FixtureRequest) -> Fill:
    return trilinear.fill if request.param == "numpy" else compiled()


def test_that_between_voxels_values_are_linear(sampler: Fill) -> None:
    of = volume(ramp((6, 6, 6)))
    # From voxel (z 1.5, y 0.25, x 0.5), half a voxel of x a column and one of z a row.
    cut = section((0.5, 0.25, 1.5), (1, 0, 0), (0, 0, 1), (2, 3), spacing_mm=0.5)

    values = reslice(of, cut, outside=OUTSIDE, sampler=sampler)

    assert values.tolist() == [[153.0, 153.5, 154.0], [203.0, 203.5, 204.0]]


def test_that_half_a_voxel_beyond_the_outermost_centres_is_still_the_edge(sampler: Fill) -> None:
    of = volume(ramp((2, 2, 4)))
    # x = -0.75, -0.25, 0.25 … on row 0.25: the first lies beyond the edge of the first voxel.
    cut = section((-0.75, 0.25, 0.0), (1, 0, 0), (0, 1, 0), (1, 10), spacing_mm=0.5)

    values = reslice(of, cut, outside=OUTSIDE, sampler=sampler)

    expected = [OUTSIDE, 2.5, 2.75, 3.25, 3.75, 4.25, 4.75, 5.25, 5.5, OUTSIDE]
    assert values[0].tolist() == expected


def test_that_whole_numbers_are_rounded_to_the_nearest(sampler: Fill) -> None:
    of = volume(np.array([[[0, 10]], [[0, 10]]], np.int16))
    cut = section((0.04, 0.0, 0.5), (1, 0, 0), (0, 1, 0), (1, 5), spacing_mm=0.2)

    values = reslice(of, cut, outside=OUTSIDE, sampler=sampler)

    assert values.dtype == np.int16
    assert values[0].tolist() == [0, 2, 4, 6, 8]


def test_that_a_volume_of_one_slice_has_a_section_too(sampler: Fill) -> None:
    of = volume(ramp((1, 3, 3)))
    cut = section((0.5, 0.5, 0.3), (1, 0, 0), (0, 1, 0), (1, 2))

    values = reslice(of, cut, outside=OUTSIDE, sampler=sampler)

    assert values.tolist() == [[5.5, 6.5]]


def test_that_an_oblique_section_is_what_simpleitk_resamples(noise: Volume, sampler: Fill) -> None:
    from SimpleITK import GetArrayFromImage, GetImageFromArray, ResampleImageFilter, sitkLinear

    cut, values = tilted(), noise.array.astype(np.float64)
    of = Volume(values, noise.geometry, Unit.HU)
    normal = cut.plane.normal
    axes = np.stack([cut.plane.row_direction, cut.plane.column_direction, normal], axis=1)
    make: Any = ResampleImageFilter
    resample = make()
    resample.SetInterpolator(sitkLinear)
    resample.SetSize([cut.shape[1], cut.shape[0], 1])
    resample.SetOutputOrigin(cut.plane.position)
    resample.SetOutputSpacing([cut.plane.column_spacing_mm, cut.plane.row_spacing_mm, 1.0])
    resample.SetOutputDirection(axes.ravel().tolist())
    resample.SetDefaultPixelValue(OUTSIDE)
    theirs = GetArrayFromImage(resample.Execute(GetImageFromArray(values)))[0]

    ours = reslice(of, cut, outside=OUTSIDE, sampler=sampler)

    assert 0.1 < (theirs == OUTSIDE).mean() < 0.9
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


@pytest.mark.parametrize("kind", [np.int16, np.uint8, np.float32, np.int32, np.float64])
@pytest.mark.parametrize(
    "slab", [THIN, *(Slab(7.0, projection) for projection in Projection)], ids=str
)
def test_that_numba_and_numpy_give_the_same_bits(
    noise: Volume, slab: Slab, kind: type[np.generic]
) -> None:
    of = Volume(noise.array.astype(kind), noise.geometry, Unit.HU)

    by_numba = reslice(of, tilted(), slab, outside=7, sampler=compiled())

    by_numpy = reslice(of, tilted(), slab, outside=7, sampler=trilinear.fill)
    assert by_numba.tobytes() == by_numpy.tobytes()


def test_that_threads_change_nothing(noise: Volume, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = reslice(noise, tilted(), outside=OUTSIDE)
    monkeypatch.setattr("medviewer.imaging.reslice.WORTH_A_THREAD", 100)

    shared = reslice(noise, tilted(), outside=OUTSIDE, threads=3)

    np.testing.assert_array_equal(alone, shared)


def test_that_along_the_volumes_axes_voxels_are_copied(noise: Volume) -> None:
    coronal = section((0, 12, 19), (1, 0, 0), (0, 0, -1), (20, 40))
    sagittal = section((33, 0, 19), (0, 1, 0), (0, 0, -1), (20, 30))
    axial_mirrored = section((39, 29, 4), (-1, 0, 0), (0, -1, 0), (30, 40))

    cuts = [reslice(noise, cut, outside=OUTSIDE) for cut in (coronal, sagittal, axial_mirrored)]

    np.testing.assert_array_equal(cuts[0], noise.array[::-1, 12])
    np.testing.assert_array_equal(cuts[1], noise.array[::-1, :, 33])
    np.testing.assert_array_equal(cuts[2], noise.array[4, ::-1, ::-1])
    assert not any(np.shares_memory(cut, noise.array) for cut in cuts)


@pytest.mark.parametrize("projection", Projection)
@pytest.mark.parametrize("at", [(-3.0, 12.0, 25.0), (5.0, -1.0, 10.0), (5.0, 28.0, 10.0)])
def test_that_copied_voxels_are_what_interpolation_gives(
    noise: Volume, at: tuple[float, float, float], projection: Projection
) -> None:
    cut, slab = section(at, (1, 0, 0), (0, 0, -1), (30, 50)), Slab(6.0, projection)
    lattice = section_lattice(noise.geometry, cut, slab)
    assert along_axes(lattice) is not None
    by_hand = np.full(cut.shape, OUTSIDE, np.int16)
    trilinear.fill(noise.array, lattice, projection, by_hand, (0, 30))

    copied = reslice(noise, cut, slab, outside=OUTSIDE)

    np.testing.assert_array_equal(copied, by_hand)


def test_that_a_slab_sees_as_far_as_half_its_thickness(sampler: Fill) -> None:
    array = np.zeros((21, 4, 4), np.int16)
    array[13, 2, 2] = 500  # 3 mm from slice 10
    of = volume(array)
    cut = section((0.0, 0.0, 10.0), (1, 0, 0), (0, 1, 0), (4, 4))

    seen = [reslice(of, cut, Slab(mm), outside=0, sampler=sampler).max() for mm in (0.0, 5.9, 6.0)]

    assert seen == [0, 0, 500]


def test_that_the_mean_of_a_slab_leaves_out_what_lies_beyond_the_volume(sampler: Fill) -> None:
    of = volume(ramp((4, 4, 4)))
    # Layers at z = -1.5, -0.5, 0.5, 1.5, 2.5: the first is outside, -0.5 has the edge's value.
    cut = section((1.0, 1.0, 0.5), (1, 0, 0), (0, 1, 0), (2, 2))

    values = reslice(of, cut, Slab(4.0, Projection.MEAN), outside=OUTSIDE, sampler=sampler)

    assert values[0, 0] == pytest.approx(11 + (0 + 50 + 150 + 250) / 4)


def test_that_a_slab_half_beyond_the_volume_shows_what_lies_in_it(sampler: Fill) -> None:
    of = volume(ramp((4, 4, 4)))
    # Layers at z = -2.5, -1.5, -0.5, 0.5, 1.5: two have nothing at all.
    cut = section((1.0, 1.0, -0.5), (1, 0, 0), (0, 1, 0), (2, 2))

    values = reslice(of, cut, Slab(4.0), outside=OUTSIDE, sampler=sampler)

    assert values.tolist() == [[161, 162], [171, 172]]


def test_that_layers_lie_one_voxel_apart_whatever_the_direction() -> None:
    of = volume(ramp((4, 4, 4)), spacing_mm=0.5, step_mm=2.0)
    along_slices = section((0, 0, 0), (1, 0, 0), (0, 1, 0), (2, 2))
    along_rows = section((0, 0, 0), (1, 0, 0), (0, 0, -1), (2, 2))

    spacings = [layer_spacing_mm(of.geometry, cut) for cut in (along_slices, along_rows)]

    assert spacings == pytest.approx([2.0, 0.5])


def test_that_a_coarser_section_covers_the_same_rectangle() -> None:
    cut = tilted((40, 50))

    coarse = cut.coarser(2)

    assert coarse.shape == (20, 25)
    np.testing.assert_allclose(coarse.centre, cut.centre)


def test_that_labels_keep_their_values() -> None:
    of = volume(np.array([[[1, 7]]], np.uint8))
    cut = section((-0.6, 0.1, 0.1), (1, 0, 0), (0, 1, 0), (1, 6), spacing_mm=0.4)

    labels = reslice(of, cut, outside=0, sampler=nearest.fill)

    assert labels.tolist() == [[0, 1, 1, 7, 7, 7]]  # x = -0.6, -0.2, 0.2, 0.6, 1.0, 1.4
