"""The still anatomy of the thorax phantom, written as signed distances so that edges can be anti-aliased.

Patient LPS millimetres with the origin amid the chest: lungs reach from z = -135 (sulci) to +135 (apices),
the wall's inner half axes are 128 x 88 mm. Distances are negative inside and only approximate away
from the surface, which is enough for painting and for asking how deep a point lies.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

AIR, FAT, MUSCLE, BLOOD, LIVER = -1000.0, -95.0, 55.0, 42.0, 62.0
CORTEX, MARROW, VERTEBRA, DISC = 650.0, 230.0, 170.0, 85.0
LUNG, TABLE = -862.0, -250.0
TAPER_START_MM, TAPER_LENGTH_MM = 20.0, 115.0  # where the chest starts to close towards the apices
RIB_PITCH_MM, RIB_FALL_MM = (
    27.0,
    62.0,
)  # distance between ribs; how far one falls from back to front


@dataclass(frozen=True, slots=True)
class Cut:
    """One axial plane of the phantom: pixel positions, height, and the chest wall's size there."""

    x: Plane
    y: Plane
    z: float
    pixel_mm: float

    @property
    def taper(self) -> float:
        """1 below the shoulders, 0 at the apices."""
        rise = min(max((self.z - TAPER_START_MM) / TAPER_LENGTH_MM, 0.0), 1.0)
        return float(np.sqrt(1 - rise**2))

    def paint(self, image: Plane, distance: Plane, value: Plane | float) -> None:
        """Fill where `distance` is negative, with an edge one pixel soft."""
        share = distance * np.float32(-1 / self.pixel_mm)
        share += np.float32(0.5)
        np.clip(share, 0, 1, out=share)
        image += share * (np.asarray(value, np.float32) - image)


def lung_distance(x: Plane, y: Plane, z: Plane | float) -> Plane:
    """Signed distance to both lungs' surface; works for points (x, y, z all arrays) and planes."""
    rise = np.clip((np.asarray(z) - TAPER_START_MM) / TAPER_LENGTH_MM, 0, 1)
    taper = np.sqrt(1 - rise**2)
    side = np.abs(x)
    wall = _ellipse(x, y, 60 + 68 * taper, 50 + 38 * taper)
    lobe = _ellipse(side - 55, y - 4, 75 * taper + 1, 90 * taper + 1)
    hilum = 12 * np.exp(-(((np.asarray(z) - 4) / 24) ** 2) - ((y - 10) / 22) ** 2)
    middle = 15 + 14 * np.exp(-(((y - 6) / 38) ** 2)) + hilum - side
    heart = -_ellipsoid(x - 22, y + 30, np.asarray(z) + 58, (60, 46, 56))
    spine = 27 - _radius(x, y - 72)
    dome = -135 + 62 * np.exp(-(((side - 62) / 58) ** 2) - ((y + 12) / 62) ** 2)
    diaphragm = 0.75 * (dome - z)
    inside: Plane = np.maximum.reduce(
        np.broadcast_arrays(wall, lobe, middle, heart, spine, diaphragm)
    )
    return inside.astype(np.float32)


def draw_plane(cut: Cut, texture: Plane) -> Plane:
    """One axial plane in HU, without vessels, airways, nodules, blur or noise.

    Args:
        texture: HU added inside the lungs, shaped like the plane.
    """
    image: Plane = np.full(cut.x.shape, AIR, np.float32)
    table: Plane = np.abs(cut.y - 134 - cut.x**2 / 1500) - np.float32(1.2)
    cut.paint(image, table, TABLE)
    _draw_wall(cut, image)
    _draw_mediastinum(cut, image)
    _draw_ribs(cut, image)
    _draw_spine(cut, image)
    lungs = lung_distance(cut.x, cut.y, cut.z)
    dependent = 0.35 * cut.y  # blood settles: the back of a supine patient's lung is denser
    cut.paint(image, lungs, (LUNG + dependent + texture).astype(np.float32))
    return image


def _draw_wall(cut: Cut, image: Plane) -> None:
    """Skin and fat, muscle, and what fills the chest where no lung is."""
    widen = 1 - cut.taper
    cut.paint(image, _ellipse(cut.x, cut.y, 166 + 4 * widen, 122 - 4 * widen), MUSCLE)
    cut.paint(image, _ellipse(cut.x, cut.y, 164 + 4 * widen, 120 - 4 * widen), FAT)
    cut.paint(image, _ellipse(cut.x, cut.y, 148 + 4 * widen, 107), MUSCLE)
    inner = _ellipse(cut.x, cut.y, 60 + 68 * cut.taper, 50 + 38 * cut.taper)
    cut.paint(image, inner, MUSCLE - 15)
    blades = np.maximum(np.abs(inner - 13) - 2.2, 26 - np.abs(np.abs(cut.x) - 92))
    if cut.z > 0:
        cut.paint(image, np.maximum(np.maximum(blades, 20 - cut.y), -blades - 99), MARROW)


