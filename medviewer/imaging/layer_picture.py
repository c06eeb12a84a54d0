"""Layers as one translucent picture: areas in their colours, hatched where several overlap; values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.object_layer import ValueScale
from medviewer.imaging.layer_cut import LayerCut

Rgb = tuple[int, int, int]
Rgba = NDArray[np.uint8]
HATCH_PX = 3  # of the image: how wide the stripes are where segments overlap
WASH_FADES_BELOW = 0.05  # of the scale: the lowest values leave the image as it is, without an edge


@dataclass(frozen=True, slots=True)
class Fill:
    """A cut's area, in its colour; `opacity` 0 to 1."""

    cut: LayerCut
    colour: Rgb
    opacity: float


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """uint8[rows, columns, 4], not premultiplied; its first pixel is (`top`, `left`) of the section."""

    pixels: Rgba
    top: int
    left: int


def filled(fills: Sequence[Fill]) -> PlacedPicture | None:
    """All areas in one picture; None where there is none.

    Where areas overlap, slanting stripes show each of them in turn.
    """
    areas = [fill for fill in fills if fill.cut.shares is not None]
    if not areas:
        return None
    top, left, shape = _frame(areas)
    count = np.zeros(shape, np.uint8)
    for fill in areas:
        _window(count, fill, top, left)[...] += _is_in(fill)
    rows, columns = np.indices(shape, sparse=True)
    stripe = (rows + columns + top + left) // HATCH_PX
    turn = (stripe % np.maximum(count, 1)).astype(np.uint8)
    seen = np.zeros(shape, np.uint8)
    picture = np.zeros((*shape, 4), np.uint8)
    for fill in areas:
        assert fill.cut.shares is not None  # for the type checker: areas have them
        inside = _is_in(fill)
        number, whose = _window(seen, fill, top, left), _window(turn, fill, top, left)
        here = inside & (number == whose)
        alpha = (fill.cut.shares * np.float32(fill.opacity)).astype(np.uint8)
        window = _window(picture, fill, top, left)
        window[here, :3] = fill.colour
        window[here, 3] = alpha[here]
        number[inside] += 1
    return PlacedPicture(picture, top, left)


def washed(values: NDArray[np.float32], scale: ValueScale, opacity: float, palette: Rgba) -> Rgba:
    """Values in the colours of a palette [256, 3]; what is no number, or below the scale, is transparent."""
    span = max(scale.high - scale.low, 1e-12)
    share = np.clip((np.nan_to_num(values, nan=scale.low) - scale.low) / span, 0, 1)
    alpha = np.minimum(share / WASH_FADES_BELOW, 1) * (255 * opacity)
    alpha[~np.isfinite(values)] = 0
    colours = palette[np.rint(share * 255).astype(np.uint8)]
    picture: Rgba = np.concatenate([colours, alpha.astype(np.uint8)[..., np.newaxis]], axis=-1)
    return picture


def rainbow() -> Rgba:
    """[256, 3]: blue, cyan, green, yellow, red, as isodoses are coloured in planning systems."""
    place = np.linspace(0, 1, 256)
    stops = np.array([0, 0.25, 0.5, 0.75, 1])
    colours = np.array([(40, 60, 255), (0, 220, 255), (0, 220, 80), (255, 230, 0), (255, 40, 30)])
    channels = [np.interp(place, stops, colours[:, channel]) for channel in range(3)]
    colours_8_bit: Rgba = np.rint(np.stack(channels, axis=1)).astype(np.uint8)
    return colours_8_bit


def _is_in(fill: Fill) -> NDArray[np.bool_]:
    assert fill.cut.shares is not None
    return np.asarray(fill.cut.shares > 0)


def _frame(areas: Sequence[Fill]) -> tuple[int, int, tuple[int, int]]:
    tops, lefts = [f.cut.top for f in areas], [f.cut.left for f in areas]
    bottoms = [f.cut.top + f.cut.shares.shape[0] for f in areas if f.cut.shares is not None]
    rights = [f.cut.left + f.cut.shares.shape[1] for f in areas if f.cut.shares is not None]
    top, left = min(tops), min(lefts)
    return top, left, (max(bottoms) - top, max(rights) - left)


def _window(whole: NDArray[np.uint8], fill: Fill, top: int, left: int) -> NDArray[np.uint8]:
    assert fill.cut.shares is not None
    rows, columns = fill.cut.shares.shape
    first_row, first_column = fill.cut.top - top, fill.cut.left - left
    window: NDArray[np.uint8] = whole[
        first_row : first_row + rows, first_column : first_column + columns
    ]
    return window
