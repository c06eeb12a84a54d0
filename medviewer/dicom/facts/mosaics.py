"""Siemens mosaics: the slices of an MR volume as tiles of one image, taken apart into slices with a place.

The header's position is that of a sheet whose middle is the middle of the first slice; the slices step along
the normal that the vendor's own header states, which may point against row × column direction.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.facts.csa_header import read_csa
from medviewer.dicom.reading.attributes import integer, number, numbers, private_value, texts
from medviewer.domain.geometry import FloatArray, ImagePlane, as_vector
from medviewer.domain.study import Instance, TileSheet

CREATOR, CSA_IMAGE_HEADER = "SIEMENS CSA HEADER", 0x1010
MR_CREATOR, MR_COUNT = 0x00190010, 0x0019100A  # the same count, in a header of plain elements
BLOCKS = (0x10, 0x11, 0x12)  # where the header's private block may have been put
MOSAIC_TAGS = frozenset(
    [0x00290000 + block for block in BLOCKS]
    + [0x00290010 + (block << 8) for block in BLOCKS]
    + [MR_CREATOR, MR_COUNT, 0x00181310]
)
MOST_APART_MM = 1000.0  # slices; more is no spacing
MOST_DIGITS = 12  # of an integer string, PS3.5 table 6.2-1
MOST_ACROSS = 32  # tiles; 1,024 slices are more than any machine acquires at once


@dataclass(frozen=True, slots=True)
class Mosaic:
    """How a sheet falls apart: `count` tiles of `rows` × `columns`, and the step from one to the next."""

    sheet: TileSheet
    rows: int
    columns: int
    count: int
    normal: FloatArray | None
    spacing_mm: float | None

    def taken_apart(self, instance: Instance) -> Instance:
        """The instance with a frame for every tile."""
        return replace(
            instance,
            rows=self.rows,
            columns=self.columns,
            number_of_frames=self.count,
            sheet=self.sheet,
        )

    def planes(self, plane: ImagePlane | None) -> tuple[ImagePlane | None, ...]:
        """Each tile's place, from the plane that the header gives for the whole sheet."""
        if plane is None:
            return (None,) * self.count
        right = (self.sheet.columns - self.columns) / 2
        down = (self.sheet.rows - self.rows) / 2
        first = plane.pixel_to_patient(down, right)
        normal = plane.normal if self.normal is None else self.normal
        step = normal * (self.spacing_mm or 1.0)
        return tuple(
            ImagePlane(
                as_vector(first + index * step),
                plane.row_direction,
                plane.column_direction,
                plane.row_spacing_mm,
                plane.column_spacing_mm,
            )
            for index in range(self.count)
        )


def find_mosaic(dataset: Dataset) -> Mosaic | None:
    """The mosaic a header describes, None where the image is none or does not divide into tiles."""
    if "MOSAIC" not in (value.upper() for value in texts(dataset, "ImageType")):
        return None
    rows, columns = integer(dataset, "Rows") or 0, integer(dataset, "Columns") or 0
    csa = _csa(dataset)
    count = _count(dataset, csa)
    across = math.ceil(math.sqrt(count)) if count else _across_by_matrix(dataset, rows, columns)
    if not 1 < across <= MOST_ACROSS or rows % across or columns % across or not rows * columns:
        return None
    return Mosaic(
        TileSheet(rows, columns, across),
        rows // across,
        columns // across,
        count or across * across,
        _normal(csa.get("SliceNormalVector", ())),
        _spacing_mm(dataset),
    )


def _csa(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    for block in BLOCKS:
        creator = private_value(dataset, 0x00290000 + block)
        header = private_value(dataset, 0x00290010 + (block << 8))
        if _words(creator) == CREATOR and isinstance(header, bytes):
            return read_csa(header)
    return {}


def _count(dataset: Dataset, csa: dict[str, tuple[str, ...]]) -> int | None:
    stated = next(iter(csa.get("NumberOfImagesInMosaic", ())), "")
    if stated.isdecimal():
        is_short = len(stated) <= MOST_DIGITS  # Python refuses thousands of digits with an error
        return int(stated) if is_short and 0 < int(stated) <= MOST_ACROSS**2 else None
    value = private_value(dataset, MR_COUNT)
    if isinstance(value, bytes) and len(value) == 2:
        value = int.from_bytes(value, "little")
    return value if isinstance(value, int) and 0 < value <= MOST_ACROSS**2 else None


def _across_by_matrix(dataset: Dataset, rows: int, columns: int) -> int:
    """From the matrix of one slice, where nothing says how many there are."""
    matrix = sorted((int(one) for one in numbers(dataset, "AcquisitionMatrix")), reverse=True)
    fitting = (columns // one for one in matrix if one > 0 and columns % one == 0)
    return next((across for across in fitting if rows % across == 0), 0)


def _normal(values: Sequence[str]) -> FloatArray | None:
    try:
        normal = np.array([float(one) for one in values[:3]])
    except ValueError:
        return None
    length = float(np.linalg.norm(normal))
    return normal / length if len(normal) == 3 and abs(length - 1) < 0.01 else None


def _spacing_mm(dataset: Dataset) -> float | None:
    stated = (number(dataset, "SpacingBetweenSlices"), number(dataset, "SliceThickness"))
    return next((one for one in stated if one and 0 < one <= MOST_APART_MM), None)


def _words(value: object) -> str:
    return (value.decode("latin-1") if isinstance(value, bytes) else str(value)).strip("\0 ")
