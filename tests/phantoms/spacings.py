"""CT and MR stacks whose slices are graded, missing, doubled or tilted, and whatever splits a series.

Each function returns the folder it wrote; the pixels say which slice is which: its number times ten.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.uid import MRImageStorage

from tests.phantoms.dicom_files import write_image

STEP_MM = 3.0


def write_places(folder: Path, z_mm: Sequence[float], **attributes: Any) -> Path:
    """A CT with one slice at each place; slice n is 10 n everywhere."""
    for index, z in enumerate(z_mm):
        _write_slice(folder / f"{index:03}.dcm", index, z, **attributes)
    return folder


def write_graded(folder: Path, count: int = 12, growth: float = 0.25) -> Path:
    """Every gap is wider than the one before by `growth` of the first gap."""
    gaps = STEP_MM * (1 + growth * np.arange(count - 1))
    return write_places(folder, [0.0, *np.cumsum(gaps)])


def write_missing(folder: Path, count: int = 10, missing: Iterable[int] = (4,)) -> Path:
    """An even stack without the slices of those numbers."""
    left_out = set(missing)
    for index in range(count):
        if index not in left_out:
            _write_slice(folder / f"{index:03}.dcm", index, STEP_MM * index)
    return folder


def write_tilted(folder: Path, degrees: float = 13.5, count: int = 8) -> Path:
    """The table moved along z, the gantry leant about x."""
    angle = np.deg2rad(degrees)
    cosines = [1.0, 0.0, 0.0, 0.0, float(np.cos(angle)), float(-np.sin(angle))]
    return write_places(
        folder,
        [STEP_MM * index for index in range(count)],
        ImageOrientationPatient=[f"{value:.10g}" for value in cosines],
        GantryDetectorTilt=f"{degrees:g}",
    )


def write_phases(folder: Path, count: int = 6, phases: int = 2) -> Path:
    """Every place `phases` times, told apart by acquisition number and time; phase p adds 1000 p."""
    for phase in range(phases):
        for index in range(count):
            _write_slice(
                folder / f"{phase}{index:03}.dcm",
                index + 100 * phase,
                STEP_MM * index,
                AcquisitionNumber=phase + 1,
                TemporalPositionIdentifier=phase + 1,
                NumberOfTemporalPositions=phases,
                AcquisitionTime=f"1200{phase:02}",
                InstanceNumber=phase * count + index + 1,
            )
    return folder


def write_copies(folder: Path, count: int = 6, copies: int = 2) -> Path:
    """Every place twice and nothing that tells the two apart but their UIDs."""
    for copy in range(copies):
        for index in range(count):
            _write_slice(folder / f"{copy}{index:03}.dcm", index, STEP_MM * index)
    return folder


def write_echoes(folder: Path, times_ms: Sequence[float] = (20.0, 80.0), count: int = 5) -> Path:
    """An MR whose every place was imaged at each echo time; echo e adds 1000 e."""
    for echo, time_ms in enumerate(times_ms):
        for index in range(count):
            _write_slice(
                folder / f"{echo}{index:03}.dcm",
                index + 100 * echo,
                STEP_MM * index,
                **_mr(),
                EchoNumbers=echo + 1,
                EchoTime=time_ms,
                InstanceNumber=index * len(times_ms) + echo + 1,
            )
    return folder


def write_b_values(folder: Path, b_values: Sequence[float] = (0, 800), count: int = 5) -> Path:
    """A diffusion MR whose every place was imaged at each b-value (s/mm²); weight b adds 1000."""
    for weight, b_value in enumerate(b_values):
        for index in range(count):
            _write_slice(
                folder / f"{weight}{index:03}.dcm",
                index + 100 * weight,
                STEP_MM * index,
                **_mr(),
                DiffusionBValue=float(b_value),
                InstanceNumber=weight * count + index + 1,
            )
    return folder


def _mr() -> dict[str, Any]:
    return {
        "SOPClassUID": MRImageStorage,
        "Modality": "MR",
        "RescaleSlope": None,
        "RescaleIntercept": None,
        "ImageType": ["ORIGINAL", "PRIMARY"],
    }


def _write_slice(path: Path, number: int, z_mm: float, **attributes: Any) -> None:
    values: dict[str, Any] = {
        "ImagePositionPatient": [-8, -8, f"{z_mm:.10g}"],
        "PixelSpacing": [1, 1],
        "InstanceNumber": number + 1,
    }
    write_image(path, np.full((16, 16), 10 * number, np.uint16), **{**values, **attributes})
