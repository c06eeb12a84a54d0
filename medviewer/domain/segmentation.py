"""A part of a volume that a reader has marked voxel by voxel. Immutable: changes share untouched slices."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from medviewer.domain.appearance import MaskArray

FASTEST = 1  # zlib's level: masks are runs of equal bytes, which every level packs well
MOST_PIXELS = 1 << 26  # of one image; what claims to hold more was not painted by anybody


@dataclass(frozen=True, slots=True)
class PackedMask:
    """The marked pixels of one image.

    Attributes:
        deflated: one bit a pixel, eight a byte, row by row, compressed (RFC 1950).
        voxels: how many are marked.
    """

    deflated: bytes
    voxels: int

    @classmethod
    def of(cls, mask: MaskArray) -> "PackedMask":
        packed = zlib.compress(np.packbits(mask).tobytes(), FASTEST)
        return cls(packed, int(np.count_nonzero(mask)))

    def unpacked(self, shape: tuple[int, int]) -> MaskArray:
        """bool[rows, columns]; a copy.

        Raises:
            ValueError: these are not the pixels of an image of that shape.
        """
        count = shape[0] * shape[1]
        if not (0 < count <= MOST_PIXELS and min(shape) > 0):
            raise ValueError("no image's shape")
        size = -(-count // 8)
        try:
            packed = zlib.decompressobj().decompress(self.deflated, size)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if len(packed) != size:
            raise ValueError("another number of pixels")
        bits = np.unpackbits(np.frombuffer(packed, np.uint8), count=count)
        return bits.view(np.bool_).reshape(shape)


def packed(masks: Mapping[int, MaskArray]) -> dict[int, PackedMask]:
    """Those on which anything is marked; takes its time where they are many, so for a thread."""
    return {index: PackedMask.of(mask) for index, mask in masks.items() if mask.any()}


@dataclass(frozen=True, slots=True)
class Segment:
    """A label map of one label.

    Attributes:
        display_set_id: whose images it lies on, in the variant that was painted on.
        shape: (rows, columns) of each image.
        voxel_mm3: what one voxel holds; None where the images form no volume of known size.
        slices: by index; images without a pixel are not in it.
        colour: place in the palette, 0 first.
    """

    segment_id: str
    name: str
    study_key: str
    display_set_id: str
    shape: tuple[int, int]
    voxel_mm3: float | None
    slices: Mapping[int, PackedMask] = field(default_factory=dict)
    colour: int = 0

    def mask(self, index: int) -> MaskArray:
        """bool[rows, columns] of one image; a copy."""
        packed = self.slices.get(index)
        return np.zeros(self.shape, np.bool_) if packed is None else packed.unpacked(self.shape)

    def with_masks(self, masks: Mapping[int, MaskArray]) -> "Segment":
        """The same with other masks on some images."""
        changed = dict(self.slices)
        for index, mask in masks.items():
            if mask.any():
                changed[index] = PackedMask.of(mask)
            else:
                changed.pop(index, None)
        return replace(self, slices=changed)

    def with_added(self, masks: Mapping[int, PackedMask]) -> "Segment":
        """The same with more on some images; quick where there was nothing yet."""
        changed = dict(self.slices)
        for index, mask in masks.items():
            before = changed.get(index)
            whole = mask.unpacked(self.shape) | self.mask(index) if before is not None else None
            changed[index] = mask if whole is None else PackedMask.of(whole)
        return replace(self, slices=changed)

    @property
    def voxel_count(self) -> int:
        return sum(mask.voxels for mask in self.slices.values())

    @property
    def volume_ml(self) -> float | None:
        """Voxels times their size; None where it is unknown."""
        return None if self.voxel_mm3 is None else self.voxel_count * self.voxel_mm3 / 1000


def recounted(segment: Segment) -> Segment:
    """What came from a file, with its voxels counted anew: a size is never taken on trust.

    Raises:
        ValueError: a mask is none of an image of its shape, or a number is none.
    """
    if not (segment.voxel_mm3 is None or 0 < segment.voxel_mm3 < np.inf) or segment.colour < 0:
        raise ValueError("a voxel of no size")
    counted = {}
    for index, packed in segment.slices.items():
        counted[index] = PackedMask.of(packed.unpacked(segment.shape))
    return replace(segment, slices=counted)
