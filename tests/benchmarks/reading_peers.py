"""Reading: everybody else's way, as their own examples do it. All give modality units, sorted by place."""

import importlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pydicom

from medviewer.domain.volume import PixelArray
from tests.benchmarks import data

Load = Callable[[list[Path]], object]
GEOMETRY = [
    "ImageOrientationPatient",
    "ImagePositionPatient",
    "RescaleSlope",
    "RescaleIntercept",
    "Rows",
    "Columns",
    "BitsAllocated",
    "PixelRepresentation",
]
SCANNED = [(0x20, 0xD), (0x20, 0xE), (8, 0x18), (0x20, 0x13), (0x20, 0x32), (0x28, 0x10)]
SCANNED += [(0x28, 0x11), (0x10, 0x10)]


def loading(name: str, peer: str) -> Callable[[], object]:
    """One of the functions below on one of the series."""
    files, load = data.series(name), LOADERS[peer]
    return lambda: load(files)


def read_bytes(files: list[Path]) -> None:
    """Nothing that shows them can be faster."""
    buffer = bytearray(1 << 20)
    for file in files:
        with file.open("rb", buffering=0) as stream:
            while stream.readinto(buffer):
                pass


def pydicom_arrays(files: list[Path]) -> PixelArray:
    """`pixel_array` of every file, in whole numbers."""
    datasets = [pydicom.dcmread(file) for file in files]
    datasets.sort(key=lambda dataset: float(dataset.ImagePositionPatient[2]))
    return np.stack(
        [d.pixel_array.astype(np.int16) + np.int16(d.RescaleIntercept) for d in datasets]
    )


def pydicom_by_hand(files: list[Path]) -> PixelArray:
    """Headers by pydicom, pixels straight into one array: the fastest way it allows."""
    headers = []
    for file in files:
        found = pydicom.dcmread(file, stop_before_pixels=True, specific_tags=list(GEOMETRY))
        size = found.Rows * found.Columns * 2
        place = float(found.ImagePositionPatient[2])
        headers.append((place, file, found.Rows, found.Columns, size, int(found.RescaleIntercept)))
    headers.sort()
    volume = np.empty((len(headers), headers[0][2], headers[0][3]), np.int16)
    for index, (_, file, _, _, size, intercept) in enumerate(headers):
        with file.open("rb", buffering=0) as stream:
            stream.seek(-size, 2)
            stream.readinto(volume[index].reshape(-1).view(np.uint8).data)
        volume[index] += np.int16(intercept)
    return volume


def vtk(files: list[Path]) -> PixelArray:
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkIOImage import vtkDICOMImageReader

    reader = vtkDICOMImageReader()
    reader.SetDirectoryName(str(files[0].parent))
    reader.Update()
    image = reader.GetOutput()
    x, y, z = image.GetDimensions()
    volume: PixelArray = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(z, y, x)
    return volume


def imageio(files: list[Path]) -> object:
    import imageio.v2

    return imageio.v2.volread(str(files[0].parent), "DICOM")


def simpleitk(files: list[Path]) -> object:
    sitk: Any = importlib.import_module("SimpleITK")
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(files[0].parent)))
    return sitk.GetArrayViewFromImage(reader.Execute()).shape


def itk(files: list[Path]) -> object:
    import itk

    names = itk.GDCMSeriesFileNames.New()
    names.SetUseSeriesDetails(False)
    names.SetDirectory(str(files[0].parent))
    reader = itk.ImageSeriesReader[itk.Image[itk.SS, 3]].New()
    reader.SetImageIO(itk.GDCMImageIO.New())
    reader.SetFileNames(names.GetFileNames(names.GetSeriesUIDs()[0]))
    reader.Update()
    return itk.array_view_from_image(reader.GetOutput()).shape


def gdcm(files: list[Path]) -> PixelArray:
    import gdcm

    sorter = gdcm.IPPSorter()
    sorter.SetComputeZSpacing(True)
    sorter.SetZSpacingTolerance(1e-3)
    sorter.Sort([str(file) for file in files])
    volume = np.empty((len(files), data.SIDE, data.SIDE), np.int16)
    for index, name in enumerate(sorter.GetFilenames()):
        reader = gdcm.ImageReader()
        reader.SetFileName(name)
        reader.Read()
        image = reader.GetImage()
        # Its Python binding gives bytes as text.
        raw = image.GetBuffer().encode("utf-8", errors="surrogateescape")
        volume[index] = np.frombuffer(raw, "<i2").reshape(volume.shape[1:])
        volume[index] += np.int16(image.GetIntercept())
    return volume


LOADERS: dict[str, Load] = {
    "reading all bytes": read_bytes,
    "pydicom": pydicom_arrays,
    "pydicom by hand": pydicom_by_hand,
    "vtk": vtk,
    "imageio": imageio,
    "SimpleITK": simpleitk,
    "itk": itk,
    "gdcm": gdcm,
}


def scan_gdcm() -> Callable[[], float]:
    import gdcm

    names = [str(file) for file in data.headers()]

    def scan() -> float:
        began = time.perf_counter()
        found = gdcm.Scanner()
        for tag in SCANNED:
            found.AddTag(gdcm.Tag(*tag))
        assert found.Scan(names)
        assert len([found.GetMapping(name) for name in names]) == len(names)
        return (time.perf_counter() - began) / len(names)

    return scan


def scan_pydicom() -> Callable[[], float]:
    files = data.headers()

    def scan() -> float:
        began = time.perf_counter()
        for file in files:
            found = pydicom.dcmread(file, stop_before_pixels=True)
            place = list(found.ImagePositionPatient)
            asked = (found.StudyInstanceUID, found.SeriesInstanceUID, found.SOPInstanceUID, place)
            shown = (found.InstanceNumber, found.Rows, found.Columns, str(found.PatientName))
            assert len(asked) == len(shown)
        return (time.perf_counter() - began) / len(files)

    return scan


def pydicom_enhanced() -> Callable[[], object]:
    file = data.enhanced()
    return lambda: pydicom.dcmread(file).pixel_array.astype(np.int16) + np.int16(data.INTERCEPT)


def pydicom_first_frame() -> Callable[[], object]:
    from pydicom.pixels.utils import pixel_array

    file = data.enhanced()
    return lambda: pixel_array(file, index=data.FRAMES // 2)


def pydicom_radiograph() -> Callable[[], object]:
    file = data.radiograph()
    return lambda: pydicom.dcmread(file).pixel_array
