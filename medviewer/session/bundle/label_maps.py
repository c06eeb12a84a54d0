"""A reading's masks as label maps on the grid of their images: segments, and findings with an outline.

Proposals nobody has decided on come last and are marked as such; once a reader has signed they are left out.

Several items may hold one voxel and a label map cannot: each goes into the first map in which it overlaps
none. A label names one item throughout the study.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.appearance import MaskArray
from medviewer.domain.finding import Finding
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.study import DisplaySet
from medviewer.imaging.finding_masks import outline_mask, outlines_by_slice
from medviewer.progress import CancelToken
from medviewer.session.hanging.kept_layout import find_shown

LabelArray = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a label stands for; `kind` is "segment", "finding" or "proposal, not verified"."""

    label: int
    tracking_uid: str
    name: str
    kind: str
    display_set_id: str
    masks: Mapping[int, MaskArray]

    @property
    def voxels(self) -> int:
        return sum(int(np.count_nonzero(mask)) for mask in self.masks.values())


@dataclass(frozen=True, slots=True)
class LabelMap:
    """`voxels[slice, row, column]`, 0 where nothing is, on the grid of the display set."""

    display_set: DisplaySet
    number: int
    voxels: LabelArray
    items: tuple[Labelled, ...]


def label_maps(record: ReadingRecord, token: CancelToken) -> Iterator[LabelMap]:
    """One after the other; each is as large as its volume."""
    items = tuple(_labelled(record))
    for display_set_id in dict.fromkeys(item.display_set_id for item in items):
        shown = find_shown(record.study, display_set_id)
        if shown is None:
            continue
        left = [item for item in items if item.display_set_id == display_set_id]
        number = 0
        while left:
            token.check()
            number += 1
            voxels, taken = _filled(shown, left)
            yield LabelMap(shown, number, voxels, taken)
            left = [item for item in left if item not in taken]


def outline_masks(finding: Finding, shown: DisplaySet) -> dict[int, MaskArray]:
    """By slice, the pixels whose centres lie within a finding's outlines."""
    found = {
        index: outline_mask(outlines, (shown.frames[index].rows, shown.frames[index].columns))
        for index, outlines in outlines_by_slice(finding, shown.count).items()
    }
    return {index: mask for index, mask in found.items() if mask.any()}


def _labelled(record: ReadingRecord) -> Iterator[Labelled]:
    label = 0
    for recorded in record.segments:
        segment = recorded.segment
        masks = {index: segment.mask(index) for index in segment.slices}
        label += 1
        yield Labelled(
            label, recorded.tracking_uid, segment.name, "segment", segment.display_set_id, masks
        )
    for found in (*record.confirmed, *record.unverified):
        shown = find_shown(record.study, found.display_set_id)
        outlined = outline_masks(found.finding, shown) if shown is not None else {}
        if outlined:
            label += 1
            kind = "finding" if found.review.is_confirmed else "proposal, not verified"
            yield Labelled(
                label,
                found.tracking_uid,
                str(found.finding.name),
                kind,
                found.display_set_id,
                outlined,
            )


def _filled(shown: DisplaySet, items: list[Labelled]) -> tuple[LabelArray, tuple[Labelled, ...]]:
    shape = (shown.count, shown.frames[0].rows, shown.frames[0].columns)
    voxels = np.zeros(shape, np.uint16)
    taken = []
    for item in items:
        masks = {i: m for i, m in item.masks.items() if i < shape[0] and m.shape == shape[1:]}
        if any(voxels[index][mask].any() for index, mask in masks.items()):
            continue
        for index, mask in masks.items():
            voxels[index][mask] = item.label
        taken.append(item)
    return voxels, tuple(taken)
