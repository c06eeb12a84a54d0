"""A few of the images, as values and as the greys a reader would see: all that the pixel checks look at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Images, ImageStack, PixelArray, Volume
from medviewer.imaging.luts import apply_voi_window, greys

MOST_SLICES = (
    9  # evenly through the middle: the ends of a scan are often empty or of a neighbouring part
)
END_SHARE = 0.1
SOFT_TISSUE = VoiWindow(40.0, 400.0)
OUTLIERS_PERCENT = 0.5  # on either side, left out of the range of values without a unit

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Glance:
    """Slices (n, rows, columns) at their own resolution.

    Attributes:
        values: in modality units.
        greys: 0..1, as shown at first: the header's VOI of single images, soft tissue of CT, else the
            range of the values.
        is_volume: whether the slices are of a volume; else they are radiographs or single images.
        field_mm: the longer side of a slice in the patient; None where unknown, as of radiographs.
    """

    values: Floats
    greys: Floats
    unit: Unit
    is_volume: bool
    field_mm: float | None = None

    def pictures(self, size: int) -> Floats:
        """Greys (n, size, size): the whole image on a black square, nothing cut or stretched."""
        return np.stack([_on_square(grey, size) for grey in self.greys])


def glance_at(images: Images) -> Glance:
    """Look at up to `MOST_SLICES` of them."""
    chosen = _places(len(images.array))
    values = np.asarray(images.array[chosen], np.float32)
    values = np.nan_to_num(values, copy=False)
    if isinstance(images, ImageStack) and len(images.curves) == len(images.array):
        shown = np.stack([greys(images.array[i], images.curves[i]) for i in chosen])
        seen = np.divide(shown, 255, dtype=np.float32)
        return Glance(values, seen, images.unit, is_volume=False, field_mm=_field_mm(images))
    ranged = _greys(values, images.unit)
    return Glance(values, ranged, images.unit, is_volume=True, field_mm=_field_mm(images))


def _field_mm(images: Images) -> float | None:
    """The narrowest slice's longer side."""
    rows, columns = images.array.shape[1:3]
    planes = (images.geometry.plane,) if isinstance(images, Volume) else images.planes
    known = [plane for plane in planes if plane is not None]
    sides = [max(rows * p.row_spacing_mm, columns * p.column_spacing_mm) for p in known]
    return min(sides) if sides and len(known) == len(planes) else None


def _places(count: int) -> NDArray[np.int64]:
    first, last = END_SHARE * (count - 1), (1 - END_SHARE) * (count - 1)
    return np.unique(np.linspace(first, last, min(count, MOST_SLICES)).round().astype(np.int64))


def _greys(values: Floats, unit: Unit) -> Floats:
    if unit == Unit.HU:
        return apply_voi_window(values, SOFT_TISSUE).astype(np.float32)
    low, high = np.percentile(values, (OUTLIERS_PERCENT, 100 - OUTLIERS_PERCENT))
    shown: PixelArray = np.clip((values - low) / max(high - low, 1e-6), 0, 1)
    return shown.astype(np.float32)


def _on_square(grey: Floats, size: int) -> Floats:
    rows, columns = grey.shape
    scale = size / max(rows, columns)
    height, width = max(1, round(rows * scale)), max(1, round(columns * scale))
    small = Image.fromarray(grey).resize((width, height), Image.Resampling.BILINEAR)
    square = np.zeros((size, size), np.float32)
    top, left = (size - height) // 2, (size - width) // 2
    square[top : top + height, left : left + width] = np.clip(np.asarray(small), 0, 1)
    return square
