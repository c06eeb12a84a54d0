"""What an image brings along to be drawn on it or to cover it: overlay planes and display shutters."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from medviewer.domain.appearance import MaskArray
from medviewer.domain.shutter import Circle, Polygon, Rectangle, Shutter, ShutterShape
from medviewer.domain.volume import Frame
from medviewer.imaging.luts import WHITE
from medviewer.imaging.render import ImageArray

OVERLAY_RGB = (255, 224, 64)  # yellow as in most viewers; what AI draws is of another hue


@dataclass(frozen=True, slots=True)
class GraphicsShown:
    """Which of them a reader wants to see."""

    overlays: bool = True
    shutters: bool = True


def with_graphics(
    image: ImageArray, frame: Frame, shown: GraphicsShown, stride: int = 1
) -> ImageArray:
    """The rendered image under its shutter and its overlays; the image itself is not written to.

    Args:
        image: as rendered, every `stride`-th row and column of the frame.

    Returns:
        uint8[rows, columns], or uint8[rows, columns, 3] where overlays were drawn or the frame is colour.
    """
    look = frame.appearance
    if shown.shutters and look.shutter is not None:
        image = image.copy()
        covered = covered_mask(frame, look.shutter)[::stride, ::stride]
        image[covered] = round(look.shutter.grey * WHITE)
    planes = _drawn_planes(frame) if shown.overlays else None
    if planes is None:
        return image
    coloured = np.repeat(image[..., None], 3, axis=2) if image.ndim == 2 else image.copy()
    coloured[_thinned(planes, stride)] = OVERLAY_RGB
    return coloured


def covered_mask(frame: Frame, shutter: Shutter) -> MaskArray:
    """bool[rows, columns]: what a shutter covers: everything outside one of its shapes, or its bitmap."""
    rows, columns = frame.shape
    seen = _inside_all(shutter.shapes, rows, columns)
    for plane in frame.appearance.overlays:
        if plane.group == shutter.overlay_group:
            seen = seen & ~plane.mask()
    return ~seen


@lru_cache(maxsize=4)  # asked for at every change of window
def _inside_all(shapes: tuple[ShutterShape, ...], rows: int, columns: int) -> MaskArray:
    seen = np.ones((rows, columns), np.bool_)
    for shape in shapes:
        seen &= inside(shape, rows, columns)
    seen.setflags(write=False)
    return seen


def inside(shape: ShutterShape, rows: int, columns: int) -> MaskArray:
    """bool[rows, columns]: pixels whose centre lies in the shape, or on its edge."""
    row, column = np.arange(1, rows + 1)[:, None], np.arange(1, columns + 1)[None, :]
    if isinstance(shape, Rectangle):
        left, right = sorted((shape.left, shape.right))
        upper, lower = sorted((shape.upper, shape.lower))
        return np.asarray(
            (row >= upper) & (row <= lower) & (column >= left) & (column <= right), np.bool_
        )
    if isinstance(shape, Circle):
        distance = (row - shape.row) ** 2 + (column - shape.column) ** 2
        return np.asarray(distance <= shape.radius**2, np.bool_)
    return _inside_polygon(shape, rows, columns)


def _inside_polygon(polygon: Polygon, rows: int, columns: int) -> MaskArray:
    """By counting the edges left of a pixel, a row at a time: however many vertices, one search a row."""
    seen = np.zeros((rows, columns), np.bool_)
    ends = np.array(polygon.vertices, np.float64)
    starts = np.roll(ends, 1, axis=0)
    column = np.arange(1, columns + 1)
    for index in range(rows):
        crosses = (starts[:, 0] <= index + 1) != (ends[:, 0] <= index + 1)
        first, last = starts[crosses], ends[crosses]
        share = (index + 1 - first[:, 0]) / (last[:, 0] - first[:, 0])
        at = np.sort(first[:, 1] + share * (last[:, 1] - first[:, 1]))
        before, upto = np.searchsorted(at, column, "left"), np.searchsorted(at, column, "right")
        seen[index] = (upto % 2 == 1) | (upto != before)
    return seen


def _drawn_planes(frame: Frame) -> MaskArray | None:
    """All overlays together, but for the one that is a shutter; None where there is none."""
    shutter = frame.appearance.shutter
    bitmap = shutter.overlay_group if shutter is not None else None
    masks = [plane.mask() for plane in frame.appearance.overlays if plane.group != bitmap]
    return np.logical_or.reduce(masks) if masks else None


def _thinned(mask: MaskArray, stride: int) -> MaskArray:
    """Every `stride`-th pixel, set where any of those it stands for is: thin lines stay."""
    if stride == 1:
        return mask
    rows, columns = (-(-size // stride) for size in mask.shape)
    padded = np.zeros((rows * stride, columns * stride), np.bool_)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    blocks = padded.reshape(rows, stride, columns, stride)
    return np.asarray(blocks.any(axis=(1, 3)))
