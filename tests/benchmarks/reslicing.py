"""Sections and slabs through a CT of 600 slices: ours by numpy and by numba, SimpleITK's, VTK's.

Every contestant may use all processors, has its volume in its own form before the clock starts, and ends
with pixels that numpy can read.
"""

import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import ImagePlane, VolumeGeometry, as_vector
from medviewer.domain.section import THIN, Projection, Section, Slab
from medviewer.domain.volume import PixelArray, Unit, Volume
from medviewer.imaging import trilinear
from medviewer.imaging.body_planes import hung, section_through
from medviewer.imaging.reslice import reslice
from medviewer.imaging.trilinear import Fill
from tests.benchmarks import data

TIMES = 10  # a run: one section is too short to time
SLAB_TIMES = 2
OUTSIDE = -2000
PIXEL_MM, SLICE_MM = 0.7, 1.0
SPACING_MM = 0.6  # of the oblique section
SLAB = Slab(20.0, Projection.MAXIMUM)
SLAB_LAYERS, LAYER_MM = 21, 1.0
THREADS = os.cpu_count() or 1


def oblique(sampler: str) -> Callable[[], float]:
    """512 x 512 pixels, turned about two axes; `sampler`: "numpy" or "numba"."""
    volume, section, fill = _volume(), _section(), _sampler(sampler)
    return lambda: _mean(lambda: _cut(volume, section, fill), TIMES)


def slab(sampler: str, detail: str) -> Callable[[], float]:
    """20 mm of it; `detail`: "exact", or "dragging" at half the resolution."""
    volume, fill = _volume(), _sampler(sampler)
    section = _section().coarser(2 if detail == "dragging" else 1)
    return lambda: _mean(lambda: _cut(volume, section, fill, SLAB), SLAB_TIMES)


def along_axes(plane: str) -> Callable[[], float]:
    """A whole coronal or sagittal section in the volume's own pixels."""
    volume = _volume()
    section = _straight(volume, plane)
    return lambda: _mean(lambda: reslice(volume, section, outside=OUTSIDE), TIMES)


def strided_copy(plane: str) -> Callable[[], float]:
    """The same pixels, by numpy alone."""
    array = _volume().array
    middle = array[::-1, 200] if plane == "coronal" else array[::-1, :, 200]
    return lambda: _mean(middle.copy, TIMES)


def simpleitk_oblique() -> Callable[[], float]:
    import SimpleITK

    volume, section = _volume(), _section()
    itk: Any = SimpleITK
    image = itk.GetImageFromArray(volume.array)
    image.SetSpacing((PIXEL_MM, PIXEL_MM, SLICE_MM))
    image.SetOrigin(volume.geometry.plane.position)
    del volume
    resample = itk.ResampleImageFilter()
    resample.SetInterpolator(itk.sitkLinear)
    resample.SetSize([section.shape[1], section.shape[0], 1])
    resample.SetOutputOrigin(section.plane.position)
    resample.SetOutputSpacing([SPACING_MM, SPACING_MM, 1.0])
    resample.SetOutputDirection(_axes(section).ravel().tolist())
    resample.SetDefaultPixelValue(OUTSIDE)
    return lambda: _mean(lambda: itk.GetArrayViewFromImage(resample.Execute(image)), TIMES)


def vtk_slab() -> Callable[[], float]:
    from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkImagingCore import vtkImageReslice

    volume, section = _volume(), _section()
    image = vtkImageData()
    slices, rows, columns = volume.array.shape
    image.SetDimensions(columns, rows, slices)
    image.SetSpacing(PIXEL_MM, PIXEL_MM, SLICE_MM)
    image.SetOrigin(*volume.geometry.plane.position)
    image.GetPointData().SetScalars(numpy_to_vtk(volume.array.reshape(-1)))
    cutter = vtkImageReslice()
    cutter.SetInputData(image)
    cutter.SetOutputDimensionality(2)
    cutter.SetInterpolationModeToLinear()
    axes = _axes(section)
    cutter.SetResliceAxesDirectionCosines(*axes.T.ravel().tolist())
    cutter.SetResliceAxesOrigin(*section.plane.position)
    cutter.SetOutputOrigin(0, 0, 0)
    cutter.SetOutputSpacing(SPACING_MM, SPACING_MM, LAYER_MM)
    cutter.SetOutputExtent(0, section.shape[1] - 1, 0, section.shape[0] - 1, 0, 0)
    cutter.SetBackgroundLevel(OUTSIDE)
    cutter.SetSlabModeToMax()
    cutter.SetSlabNumberOfSlices(SLAB_LAYERS)

    def cut() -> PixelArray:
        cutter.Modified()  # or it would hand out what it has
        cutter.Update()
        return np.asarray(vtk_to_numpy(cutter.GetOutput().GetPointData().GetScalars()))

    return lambda: _mean(cut, SLAB_TIMES)


def _volume() -> Volume:
    random = np.random.default_rng(0)
    array = random.integers(-1000, 1000, (data.SLICES, data.SIDE, data.SIDE), np.int16)
    start = (-180.0, -180.0, -300.0)
    plane = ImagePlane(start, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), PIXEL_MM, PIXEL_MM)
    return Volume(array, VolumeGeometry(plane, (0.0, 0.0, SLICE_MM), array.shape), Unit.HU)


def _section() -> Section:
    """Through the middle of the volume, all of it inside, as each of its layers is."""
    a, b = np.deg2rad(25), np.deg2rad(20)
    right = np.array((np.cos(a), np.sin(a), 0.0))
    down = np.array((-np.sin(a) * np.sin(b), np.cos(a) * np.sin(b), -np.cos(b)))
    start = -(right + down) * SPACING_MM * (data.SIDE - 1) / 2
    plane = ImagePlane(as_vector(start), as_vector(right), as_vector(down), SPACING_MM, SPACING_MM)
    return Section(plane, (data.SIDE, data.SIDE))


def _straight(volume: Volume, plane: str) -> Section:
    at = (200 * PIXEL_MM - 180, 200 * PIXEL_MM - 180, 0.0)
    view = hung(volume.geometry, BodyPlane[plane.upper()])
    section = section_through(volume.geometry, view, at)
    expected = volume.array[::-1, 200] if plane == "coronal" else volume.array[::-1, :, 200]
    np.testing.assert_array_equal(reslice(volume, section, outside=OUTSIDE), expected)
    return section


def _axes(section: Section) -> Any:
    """[3, 3]: the section's row direction, column direction and normal, one a column."""
    plane = section.plane
    return np.stack([plane.row_direction, plane.column_direction, plane.normal], axis=1)


def _sampler(name: str) -> Fill:
    if name == "numpy":
        return trilinear.fill
    from medviewer.imaging import trilinear_compiled

    return trilinear_compiled.fill


def _cut(volume: Volume, section: Section, fill: Fill, slab: Slab = THIN) -> PixelArray:
    return reslice(volume, section, slab, outside=OUTSIDE, threads=THREADS, sampler=fill)


def _mean(work: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times
