"""What objects are made from beside the reading: finished pictures, the printed report, its forerunners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.derived.predecessor import Predecessor


@dataclass(frozen=True, slots=True)
class CapturedImage:
    """A key image with its annotations and its banner burned in.

    Attributes:
        display_set_id: whose image it shows, and `index` which.
        pixels: `[row, column, 3]` uint8 RGB.
        caption: in words.
        finding_id: "" where the reader marked the image.
    """

    display_set_id: str
    index: int
    pixels: NDArray[np.uint8]
    caption: str
    finding_id: str = ""


@dataclass(frozen=True, slots=True)
class Attachments:
    """Secondary captures are made from `pictures`, the encapsulated PDF from `pdf`; none without them.

    `predecessors`: the measurement reports that a signed one takes the place of; () for the newest that the
    study was opened with.
    """

    pictures: tuple[CapturedImage, ...] = ()
    pdf: bytes | None = None
    predecessors: tuple[Predecessor, ...] = ()