def _draw_mediastinum(cut: Cut, image: Plane) -> None:
    """Fat with the heart and great vessels in it; liver and spleen under the domes."""
    x, y, z = cut.x, cut.y, cut.z
    under = np.maximum(_ellipse(x, y, 124, 84), z + 78)
    cut.paint(image, np.maximum(under, x - 12), LIVER)
    cut.paint(image, np.maximum(under, 18 - x), MUSCLE - 8)
    cut.paint(image, np.maximum(_ellipse(x, y - 2, 27, 62), -30 - z), FAT + 15)
    cut.paint(image, _ellipsoid(x - 22, y + 30, z + 58, (58, 44, 54)), BLOOD)
    cut.paint(image, _radius(x - 20, y - 48) - 12.5 + max(0.0, z - 45) * 2, BLOOD)
    if -20 < z < 62:
        cut.paint(image, _radius(x + 8, y + 22 - 0.1 * z) - 15.5, BLOOD)
    if 40 < z < 62:  # the arch joins the two, from front right to back left
        cut.paint(image, _ellipse(x - 10, y - 10, 14, 40), BLOOD)
    if z > -10:
        cut.paint(image, _radius(x + 24, y + 12) - 8.5, BLOOD)
    if z > 60:
        cut.paint(image, _radius(np.abs(x) - 17, y - 2) - 5.5, BLOOD)
    cut.paint(image, _radius(x - 6, y - 34) - 6.5, MUSCLE - 10)


def _draw_ribs(cut: Cut, image: Plane) -> None:
    """Ribs run in a shell about the inner wall and fall from the spine to the front."""
    a, b = 60 + 68 * cut.taper, 50 + 38 * cut.taper
    outward = _ellipse(cut.x, cut.y, a, b)
    turn = np.arctan2(np.abs(cut.x) / a, cut.y / b) / np.pi  # 0 at the spine, 1 at the sternum
    height = np.mod(cut.z + RIB_FALL_MM * turn, RIB_PITCH_MM) - RIB_PITCH_MM / 2
    ring = (_radius((outward - 6.5) / 4.2, height / 6.5) - 1) * 4.2
    ring = np.where((turn > 0.06) & (turn < 0.93), ring, np.float32(9))
    is_cartilage = turn > 0.78
    cut.paint(image, np.where(is_cartilage, np.float32(9), ring), CORTEX)
    cut.paint(image, np.where(is_cartilage, np.float32(9), ring + 1.6), MARROW)
    cut.paint(image, np.where(is_cartilage, ring, np.float32(9)), 110.0)
    if -75 < cut.z < 75:
        sternum = _ellipse(cut.x, cut.y + b + 9, 19, 7)
        cut.paint(image, sternum, CORTEX - 200)
        cut.paint(image, sternum + 2, MARROW - 80)


def _draw_spine(cut: Cut, image: Plane) -> None:
    """A vertebral body or disc, the canal behind it, the arch and the spinous process."""
    body = np.maximum(_ellipse(cut.x, cut.y - 66, 18, 15), 53 - cut.y)
    is_disc = (cut.z % 24) < 5
    cut.paint(image, body, DISC if is_disc else CORTEX - 150)
    if not is_disc:
        cut.paint(image, body + 2, VERTEBRA)
    canal = _radius(cut.x, cut.y - 87)
    arch: Plane = np.abs(canal - 11) - np.float32(2.5)
    cut.paint(image, arch, MARROW + 200)
    cut.paint(image, canal - 8.5, 25.0)
    cut.paint(image, np.maximum(np.abs(cut.x) - 3, np.abs(cut.y - 104) - 8), MARROW + 120)
    if not is_disc:
        cut.paint(image, _ellipse(np.abs(cut.x) - 24, cut.y - 86, 14, 4.5), MARROW + 120)


def _radius(x: Plane, y: Plane) -> Plane:
    result: Plane = np.sqrt(x * x + y * y)  # a third of what np.hypot costs
    return result


def _ellipse(x: Plane, y: Plane, a: Plane | float, b: Plane | float) -> Plane:
    result: Plane = (np.sqrt((x / a) ** 2 + (y / b) ** 2) - 1) * np.minimum(a, b)
    return result


def _ellipsoid(
    x: Plane, y: Plane, z: Plane | float, half_axes: tuple[float, float, float]
) -> Plane:
    a, b, c = half_axes
    inside = np.sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2) - 1
    return np.asarray(inside * min(half_axes), np.float32)
