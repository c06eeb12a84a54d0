"""Pictures of no kind a model was made for, made from those that are: turned, inverted, cut out, or nothing.

They teach `image_kind` what a wrong input looks like: a film read upside down, one whose MONOCHROME1 was
lost, a part too small to be told, patterns that are no image of a patient.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.ai.training.samples import resized_image
from medviewer.domain.volume import PixelArray

Pictures = NDArray[np.uint8]
Random = np.random.Generator

CUT_SHARE = (0.15, 0.35)  # of each side: less than what names an organ
TILES = 4  # across a picture whose tiles are shuffled


def turned(pictures: Pictures, random: Random) -> Pictures:
    """Each (n, size, size) picture by a quarter, a half or three quarters."""
    quarters = random.integers(1, 4, len(pictures))
    return np.stack([np.rot90(p, q) for p, q in zip(pictures, quarters, strict=True)])


def inverted(pictures: Pictures) -> Pictures:
    return 255 - pictures


def cut_out(pictures: Pictures, random: Random) -> Pictures:
    """A small square of each, enlarged to the whole."""
    size = pictures.shape[-1]
    cuts = []
    for picture in pictures:
        side = int(size * random.uniform(*CUT_SHARE))
        row, column = random.integers(0, size - side, 2)
        cut = Image.fromarray(picture[row : row + side, column : column + side])
        cuts.append(np.asarray(cut.resize((size, size), Image.Resampling.BICUBIC)))
    return np.stack(cuts)


def shuffled(pictures: Pictures, random: Random) -> Pictures:
    """The tiles of each in another order: the greys of an image without its anatomy."""
    count, size = len(pictures), pictures.shape[-1]
    side = size // TILES
    tiles = pictures.reshape(count, TILES, side, TILES, side).swapaxes(2, 3)
    tiles = tiles.reshape(count, TILES * TILES, side, side)
    mixed = np.stack([each[random.permutation(TILES * TILES)] for each in tiles])
    mixed = mixed.reshape(count, TILES, TILES, side, side).swapaxes(2, 3)
    return mixed.reshape(pictures.shape)


def patterns(count: int, size: int, random: Random) -> Pictures:
    """Noise of any grain, ramps, blank pictures, rectangles and rings."""
    kinds: tuple[Callable[[int, Random], Pictures], ...] = (_grain, _ramp, _blank, _boxes, _rings)
    return np.stack([kinds[index % len(kinds)](size, random) for index in range(count)])


def _grain(size: int, random: Random) -> Pictures:
    cells = int(random.choice([4, 8, 16, size]))
    coarse = random.normal(random.uniform(60, 190), random.uniform(20, 80), (cells, cells))
    return _as_grey(resized_image(coarse.astype(np.float32), (size, size)))


def _ramp(size: int, random: Random) -> Pictures:
    angle = random.uniform(0, 2 * np.pi)
    rows, columns = np.mgrid[:size, :size] / size - 0.5
    return _as_grey(128 + 180 * (rows * np.sin(angle) + columns * np.cos(angle)))


def _blank(size: int, random: Random) -> Pictures:
    return _as_grey(random.uniform(0, 255) + random.normal(0, random.uniform(0, 4), (size, size)))


def _boxes(size: int, random: Random) -> Pictures:
    """Also what text and burned-in tables look like at this size."""
    picture = np.full((size, size), random.uniform(0, 255))
    for _ in range(random.integers(1, 12)):
        row, column = random.integers(0, size - 4, 2)
        height, width = random.integers(2, size // 2, 2)
        picture[row : row + height, column : column + width] = random.uniform(0, 255)
    return _as_grey(picture)


def _rings(size: int, random: Random) -> Pictures:
    """Round test objects, as scanners are measured with."""
    rows, columns = np.mgrid[:size, :size] - (size - 1) / 2
    radius = np.hypot(rows * random.uniform(0.7, 1.4), columns)
    picture = np.full((size, size), random.uniform(0, 60))
    for edge in sorted(random.uniform(0.1, 0.5, random.integers(1, 5)) * size, reverse=True):
        picture[radius < edge] = random.uniform(0, 255)
    return _as_grey(picture + random.normal(0, 6, picture.shape))


def _as_grey(values: PixelArray) -> Pictures:
    grey: Pictures = np.clip(values, 0, 255).astype(np.uint8)
    return grey
