"""Values of an object that has one a voxel: doses, a parametric map; in memory at once, within limits."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.pixels.source_values import SourceReader
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.study import FrameSource
from medviewer.domain.volume import PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.imaging.slice_pile import SlicePile, pile_of
from medviewer.progress import CancelToken
from medviewer.words import message

logger = logging.getLogger(__name__)

Values = NDArray[np.float32]
MOST_BYTES = 2 << 30  # 512 million voxels of four bytes: a larger map is no patient's


@dataclass(frozen=True, slots=True, eq=False)
class ValueSlices:
    """`values[slice, row, column]` of a pile; NaN where nothing is known.

    Attributes:
        missing: stored frames that are damaged or not there.
    """

    pile: SlicePile
    values: Values
    missing: int = 0


def read_values(
    frames: Sequence[FrameSource],
    planes: Sequence[ImagePlane | None],
    step_mm: float | None,
    meaning: Callable[[PixelArray, int], Values],
    token: CancelToken,
) -> ValueSlices | None:
    """Decode the frames into one array; None where none of them has a place.

    Args:
        meaning: stored values and their frame's number to what they mean.

    Raises:
        UndecodablePixels: there are more than memory should be spent on, or none can be decoded.
    """
    if not frames:
        return None
    shape = (frames[0].rows, frames[0].columns)
    found = pile_of(planes, shape, step_mm)
    if found is None:
        return None
    pile, members = found
    if len(pile.planes) * shape[0] * shape[1] * 4 > MOST_BYTES:
        raise UndecodablePixels(TOO_LARGE)
    values = np.full((len(pile.planes), *shape), np.nan, np.float32)
    reader, missing = SourceReader(), 0
    for number, (source, slice_index) in enumerate(zip(frames, members, strict=True)):
        token.check()
        if slice_index is None:
            continue
        try:
            values[slice_index] = meaning(reader.read(source), number)
        except UndecodablePixels:
            missing += 1
    if missing == len(frames):
        raise UndecodablePixels(NONE_DECODED)
    if missing:
        logger.info("%d frames of an object could not be decoded", missing)
    return ValueSlices(pile, values, missing)


TOO_LARGE = message(
    "Objects",
    "This object has more voxels than MedViewer spends memory on. Crop it where it was made.",
)
NONE_DECODED = message(
    "Objects", "No frame of this object could be decoded. Copy or export the file again."
)
