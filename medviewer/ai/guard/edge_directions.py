"""Where on a picture edges run which way: by this pictures of one kind resemble each other.

Histograms of oriented gradients (Dalal and Triggs 2005). Nothing here is learnt, so no kind of image is
favoured: a network taught to tell ten kinds apart sees one of the ten in everything, edges do not.
"""

import numpy as np

from medviewer.ai.guard.glance import Floats

CELLS = 4  # across and down; 8 carry over worse to other hospitals' images
DIRECTIONS = 8  # of half a circle: an edge and its negative run the same way
FLAT = 0.02  # contrast of a picture that shows nothing
FAINT = 2.0  # length of a cell's histogram below which it is noise
WIDTH = CELLS * CELLS * DIRECTIONS


def edge_directions(pictures: Floats) -> Floats:
    """(n, `WIDTH`) of pictures (n, size, size), 0..1, whose size is a multiple of `CELLS`."""
    strength, direction = _gradients(_standardised(pictures))
    lower = np.floor(direction)
    upper_share = direction - lower
    histograms = [
        _cell_sums(strength * _share_in(bin_, lower, upper_share)) for bin_ in range(DIRECTIONS)
    ]
    found = np.stack(histograms, axis=1)
    lengths = np.sqrt((found**2).sum(axis=1, keepdims=True))
    even: Floats = (found / (lengths + FAINT)).reshape(len(pictures), -1).astype(np.float32)
    return even


def _standardised(pictures: Floats) -> Floats:
    axes = (1, 2)
    mean, spread = pictures.mean(axes, keepdims=True), pictures.std(axes, keepdims=True)
    standard: Floats = (pictures - mean) / (spread + FLAT)
    return standard


def _gradients(pictures: Floats) -> tuple[Floats, Floats]:
    """Strength of each pixel's gradient, and its direction in bins of half a circle."""
    down, across = np.gradient(pictures, axis=1), np.gradient(pictures, axis=2)
    strength: Floats = np.hypot(down, across)
    half_turns = (np.arctan2(down, across) % np.pi) / np.pi
    return strength, (half_turns * DIRECTIONS).astype(np.float32)


def _share_in(bin_: int, lower: Floats, upper_share: Floats) -> Floats:
    """How much of each pixel counts for a bin: a direction between two counts for both."""
    is_lower = lower % DIRECTIONS == bin_
    is_upper = (lower + 1) % DIRECTIONS == bin_
    share: Floats = is_lower * (1 - upper_share) + is_upper * upper_share
    return share


def _cell_sums(values: Floats) -> Floats:
    count, size = len(values), values.shape[-1] // CELLS
    sums: Floats = values.reshape(count, CELLS, size, CELLS, size).sum(axis=(2, 4))
    return sums
