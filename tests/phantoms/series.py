"""Small series of known values and places."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.uid import MRImageStorage

from tests.phantoms.dicom_files import write_image

INTERCEPT = -1024


@dataclass(frozen=True, slots=True)
class CtSeries:
    """A written CT series.

    Attributes:
        files: in the order of `hu`, which is not the order of their names.
        hu: `[slice, row, column]`, slice 0 at the head.
        z_mm: the place of each slice.
    """

    folder: Path
    files: tuple[Path, ...]
    hu: NDArray[np.int16]
    z_mm: tuple[float, ...]


def known_hu(shape: tuple[int, int, int]) -> NDArray[np.int16]:
    """HU that tell every slice apart, and rows from columns: -1000 + 100 slice + 3 row + column."""
    slices, rows, columns = np.indices(shape)
    values: NDArray[np.int64] = -1000 + 100 * slices + 3 * rows + columns
    return values.astype(np.int16)


def write_ct(
    folder: Path,
    shape: tuple[int, int, int] = (20, 64, 64),
    z_mm: Sequence[float] | None = None,
    **attributes: Any,
) -> CtSeries:
    """Write a CT whose file names and instance numbers say nothing about the place of a slice.

    `z_mm` are the places from the head down (2.5 mm apart unless given), one a slice.
    """
    hu = known_hu(shape)
    places = tuple(z_mm if z_mm is not None else (100 - 2.5 * index for index in range(shape[0])))
    shuffled = np.random.default_rng(7).permutation(shape[0])
    files = tuple(folder / f"IM{number:04}" for number in shuffled)
    for index, (file, number) in enumerate(zip(files, shuffled, strict=True)):
        values: dict[str, Any] = {
            "ImagePositionPatient": [-16.0, -20.0, places[index]],
            "InstanceNumber": int(number) + 1,
            "RescaleIntercept": INTERCEPT,
            "BodyPartExamined": "CHEST",
            "WindowCenter": [-600, 40],
            "WindowWidth": [1500, 400],
            "WindowCenterWidthExplanation": ["LUNG", "SOFT"],
        }
        write_image(file, (hu[index] - INTERCEPT).astype(np.uint16), **{**values, **attributes})
    return CtSeries(folder, files, hu, places)


def write_tilted_ct(folder: Path, degrees: float, count: int = 5) -> CtSeries:
    """A CT whose gantry was tilted about the patient's x axis while the table moved along z by 5 mm."""
    angle = np.deg2rad(degrees)
    orientation = [1.0, 0.0, 0.0, 0.0, float(np.cos(angle)), float(-np.sin(angle))]
    return write_ct(
        folder,
        (count, 16, 16),
        tuple(-5.0 * index for index in range(count)),
        ImageOrientationPatient=orientation,
    )


def write_mr(folder: Path, count: int = 6) -> tuple[Path, ...]:
    """A sagittal MR, right to left; stored values are 10 times the slice's number from the right."""
    files = tuple(folder / f"MR{index:03}.dcm" for index in range(count))
    for index, file in enumerate(files):
        write_image(
            file,
            np.full((16, 16), 10 * index, np.uint16),
            SOPClassUID=MRImageStorage,
            Modality="MR",
            StudyInstanceUID="1.2.826.0.1.3680043.8.498.2",
            SeriesInstanceUID="1.2.826.0.1.3680043.8.498.2.1",
            ImageType=["ORIGINAL", "PRIMARY"],
            BodyPartExamined="HEAD",
            ImageOrientationPatient=[0, 1, 0, 0, 0, -1],
            ImagePositionPatient=[-20 + 4 * index, -8, 8],
            RescaleSlope=None,
            RescaleIntercept=None,
            InstanceNumber=count - index,
        )
    return files
