"""What a header says of showing its pixels, beside the window: inversion, padding, shutter, overlays."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.shutter import Shutter

MaskArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ValueRange:
    """From `low` to `high`, both included."""

    low: float
    high: float

    def holds(self, values: NDArray[Any]) -> MaskArray:
        """Which values lie inside; NaN never does."""
        return np.asarray((values >= self.low) & (values <= self.high))


@dataclass(frozen=True, slots=True)
class OverlayFacts:
    """An Overlay Plane as its header describes it (PS3.3 C.9.2); its bits are read with the pixels.

    Attributes:
        group: 0x6000 to 0x60FF, even.
        origin: row and column, counted from 1, of the image pixel under its first bit; may be negative.
        first_frame: the image frame, counted from 1, its first plane belongs to.
        bit: the bit of the stored pixels that carries it; None where it has data of its own.
        path: the file its data are in; None for the image's own.
    """

    group: int
    rows: int
    columns: int
    origin: tuple[int, int] = (1, 1)
    frames: int = 1
    first_frame: int = 1
    bit: int | None = None
    label: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OverlayPlane:
    """One overlay's bits over one frame: eight pixels a byte, each row starting a new byte."""

    group: int
    label: str
    columns: int
    packed: NDArray[np.uint8]

    def mask(self) -> MaskArray:
        """bool[rows, columns] of the image under it."""
        return np.unpackbits(self.packed, axis=1, count=self.columns).view(np.bool_)


def overlay_plane(group: int, label: str, mask: MaskArray) -> OverlayPlane:
    """Pack a bool[rows, columns] mask: an eighth of the memory, for overlays nobody may ever look at."""
    return OverlayPlane(group, label, mask.shape[1], np.packbits(mask, axis=1))


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """What one instance's header says of showing its pixels.

    Attributes:
        is_inverse: whether low values are white: Presentation LUT Shape where stated, MONOCHROME1 elsewhere.
        padding: stored values that are no part of the image (PS3.3 C.7.5.1.1.2).
        presentation_lut: from P-values as the VOI leaves them to P-values shown; None for the identity.
    """

    is_inverse: bool = False
    padding: ValueRange | None = None
    presentation_lut: LookupTable | None = None
    shutter: Shutter | None = None
    overlays: tuple[OverlayFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Appearance:
    """`DisplayFacts` of one decoded frame: padding in modality values, overlays with their bits."""

    is_inverse: bool = False
    padding: ValueRange | None = None
    presentation_lut: LookupTable | None = None
    shutter: Shutter | None = None
    overlays: tuple[OverlayPlane, ...] = ()
