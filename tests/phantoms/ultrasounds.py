"""Ultrasound images with regions of tissue, Doppler and M-mode, each with units of its own."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import UltrasoundImageStorage

from tests.phantoms.dicom_files import write_image
from tests.phantoms.radiographs import WITHOUT_PLACE

ROWS, COLUMNS = 120, 160
CM, SECONDS, CM_PER_SECOND, HERTZ = 3, 4, 7, 5  # PS3.3 table C.8-... PhysicalUnitsX/YDirection


@dataclass(frozen=True, slots=True)
class Region:
    """Inclusive pixel bounds, and what one pixel is across and down."""

    name: str
    left: int
    top: int
    right: int
    bottom: int
    units: tuple[int, int]
    deltas: tuple[float, float]


TISSUE = Region("tissue", 0, 0, 79, 79, (CM, CM), (0.02, 0.03))
DOPPLER = Region("doppler", 0, 80, 159, 119, (SECONDS, CM_PER_SECOND), (0.005, -2.0))
M_MODE = Region("m-mode", 80, 0, 159, 79, (SECONDS, CM), (0.01, 0.05))
REGIONS = (TISSUE, DOPPLER, M_MODE)


def write_regions(path: Path, regions: tuple[Region, ...] = REGIONS) -> Path:
    """One grey ultrasound image; every region is as bright as its number times fifty."""
    pixels = np.zeros((ROWS, COLUMNS), np.uint8)
    for number, region in enumerate(regions, start=1):
        pixels[region.top : region.bottom + 1, region.left : region.right + 1] = 50 * number
    write_image(
        path,
        pixels,
        SOPClassUID=UltrasoundImageStorage,
        Modality="US",
        SequenceOfUltrasoundRegions=Items([_item(region) for region in regions]),
        **WITHOUT_PLACE,
    )
    return path


def _item(region: Region) -> Dataset:
    item = Dataset()
    item.RegionSpatialFormat = {"tissue": 1, "m-mode": 2}.get(region.name, 3)
    item.RegionDataType = {"tissue": 1, "m-mode": 1}.get(region.name, 3)
    item.RegionFlags = 0
    item.RegionLocationMinX0, item.RegionLocationMinY0 = region.left, region.top
    item.RegionLocationMaxX1, item.RegionLocationMaxY1 = region.right, region.bottom
    item.PhysicalUnitsXDirection, item.PhysicalUnitsYDirection = region.units
    item.PhysicalDeltaX, item.PhysicalDeltaY = region.deltas
    return item
