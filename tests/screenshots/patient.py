"""A patient for pictures: a thorax phantom, the same thorax a year before, and an uptake of the same day."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.geometry import VolumeGeometry
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import Phantom, PhantomNodule, ThoraxSpec, thorax_phantom
from tests.phantoms.dicom_files import write_image
from tests.phantoms.positron_emission import TO_START, pet_attributes

ROOT = "1.2.826.0.1.3680043.8.498.7"
NOW = ThoraxSpec(shape=(48, 384, 384), pixel_mm=0.94, slice_mm=5.0)
BEFORE = ThoraxSpec(seed=2, shape=(30, 192, 192), pixel_mm=1.88, slice_mm=8.0)
PATIENT = {
    "SpecificCharacterSet": "ISO_IR 192",
    "PatientName": "Phantom^Ada=方^探",
    "PatientID": "PHANTOM-7",
    "PatientBirthDate": "19600131",
    "PatientSex": "F",
    "BodyPartExamined": "CHEST",
}
EVERY = (2, 4, 4)  # the uptake has one voxel for so many slices, rows and columns of the CT
BODY_SUV, HOT_SUV, HEART_SUV = 0.6, 7.0, 3.0


@dataclass(frozen=True, slots=True)
class Examined:
    """What was written, and the truth about it."""

    folder: Path
    phantom: Phantom


def write_patient(folder: Path, spec: ThoraxSpec = NOW) -> Examined:
    """Two examinations of one patient under `folder`: CT and PET now, a CT a year before."""
    now, before = thorax_phantom(spec), thorax_phantom(BEFORE)
    _write_ct(folder / "now", now.volume, study=1, date="20260131")
    _write_ct(folder / "before", before.volume, study=2, date="20250117")
    _write_uptake(folder / "uptake", now)
    return Examined(folder, now)


def _headers(study: int, series: int, date: str) -> dict[str, Any]:
    return {
        **PATIENT,
        "StudyInstanceUID": f"{ROOT}.{study}",
        "SeriesInstanceUID": f"{ROOT}.{study}.{series}",
        "FrameOfReferenceUID": f"{ROOT}.{study}.9",
        "StudyDate": date,
        "SeriesDate": date,
        "AcquisitionDate": date,
        "StudyTime": "101500",
        "StudyDescription": "PET/CT thorax" if study == 1 else "CT thorax",
        "SeriesNumber": series,
        "AccessionNumber": f"A{study}",
    }


def _place(geometry: VolumeGeometry, index: int) -> dict[str, Any]:
    plane = geometry.slice_plane(index)
    return {
        "ImagePositionPatient": [round(each, 4) for each in plane.position],
        "PixelSpacing": [plane.row_spacing_mm, plane.column_spacing_mm],
        "SliceThickness": geometry.slice_spacing_mm,
        "InstanceNumber": index + 1,
    }


def _write_ct(folder: Path, volume: Volume, study: int, date: str) -> None:
    for index, values in enumerate(volume.array):
        write_image(
            folder / f"IM{index:03}",
            values.astype(np.int16),
            **{
                **_headers(study, 1, date),
                **_place(volume.geometry, index),
                "SeriesDescription": "Thorax, soft",
                "KVP": 120,
                "ConvolutionKernel": "B30f",
                "WindowCenter": [40, -600],
                "WindowWidth": [400, 1500],
            },
        )


def _write_uptake(folder: Path, phantom: Phantom) -> None:
    geometry = coarser(phantom.volume.geometry)
    suv = uptake(phantom, geometry)
    stored = np.round(suv / TO_START / 2.5).astype(np.int16)  # the slope of `pet_attributes`
    for index, values in enumerate(stored):
        write_image(
            folder / f"PT{index:03}",
            values,
            **{
                **pet_attributes(),
                **_headers(1, 2, "20260131"),
                **_place(geometry, index),
                "AcquisitionTime": "100000",
                "SeriesTime": "100000",
                "SeriesDescription": "PET, corrected",
            },
        )


def coarser(geometry: VolumeGeometry) -> VolumeGeometry:
    """The grid of every second slice and every fourth pixel."""
    plane = geometry.slice_plane(0)
    slices, rows, columns = (
        size // every for size, every in zip(geometry.shape, EVERY, strict=True)
    )
    wide = type(plane)(
        plane.position,
        plane.row_direction,
        plane.column_direction,
        plane.row_spacing_mm * EVERY[1],
        plane.column_spacing_mm * EVERY[2],
    )
    step = tuple(EVERY[0] * each for each in geometry.slice_step_mm)
    return VolumeGeometry(wide, (step[0], step[1], step[2]), (slices, rows, columns))


def uptake(phantom: Phantom, geometry: VolumeGeometry) -> NDArray[np.float64]:
    """SUV: a little in tissue, much in every nodule and in the wall of the heart."""
    hu = phantom.volume.array[:: EVERY[0], :: EVERY[1], :: EVERY[2]]
    hu = hu[: geometry.shape[0], : geometry.shape[1], : geometry.shape[2]]
    suv = np.where(hu > -300, BODY_SUV, 0.1 * BODY_SUV)
    for nodule in phantom.nodules:
        suv += HOT_SUV * _spot(nodule, geometry)
    heart = PhantomNodule((30.0, -25.0, -30.0), 60.0)
    return np.asarray(suv + HEART_SUV * _spot(heart, geometry))


def _spot(nodule: PhantomNodule, geometry: VolumeGeometry) -> NDArray[np.float64]:
    """A Gaussian about its centre, as wide as a scanner makes it."""
    center = geometry.patient_to_voxel(nodule.center_lps_mm)
    grid = np.indices(geometry.shape).reshape(3, -1).T - center
    mm = grid * np.array(geometry.spacing_mm)[None, :]
    width_mm = max(nodule.diameter_mm, 9.0) / 2
    spot = np.exp(-(mm**2).sum(axis=1) / (2 * width_mm**2))
    return np.asarray(spot.reshape(geometry.shape))
