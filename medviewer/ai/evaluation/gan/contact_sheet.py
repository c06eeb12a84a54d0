"""One look at a run: a row of real images, rows of made ones, for every class."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.ai.runtime.synthesis.made_run import PictureSource
from medviewer.ai.training.gan.sets import as_tones
from medviewer.ai.training.samples import Samples

COLUMNS = 12
GAP_PX = 2
SCALE = 2
FRAME = 40  # grey between pictures


def write_contact_sheet(file: Path, samples: Samples, sources: dict[str, PictureSource]) -> None:
    """A row of real images a class, then a row of each source's; read from above by class and source."""
    rows = []
    for each in np.unique(samples.labels):
        own = samples.where(np.flatnonzero(samples.labels == each)[:COLUMNS])
        rows.append(as_tones(own))
        wanted = np.full(COLUMNS, each, np.int64)
        rows += [source.draw(wanted, 7) for source in sources.values()]
    Image.fromarray(sheet(rows)).save(file)


def sheet(rows: list[NDArray[np.float32]]) -> NDArray[np.uint8]:
    """Rows of (n, 1, side, side) pictures in −1..1, enlarged twofold, with a frame between them."""
    side = rows[0].shape[-1] * SCALE
    step = side + GAP_PX
    whole = np.full((len(rows) * step + GAP_PX, COLUMNS * step + GAP_PX), FRAME, np.uint8)
    for row, pictures in enumerate(rows):
        greys = np.rint((pictures[:, 0].clip(-1, 1) + 1) * 127.5).astype(np.uint8)
        for column, grey in enumerate(greys):
            top, left = GAP_PX + row * step, GAP_PX + column * step
            large = grey.repeat(SCALE, axis=0).repeat(SCALE, axis=1)
            whole[top : top + side, left : left + side] = large
    return whole
