"""A segmentation object as a layer: its segments by number, cut where the images are. No Qt."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer.dicom.objects.segment_masks import SegmentExtent, SegmentMasks
from medviewer.dicom.objects.segmentation import read_segmentation
from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.object_layer import LayerItem, LayerKind, ObjectLayer, Rgb
from medviewer.domain.section import Section
from medviewer.domain.stored_segmentation import StoredSegment, StoredSegmentation
from medviewer.errors import NotDrawable
from medviewer.imaging.colormaps import SEGMENT_COLOURS
from medviewer.imaging.layer_cut import NOTHING, LayerCut, cut_of_shares
from medviewer.imaging.share_block import Block, block_of
from medviewer.imaging.slice_pile import Places, places_in
from medviewer.progress import CancelToken
from medviewer.session.objects.layer_content import Extent, LoadedLayer, Target
from medviewer.words import Message, message

KEPT_PLACES = 8  # sections whose places in the pile are remembered: one for each pane and cell
KEPT_BLOCK_BYTES = 512 << 20  # of segments unpacked for planes across their slices
DARK = 40  # a recommended colour with no channel above this is not seen on a scan


class SegmentationContent:
    """Reads frames as they are needed; for planes across the slices a whole segment."""

    def __init__(self, masks: SegmentMasks) -> None:
        self.masks = masks
        self._places: OrderedDict[Section, Places | None] = OrderedDict()
        self._blocks: OrderedDict[int, Block] = OrderedDict()

    def cut(self, item: LayerItem, target: Target) -> LayerCut:
        key = item.key
        pile = self.masks.pile
        if pile is None or target.section is None:
            return self._cut_on_image(key, target)
        places = self._places_in(target.section)
        if places is None:
            return NOTHING
        if isinstance(places.slices, int):
            found = self.masks.shares(key, places.slices)
            if found is None:
                return NOTHING
            cut = cut_of_shares(np.where(places.inside, found[places.rows, places.columns], 0))
            return cut if places.is_exact else replace(cut, is_resampled=True)
        return cut_of_shares(self._block(key).under(places))

    def extents(self, items: Sequence[LayerItem], token: CancelToken) -> Mapping[int, Extent]:
        del items  # every frame is read anyway
        pile = self.masks.pile
        voxel_ml = pile.voxel_ml if pile is not None else None
        return {
            number: Extent(found.volume_ml(voxel_ml), self._middle(number, found))
            for number, found in self.masks.extents(token).items()
        }

    def value_at(self, point: Vector) -> float | None:
        del point
        return None

    def _cut_on_image(self, key: int, target: Target) -> LayerCut:
        """On the very image it was drawn on, of the same size: nothing says where its frames lie."""
        shares = self.masks.shares_on(key, target.image_uid, target.image_frame)
        return NOTHING if shares is None or shares.shape != target.shape else cut_of_shares(shares)

    def _middle(self, number: int, found: SegmentExtent) -> Vector | None:
        """The middle of the segment's pixels on the slice with most of it."""
        pile = self.masks.pile
        if pile is None or found.middle is None:
            return None
        shares = self.masks.shares(number, found.middle)
        rows, columns = np.nonzero(shares) if shares is not None else ([0], [0])
        plane = pile.planes[found.middle]
        return as_vector(plane.pixel_to_patient(float(np.mean(rows)), float(np.mean(columns))))

    def _places_in(self, section: Section) -> Places | None:
        assert self.masks.pile is not None  # for the type checker: asked before
        if section not in self._places:
            self._places[section] = places_in(self.masks.pile, section)
            while len(self._places) > KEPT_PLACES:
                self._places.popitem(last=False)
        return self._places[section]

    def _block(self, key: int) -> Block:
        """All slices of a segment; the least recently used ones go when there are too many."""
        if key not in self._blocks:
            assert self.masks.pile is not None  # for the type checker: asked before
            count = len(self.masks.pile.planes)
            found = ((index, self.masks.shares(key, index)) for index in range(count))
            self._blocks[key] = block_of({i: shares for i, shares in found if shares is not None})
            while sum(b.shares.nbytes for b in self._blocks.values()) > KEPT_BLOCK_BYTES:
                if len(self._blocks) == 1:
                    break
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(key)
        return self._blocks[key]


def segmentation_layer(study_key: str, path: Path, token: CancelToken) -> LoadedLayer:
    """Raises UnreadableFile, and NotDrawable for a whole slide's tiles."""
    token.check()
    stored = read_segmentation(path)
    masks = SegmentMasks(stored)
    if stored.is_tiled or not masks.numbers:
        raise NotDrawable(_why_not(stored, path))
    items = tuple(
        _item(segment, place)
        for place, segment in enumerate(s for s in stored.segments if s.number in masks.numbers)
    )
    layer = ObjectLayer(
        stored.sop_instance_uid,
        study_key,
        stored.label,
        LayerKind.SEGMENTATION,
        items,
        spaces=frozenset({stored.frame_of_reference_uid} - {""}),
        image_uids=stored.image_uids,
        notes=stored.notes,
    )
    return LoadedLayer(layer, SegmentationContent(masks))


def _item(segment: StoredSegment, place: int) -> LayerItem:
    told = (segment.property_type, segment.anatomic_region)
    what = ", ".join(str(code) for code in told if code.is_known and str(code) != segment.name)
    colour = item_colour(segment.colour, place)
    return LayerItem(segment.number, segment.name, what, colour, tracking_uid=segment.tracking_uid)


def item_colour(stated: Rgb | None, place: int) -> Rgb:
    """The file's own, where it can be seen; else the palette's next."""
    if stated is None or max(stated) <= DARK:
        return SEGMENT_COLOURS[place % len(SEGMENT_COLOURS)]
    return stated


def _why_not(stored: StoredSegmentation, path: Path) -> Message:
    if stored.is_tiled:
        return message(
            "Layers",
            "{file} holds {count} segments of a whole slide in tiles, which MedViewer cannot draw. Its "
            "attributes tell what they are.",
            file=path.name,
            count=len(stored.segments),
        )
    return message("Layers", "{file} holds no segment that could be drawn.", file=path.name)
