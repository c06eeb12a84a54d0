"""Segmentations and structure sets as label maps for `medviewer convert`: one number a segment or region.

A segmentation keeps its own grid; regions are filled on the grid of the images they were drawn on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.export.volume_file import PlacedVoxels
from medviewer.dicom.objects.segment_masks import SegmentMasks
from medviewer.dicom.objects.segmentation import read_segmentation
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.geometry import FloatArray
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.study import Series, Study
from medviewer.errors import ChoiceNeeded, NotAVolume
from medviewer.imaging.layer_cut import HALF
from medviewer.imaging.slice_pile import SlicePile
from medviewer.progress import CancelToken
from medviewer.session.objects.layer_content import target_of
from medviewer.session.objects.layer_places import best_images
from medviewer.session.objects.region_layer import region_layer
from medviewer.words import Message, message

CONVERTED = (ObjectKind.SEGMENTATION, ObjectKind.STRUCTURE_SET)
UNEVEN = 0.05  # of a slice's depth that a slice may lie beside its place on the grid
MOST_VOXELS = 1 << 31
Labels = NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class LabelMap:
    """`names` by label; `overlaps` counts voxels of more than one, which have the last one's label."""

    placed: PlacedVoxels
    names: Mapping[int, str]
    overlaps: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """What people should know: the labels, and what a label map cannot hold."""
        lines = [f"{label} = {name}" for label, name in self.names.items()]
        if self.overlaps:
            lines.append(str(_overlapping(self.overlaps)))
        return tuple(lines)


def find_object(studies: Sequence[Study], series_uid: str) -> tuple[Study, DicomObject] | None:
    """The segmentation or structure set that series holds; None where it holds images, or neither.

    Raises:
        ChoiceNeeded: it holds several.
    """
    found = [
        (study, listed)
        for study in studies
        for series in study.series
        if series.series_instance_uid == series_uid and not series.display_sets
        for listed in _convertible(series)
    ]
    if len(found) > 1:
        raise ChoiceNeeded(
            message(
                "Convert",
                "This series holds {count} objects. Name the file of one of them as PATH.",
                count=len(found),
            )
        )
    return found[0] if found else None


def label_map(study: Study, listed: DicomObject) -> LabelMap:
    """The object's label map.

    Raises:
        InputError: it cannot be read, or lies on no regular grid.
    """
    if listed.object_kind is ObjectKind.SEGMENTATION:
        return _of_segmentation(listed)
    return _of_regions(study, listed)


def _convertible(series: Series) -> Iterable[DicomObject]:
    return (listed for listed in series.objects if listed.object_kind in CONVERTED)


def _of_segmentation(listed: DicomObject) -> LabelMap:
    masks = SegmentMasks(read_segmentation(listed.path))
    if masks.pile is None:
        raise NotAVolume(NO_GRID)
    places, affine = _grid(masks.pile)
    voxels = _empty((max(places) + 1, *masks.pile.shape))
    overlaps = 0
    for number in masks.numbers:
        for index, place in enumerate(places):
            shares = masks.shares(number, index)
            if shares is not None:
                overlaps += _lay(voxels[place], shares >= HALF, number)
    names = {s.number: s.name for s in masks.stored.segments if s.number in masks.numbers}
    return LabelMap(PlacedVoxels(voxels, affine), names, overlaps)


def _of_regions(study: Study, listed: DicomObject) -> LabelMap:
    loaded = region_layer(study.key, listed.path, CancelToken())
    images = best_images(loaded.layer, study)
    if images is None or images.geometry is None:
        raise NotAVolume(NO_IMAGES)
    geometry = images.geometry
    voxels, overlaps = _empty(geometry.shape), 0
    for index, frame in enumerate(images.frames):
        for item in loaded.layer.items:
            cut = loaded.content.cut(item, target_of(frame))
            if cut.shares is not None:
                rows, columns = cut.shares.shape
                part = voxels[index, cut.top : cut.top + rows, cut.left : cut.left + columns]
                overlaps += _lay(part, cut.shares >= HALF, item.key)
    affine = geometry.affine_lps[:, [2, 1, 0, 3]]
    names = {item.key: item.name for item in loaded.layer.items}
    return LabelMap(PlacedVoxels(voxels, affine), names, overlaps)


def _lay(voxels: Labels, mask: NDArray[np.bool_], label: int) -> int:
    """Write a label; how many voxels had another one."""
    overlaps = int(np.count_nonzero(voxels[mask]))
    voxels[mask] = label
    return overlaps


def _empty(shape: tuple[int, int, int]) -> Labels:
    if shape[0] * shape[1] * shape[2] > MOST_VOXELS:
        raise NotAVolume(TOO_LARGE)
    return np.zeros(shape, np.uint16)


def _grid(pile: SlicePile) -> tuple[list[int], FloatArray]:
    """Each slice's place on an even grid, and where that lies: 4 × 4 from (column, row, slice)."""
    distances = pile.distances
    places = (distances - distances[0]) / pile.depth_mm
    whole = np.rint(places).astype(int)
    if np.abs(places - whole).max() > UNEVEN:
        raise NotAVolume(NO_GRID)
    first, last = pile.planes[0], pile.planes[-1]
    step = first.normal * pile.depth_mm
    if whole[-1] > 0:
        step = (np.asarray(last.position) - np.asarray(first.position)) / whole[-1]
    affine = np.eye(4)
    affine[:3, 0] = np.asarray(first.row_direction) * first.column_spacing_mm
    affine[:3, 1] = np.asarray(first.column_direction) * first.row_spacing_mm
    affine[:3, 2] = step
    affine[:3, 3] = first.position
    return whole.tolist(), affine


def _overlapping(count: int) -> Message:
    return message(
        "Convert",
        "{count} voxels belong to more than one; the label map holds the last of them.",
        count=count,
    )


NO_GRID = message(
    "Convert",
    "The frames of this segmentation lie on no regular grid, so they make no label map.",
)
NO_IMAGES = message(
    "Convert",
    "The images these regions were drawn on are not here, or form no volume. Name their folder as PATH, too.",
)
TOO_LARGE = message("Convert", "This label map would have more voxels than memory should hold.")
