"""A part of a volume that a reader has marked voxel by voxel. Immutable: changes share untouched slices."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from medviewer.domain.appearance import MaskArray


@dataclass(frozen=True, slots=True)
class Segment:
    """A label map of one label.

    Attributes:
        display_set_id: whose images it lies on, in the variant that was painted on.
        shape: (rows, columns) of each image.
        voxel_mm3: what one voxel holds; None where the images form no volume of known size.
        slices: by index, one bit a pixel, eight a byte, row by row; images without a pixel are not in it.
        colour: place in the palette, 0 first.
    """

    segment_id: str
    name: str
    study_key: str
    display_set_id: str
    shape: tuple[int, int]
    voxel_mm3: float | None
    slices: Mapping[int, bytes] = field(default_factory=dict)
    colour: int = 0

    def mask(self, index: int) -> MaskArray:
        """bool[rows, columns] of one image; a copy."""
        packed = self.slices.get(index)
        if packed is None:
            return np.zeros(self.shape, np.bool_)
        count = self.shape[0] * self.shape[1]
        bits = np.unpackbits(np.frombuffer(packed, np.uint8), count=count)
        return bits.view(np.bool_).reshape(self.shape)

    def with_masks(self, masks: Mapping[int, MaskArray]) -> "Segment":
        """The same with other masks on some images."""
        changed = dict(self.slices)
        for index, mask in masks.items():
            if mask.any():
                changed[index] = np.packbits(mask).tobytes()
            else:
                changed.pop(index, None)
        return replace(self, slices=changed)

    @property
    def voxel_count(self) -> int:
        return sum(int.from_bytes(packed).bit_count() for packed in self.slices.values())

    @property
    def volume_ml(self) -> float | None:
        """Voxels times their size; None where it is unknown."""
        return None if self.voxel_mm3 is None else self.voxel_count * self.voxel_mm3 / 1000
