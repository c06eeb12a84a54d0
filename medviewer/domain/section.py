"""A rectangle of pixels cut through the patient, wherever a reader wants it, and how thick it is."""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from medviewer.domain.geometry import FloatArray, ImagePlane, as_vector


@dataclass(frozen=True, slots=True)
class Section:
    """Where the pixels of a reformatted image lie.

    Attributes:
        plane: patient mm of the pixel centres.
        shape: (rows, columns).
    """

    plane: ImagePlane
    shape: tuple[int, int]

    @property
    def centre(self) -> FloatArray:
        """Patient mm of the middle of the rectangle."""
        return self.plane.pixel_to_patient((self.shape[0] - 1) / 2, (self.shape[1] - 1) / 2)

    def moved(self, by_mm: ArrayLike) -> "Section":
        """The same rectangle elsewhere; `by_mm` in patient space."""
        position = np.asarray(self.plane.position) + np.asarray(by_mm, float)
        return replace(self, plane=replace(self.plane, position=as_vector(position)))

    def coarser(self, times: int) -> "Section":
        """The same rectangle in pixels that many times as long; an odd last row or column is half empty.

        Each new pixel's centre is the centre of the pixels it replaces.
        """
        if times == 1:
            return self
        shift = (times - 1) / 2
        plane = replace(
            self.plane,
            position=as_vector(self.plane.pixel_to_patient(shift, shift)),
            row_spacing_mm=self.plane.row_spacing_mm * times,
            column_spacing_mm=self.plane.column_spacing_mm * times,
        )
        return Section(plane, (-(-self.shape[0] // times), -(-self.shape[1] // times)))


class Projection(Enum):
    """What becomes of the values along the thickness of a slab."""

    MAXIMUM = "maximum"  # MIP: vessels with contrast, nodules
    MINIMUM = "minimum"  # MinIP: airways, emphysema
    MEAN = "mean"  # less noise


@dataclass(frozen=True, slots=True)
class Slab:
    """How thick a section is; 0 mm is the plane alone."""

    thickness_mm: float = 0.0
    projection: Projection = Projection.MAXIMUM


THIN = Slab()
