"""Lesions in space from maps drawn slice by slice: joined, weighed, measured.

probability on each slice's pixels ──► at least the slice's level ──► pieces joined through a volume's slices
each piece ──► evidence (over a slice as thick as those the network learned from) ──► outlines, diameters
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.analyzers.head_slices import HeadSlice
from medviewer.ai.analyzers.itk import as_array, as_bytes, as_image, simpleitk
from medviewer.ai.runtime.lesion_evidence import SMALL_LESION_SHARE, evidence
from medviewer.domain.finding import SliceOutline, VoxelBox
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.imaging.outlines import Diameters, diameters, outlines

LEARNED_THICKNESS_MM = (
    6.0  # thinner slices must agree over this depth: more of them are wrong by chance
)
FULL = 255  # probabilities are kept as bytes: a thin-sliced series has hundreds of maps

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Lesion:
    """One connected piece of what was drawn.

    Attributes:
        box: its voxels.
        probabilities: 0..255 within the box, 0 outside the piece.
        evidence: 0..1, how clearly it was drawn.
    """

    box: VoxelBox
    probabilities: Bytes
    evidence: float

    @cached_property
    def areas_px(self) -> NDArray[np.int64]:
        """Pixels on each slice of the box."""
        areas: NDArray[np.int64] = (self.probabilities > 0).sum(axis=(1, 2))
        return areas

    @cached_property
    def masses(self) -> NDArray[np.float64]:
        """Summed probability on each slice of the box: how much each speaks for the whole."""
        masses: NDArray[np.float64] = self.probabilities.sum(axis=(1, 2), dtype=np.float64) / FULL
        return masses

    @property
    def slices(self) -> range:
        return range(self.box.first[0], self.box.last[0] + 1)

    @property
    def key_slice(self) -> int:
        """Where it is largest."""
        return self.box.first[0] + int(self.areas_px.argmax())

    def center_voxel(self) -> tuple[int, int, int]:
        """On the key slice, the middle of what was drawn there."""
        where = np.argwhere(self.probabilities[self.key_slice - self.box.first[0]])
        row, column = np.rint(where.mean(axis=0)).astype(int).tolist()
        return (self.key_slice, row + self.box.first[1], column + self.box.first[2])

    def outlines(self) -> tuple[SliceOutline, ...]:
        """The outer outline of every piece on every slice."""
        corner = np.array(self.box.first[1:], float)
        return tuple(
            SliceOutline(index, tuple((float(r), float(c)) for r, c in points + corner))
            for index, plane in zip(self.slices, self.probabilities, strict=True)
            for points in outlines(plane > 0)
        )

    def probability_maps(self, finding_id: str) -> tuple[ProbabilityMap, ...]:
        """What was drawn on each slice."""
        _, top, left = self.box.first
        return tuple(
            ProbabilityMap.of(finding_id, index, (top, left), plane)
            for index, plane in zip(self.slices, self.probabilities, strict=True)
            if plane.any()
        )

    def diameters(self, spacing_mm: tuple[float, float]) -> Diameters:
        """Of its largest piece on the key slice."""
        plane = self.probabilities[self.key_slice - self.box.first[0]] > 0
        return diameters(outlines(plane)[0], spacing_mm)


def drawn(
    slices: Sequence[HeadSlice], maps: NDArray[np.float32], levels: NDArray[np.float32]
) -> Bytes:
    """(n, rows, columns) of 0..255 on the slices' own pixels, from (n, size, size) maps in 0..1.

    Slices that nowhere reach their own of `levels` (n,) are left black.
    """
    planes = []
    for each, image, level in zip(slices, maps, levels, strict=True):
        if image.max() < level:
            planes.append(np.zeros(each.shape, np.uint8))
        else:
            planes.append(np.round(each.on_slice(image).clip(0, 1) * FULL).astype(np.uint8))
    return np.stack(planes)


def find_lesions(
    probabilities: Bytes,
    slices: Sequence[HeadSlice],
    slice_spacing_mm: float | None,
    levels: NDArray[np.float32],
) -> list[Lesion]:
    """Every piece of at least its slices' `levels` (n,), clearest first.

    `slice_spacing_mm` None: slices that are no volume join nothing.
    """
    inside = probabilities >= np.maximum(np.round(levels * FULL), 1)[:, None, None]
    if not inside.any():
        return []
    labels = _pieces(inside, slice_spacing_mm is not None)
    lesions = []
    for number, box in _boxes(labels):
        within = tuple(slice(a, b + 1) for a, b in zip(box.first, box.last, strict=True))
        own = np.where(labels[within] == number, probabilities[within], 0).astype(np.uint8)
        lesions.append(_lesion(box, own, slices, slice_spacing_mm))
    return sorted(lesions, key=lambda lesion: -lesion.evidence)


def _pieces(inside: NDArray[np.bool_], is_volume: bool) -> NDArray[np.uint32]:
    """Pieces numbered from 1; they join across faces of voxels."""
    if is_volume:
        image = as_image(as_bytes(inside), (1.0, 1.0, 1.0))
        labels: NDArray[np.uint32] = as_array(simpleitk().ConnectedComponent(image))
        return labels
    apart = np.zeros(inside.shape, np.uint32)
    for index, plane in enumerate(inside):
        found = _pieces(plane[None], True)[0]
        apart[index] = np.where(found > 0, found + apart.max(), 0)
    return apart


def _boxes(labels: NDArray[np.uint32]) -> Iterator[tuple[int, VoxelBox]]:
    """Each piece's number and box, found in one pass: a faint series has hundreds of pieces."""
    shapes = simpleitk().LabelShapeStatisticsImageFilter()
    shapes.Execute(simpleitk().GetImageFromArray(labels))
    for number in shapes.GetLabels():
        column, row, index, columns, rows, depth = shapes.GetBoundingBox(number)
        last = (index + depth - 1, row + rows - 1, column + columns - 1)
        yield number, VoxelBox((index, row, column), last)


def _lesion(
    box: VoxelBox, own: Bytes, slices: Sequence[HeadSlice], slice_spacing_mm: float | None
) -> Lesion:
    """Of its probabilities within its box, and how clearly it was drawn."""
    each = np.zeros(len(slices))
    for index, plane in enumerate(own, start=box.first[0]):
        small = SMALL_LESION_SHARE * slices[index].pixels_in_frame
        each[index] = evidence(plane.astype(np.float32) / FULL, small)
    return Lesion(box, own, clearest(each, slice_spacing_mm))


def clearest(evidence_by_slice: NDArray[np.float64], slice_spacing_mm: float | None) -> float:
    """The highest mean over neighbours that together are as thick as a slice the network learned from."""
    count = 1 if not slice_spacing_mm else max(1, round(LEARNED_THICKNESS_MM / slice_spacing_mm))
    count = min(count, len(evidence_by_slice))
    sums = np.convolve(evidence_by_slice, np.ones(count), mode="valid")
    return float(sums.max() / count)
