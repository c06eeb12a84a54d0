"""Which voxels a segment of an export holds: an outlined finding's, or those a reader painted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from medviewer.dicom.derived.sources import SourceFrame
from medviewer.domain.appearance import MaskArray
from medviewer.domain.finding import Finding, SliceOutline
from medviewer.domain.segmentation import Segment
from medviewer.imaging.finding_masks import outline_mask, outlines_by_slice


class SliceMasks(Protocol):
    """Masks by slice of a display set, made one at a time: all at once would fill the memory."""

    def slices(self) -> tuple[int, ...]:
        """Those with a voxel, in order."""

    def mask(self, index: int) -> MaskArray:
        """bool[rows, columns] in the grid of the display set."""


@dataclass(frozen=True, slots=True)
class PaintedMasks:
    """A reader's."""

    segment: Segment

    def slices(self) -> tuple[int, ...]:
        return tuple(sorted(self.segment.slices))

    def mask(self, index: int) -> MaskArray:
        return self.segment.mask(index)


@dataclass(frozen=True, slots=True)
class OutlinedMasks:
    """A finding's, from its outlines; `shape` is (rows, columns) of the display set's slices."""

    outlines: Mapping[int, tuple[SliceOutline, ...]]
    shape: tuple[int, int]

    @classmethod
    def of(cls, finding: Finding, shape: tuple[int, int], count: int) -> "OutlinedMasks":
        """Outlines beside the `count` slices of the display set are left out."""
        return cls(outlines_by_slice(finding, count), shape)

    def slices(self) -> tuple[int, ...]:
        return tuple(sorted(self.outlines))

    def mask(self, index: int) -> MaskArray:
        return outline_mask(self.outlines.get(index, ()), self.shape)


def on_frame(mask: MaskArray, source: SourceFrame) -> MaskArray:
    """The mask on the pixels of the file's frame, where the slice was shifted within its plane."""
    shape = (source.frame.rows, source.frame.columns)
    if mask.shape == shape and not (source.row_shift or source.column_shift):
        return mask
    rows = np.rint(np.arange(shape[0]) + source.row_shift).astype(int)
    columns = np.rint(np.arange(shape[1]) + source.column_shift).astype(int)
    has_rows = (rows >= 0) & (rows < mask.shape[0])
    has_columns = (columns >= 0) & (columns < mask.shape[1])
    found = np.zeros(shape, np.bool_)
    found[np.ix_(has_rows, has_columns)] = mask[np.ix_(rows[has_rows], columns[has_columns])]
    return found


class BitPacker:
    """Frames of one bit a pixel, one after another without gaps (PS3.5 section 8.1.1 and annex D)."""

    def __init__(self) -> None:
        self._whole: list[bytes] = []
        self._rest = np.zeros(0, np.bool_)

    def add(self, mask: MaskArray) -> bytes:
        """Take the next frame; returns its own bits, packed, for comparing."""
        packed = np.packbits(mask, bitorder="little").tobytes()
        if self._rest.size == 0 and mask.size % 8 == 0:
            self._whole.append(packed)
            return packed
        bits = np.concatenate([self._rest, mask.ravel()])
        whole = bits.size - bits.size % 8
        self._whole.append(np.packbits(bits[:whole], bitorder="little").tobytes())
        self._rest = bits[whole:]
        return packed

    def data(self) -> bytes:
        """All frames, padded to an even number of bytes."""
        rest = np.packbits(self._rest, bitorder="little").tobytes()
        joined = b"".join([*self._whole, rest])
        return joined + b"\0" * (len(joined) % 2)


def filled(masks: SliceMasks) -> Iterator[tuple[int, MaskArray]]:
    """Each slice that has a voxel, and its mask."""
    for index in masks.slices():
        mask = masks.mask(index)
        if mask.any():
            yield index, mask
