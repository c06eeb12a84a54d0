"""Whether a place is right: pointing game, overlap of boxes, Dice of masks. One value for each image."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.uint8]  # (n, rows, columns), 0 or 1
Maps = NDArray[np.float32]  # (n, rows, columns), higher where it points to
Boxes = NDArray[np.float64]  # (n, 4): x0 y0 x1 y1, edges, not centres


def pointing_game(maps: Maps, masks: Masks) -> NDArray[np.float64]:
    """1 where the map's highest place lies inside the lesion, else 0; of equal places, the first.

    A map that is the same everywhere points nowhere: 0. Zhang et al., Top-Down Neural Attention by
    Excitation Backprop (2016), without their tolerance of 15 pixels.
    """
    flat = maps.reshape(len(maps), -1)
    inside = masks.reshape(len(masks), -1)[np.arange(len(maps)), flat.argmax(axis=1)]
    is_hit: NDArray[np.bool_] = inside.astype(bool) & (flat.max(axis=1) > flat.min(axis=1))
    return is_hit.astype(np.float64)


def dice(found: Masks, truth: Masks) -> NDArray[np.float64]:
    """2 |A ∩ B| / (|A| + |B|); 1 where both are empty."""
    a, b = found.reshape(len(found), -1) > 0, truth.reshape(len(truth), -1) > 0
    both, size = (a & b).sum(axis=1), a.sum(axis=1) + b.sum(axis=1)
    result: NDArray[np.float64] = np.where(size > 0, 2 * both / np.maximum(size, 1), 1.0)
    return result


def box_overlap(found: Boxes, truth: Boxes) -> NDArray[np.float64]:
    """Intersection over union of boxes, pair by pair; 0 where either is empty or not a number."""
    low = np.maximum(found[:, :2], truth[:, :2])
    high = np.minimum(found[:, 2:], truth[:, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=1)
    union = _areas(found) + _areas(truth) - shared
    result: NDArray[np.float64] = np.divide(
        shared, union, out=np.zeros(len(found)), where=shared > 0
    )
    return result


def boxes_around(masks: Masks) -> Boxes:
    """The box around each mask, in pixel edges (one pixel at (2, 3) gives 3 2 4 3); empty: not a number."""
    boxes = np.full((len(masks), 4), np.nan)
    for index, mask in enumerate(masks):
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if len(rows):
            boxes[index] = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    return boxes


def parts_at_peaks(maps: Maps, thresholds: NDArray[np.float32]) -> Masks:
    """Of each map the connected part that holds its highest place, at or above its own of `thresholds` (n,).

    It may be empty.    What is proposed is one lesion: a speck elsewhere must not stretch its box.
    """
    parts = np.zeros(maps.shape, np.uint8)
    for index, (one, threshold) in enumerate(zip(maps, thresholds, strict=True)):
        parts[index] = next(parts_of(one, float(threshold)), 0)
    return parts


def parts_of(one: NDArray[np.float32], threshold: float) -> Iterator[NDArray[np.bool_]]:
    """The connected parts of one map at or above `threshold`, that with the highest peak first."""
    left = one >= threshold
    while left.any():
        part = np.zeros(one.shape, bool)
        part.flat[np.where(left, one, -np.inf).argmax()] = True
        grown = _grown(part) & left
        while grown.sum() > part.sum():
            part, grown = grown, _grown(grown) & left
        yield part
        left = left & ~part


def _grown(part: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The part and its neighbours in the four directions."""
    grown = part.copy()
    grown[1:] |= part[:-1]
    grown[:-1] |= part[1:]
    grown[:, 1:] |= part[:, :-1]
    grown[:, :-1] |= part[:, 1:]
    return grown


def _areas(boxes: Boxes) -> NDArray[np.float64]:
    areas: NDArray[np.float64] = np.prod(np.clip(boxes[:, 2:] - boxes[:, :2], 0, None), axis=1)
    return areas
