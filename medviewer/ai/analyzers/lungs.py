"""Finds the lungs in a chest CT, closed so that a nodule on the pleura lies inside.

    2 mm grid → air below -400 HU → without the air around the patient → the large pieces that are as dense
    as lung → closed by a 12 mm ball and filled slice by slice

Works on a few slices of a chest as well as on a whole one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.cubic_grid import on_cubic_grid
from medviewer.ai.analyzers.itk import as_array, as_bytes, as_image, depth_mm, simpleitk
from medviewer.domain.volume import Volume

GRID_MM = 2.0
CUBE_MM = (GRID_MM, GRID_MM, GRID_MM)
AIR_HU = -400  # between lung (-850) and soft tissue (40)
LUNG_HU = (-965.0, -500.0)  # mean of a piece of lung; bowel gas and the air outside lie below
OUTSIDE_HU = -930.0  # the air around a patient lies below; lung cut by the frame does not
SMALLEST_SHARE = 0.05  # of the largest piece; a lung may be cut in pieces by few slices
CLOSING_MM = 12.0  # half the largest nodule that still leaves no dent
SMALLEST_VOLUME_ML = 150.0
SMALLEST_AREA_CM2 = 25.0  # mean over the slices that have any; sinuses and bowel stay below


@dataclass(frozen=True, slots=True)
class Lungs:
    """The closed lungs on a `GRID_MM` grid that starts at the volume's first voxel centre.

    Attributes:
        mask: (slice, row, column), nodules and vessels included.
        volume_ml: of the air-filled part.
        mean_area_cm2: of the air-filled part, over the slices that have any.
    """

    mask: NDArray[np.bool_]
    volume_ml: float
    mean_area_cm2: float

    @property
    def are_present(self) -> bool:
        """Whether this is enough lung to be a chest at all."""
        return self.volume_ml >= SMALLEST_VOLUME_ML and self.mean_area_cm2 >= SMALLEST_AREA_CM2


def find_lungs(volume: Volume) -> Lungs:
    """Segment both lungs of a CT in HU."""
    hu = on_cubic_grid(volume, GRID_MM)
    pieces = simpleitk().ConnectedComponent(as_image(as_bytes(hu < AIR_HU), CUBE_MM))
    labels = as_array(pieces)
    lung = np.isin(labels, _lung_pieces(labels, hu))
    areas = lung.sum(axis=(1, 2)) * GRID_MM**2 / 100
    mean_area = float(areas[areas > 0].mean()) if lung.any() else 0.0
    return Lungs(_closed(lung), float(lung.sum()) * GRID_MM**3 / 1000, mean_area)


def _lung_pieces(labels: NDArray[np.int64], hu: NDArray[np.float32]) -> NDArray[np.int64]:
    """Labels of the air pieces that are lung by density and not small beside the largest."""
    counts = np.bincount(labels.ravel())
    sums = np.bincount(labels.ravel(), weights=hu.ravel())
    means = sums / np.maximum(counts, 1)
    outside = np.unique(
        np.concatenate([labels[:, [0, -1], :].ravel(), labels[:, :, [0, -1]].ravel()])
    )
    fits = (means > LUNG_HU[0]) & (means < LUNG_HU[1])
    # A scan may be framed so tightly that lung touches the frame.
    fits[outside] &= means[outside] > OUTSIDE_HU
    fits[0] = False
    if not fits.any():
        return np.empty(0, np.int64)
    return np.flatnonzero(fits & (counts >= SMALLEST_SHARE * counts[fits].max()))


def _closed(lung: NDArray[np.bool_]) -> NDArray[np.bool_]:
    reach = round(CLOSING_MM / GRID_MM)
    # Mirrored slices above and below: the first and last slice of a short stack are closed like the rest.
    padded = np.pad(lung, ((reach, reach), (reach, reach), (reach, reach)), mode="symmetric")
    padded[:, :reach] = padded[:, -reach:] = False
    padded[:, :, :reach] = padded[:, :, -reach:] = False
    # A ball by distance maps: its cost does not grow with its radius.
    swollen = depth_mm(padded, CUBE_MM) > -CLOSING_MM
    closed = depth_mm(swollen, CUBE_MM) > CLOSING_MM - GRID_MM / 2
    inner = closed[reach:-reach, reach:-reach, reach:-reach] | lung
    return np.stack([_filled(plane) for plane in inner])


def _filled(plane: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """One slice with its holes filled."""
    image = simpleitk().GetImageFromArray(as_bytes(plane))
    return as_array(simpleitk().BinaryFillhole(image)).astype(bool)
