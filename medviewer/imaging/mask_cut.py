"""What a plane through the patient cuts out of voxels that are marked: nearest voxel, nothing smoothed."""

from dataclasses import dataclass, replace

import numpy as np

from medviewer.domain.appearance import MaskArray
from medviewer.domain.finding import VoxelBox
from medviewer.domain.geometry import VolumeGeometry, as_vector
from medviewer.domain.section import Section
from medviewer.domain.segmentation import Segment
from medviewer.imaging.box_cut import cut_of_box
from medviewer.imaging.lattice import section_lattice


@dataclass(frozen=True, slots=True, eq=False)
class MaskBlock:
    """`mask[slice, row, column]` of the part of a volume that holds what is marked; `first` its corner."""

    mask: MaskArray
    first: tuple[int, int, int]

    @property
    def box(self) -> VoxelBox:
        low, size = self.first, self.mask.shape
        return VoxelBox(low, (low[0] + size[0] - 1, low[1] + size[1] - 1, low[2] + size[2] - 1))


@dataclass(frozen=True, slots=True, eq=False)
class MaskCut:
    """`mask[row, column]` of a part of a section whose first pixel is (`top`, `left`)."""

    mask: MaskArray
    top: int
    left: int


def block_of(segment: Segment) -> MaskBlock | None:
    """The marked voxels, unpacked; None without any."""
    masks = {index: segment.mask(index) for index in sorted(segment.slices)}
    if not masks:
        return None
    flat = np.logical_or.reduce(list(masks.values()))
    rows, columns = np.flatnonzero(flat.any(axis=1)), np.flatnonzero(flat.any(axis=0))
    if rows.size == 0:
        return None
    inside = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    lowest = min(masks)
    size = (max(masks) - lowest + 1, int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1)
    block = np.zeros(size, np.bool_)
    for index, mask in masks.items():
        block[index - lowest] = mask[inside]
    return MaskBlock(block, (lowest, int(rows[0]), int(columns[0])))


def cut_of_mask(block: MaskBlock, geometry: VolumeGeometry, section: Section) -> MaskCut | None:
    """The pixels of a section whose centres lie in marked voxels; None where it misses all of them."""
    corners = cut_of_box(block.box, geometry, section.plane)
    if not corners:
        return None
    (top, bottom), (left, right) = (
        (max(0, int(np.floor(min(places)))), min(size, int(np.ceil(max(places))) + 1))
        for places, size in zip(
            ([p.y for p in corners], [p.x for p in corners]), section.shape, strict=True
        )
    )
    if top >= bottom or left >= right:
        return None
    position = as_vector(section.plane.pixel_to_patient(top, left))
    part = Section(replace(section.plane, position=position), (bottom - top, right - left))
    lattice = section_lattice(geometry, part)
    places = np.rint(lattice.rows[:, np.newaxis] + lattice.columns[np.newaxis]).astype(np.intp)
    places -= np.array(block.first)
    inside = ((places >= 0) & (places < np.array(block.mask.shape))).all(axis=2)
    found = np.zeros(part.shape, np.bool_)
    found[inside] = block.mask[tuple(places[inside].T)]
    return MaskCut(found, top, left) if found.any() else None
