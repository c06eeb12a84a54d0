"""A structure set as a layer: contours as they were drawn, regions filled between them. No Qt."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from medviewer.dicom.objects.structure_set import read_structure_set
from medviewer.domain.geometry import FloatArray, ImagePlane, Vector, as_vector
from medviewer.domain.object_layer import LayerItem, LayerKind, ObjectLayer
from medviewer.domain.section import Section
from medviewer.domain.structure_set import ContourKind, RegionOfInterest
from medviewer.errors import NotDrawable
from medviewer.imaging.contour_pile import ContourPile, contour_pile, pixels_of
from medviewer.imaging.layer_cut import NOTHING, LayerCut, Shares, cut_of_shares
from medviewer.imaging.polygon_fill import even_odd
from medviewer.imaging.slice_pile import is_parallel, places_in, slice_under
from medviewer.progress import CancelToken
from medviewer.session.objects.layer_content import Extent, LoadedLayer, Target
from medviewer.session.objects.segmentation_layer import item_colour
from medviewer.words import message

FULL = np.uint8(255)
OPACITY = 0.15  # contours are read by their lines; a body outline would cover everything
NEAR_MM = 1.5  # a point or an open line this near to a plane is drawn in it


class RegionContent:
    """Regions by ROI number; each is sorted into its planes when it is first wanted."""

    def __init__(self, regions: tuple[RegionOfInterest, ...]) -> None:
        self._regions = {region.number: region for region in regions}
        self._piles: dict[int, ContourPile | None] = {}
        self._masks: dict[tuple[int, int], Shares] = {}

    def cut(self, item: LayerItem, target: Target) -> LayerCut:
        key = item.key
        section, region = target.section, self._regions.get(key)
        if section is None or region is None:
            return NOTHING
        lines, points = _loose(region, section)
        pile = self._pile(key)
        if pile is None:
            return LayerCut(lines=lines, points=points)
        is_flat = is_parallel(pile.pile, section)
        whole = _drawn(pile, section) if is_flat else self._across(key, pile, section)
        return LayerCut(
            whole.shares, whole.top, whole.left, np.concatenate([whole.lines, lines]), points
        )

    def extents(self, items: Sequence[LayerItem], token: CancelToken) -> Mapping[int, Extent]:
        del items  # hidden ones are listed with their volume, too
        found = {}
        for number, region in self._regions.items():
            token.check()
            pile = contour_pile(region)  # of this thread's own
            if pile is not None:
                found[number] = Extent(pile.volume_ml, _middle(pile))
            elif region.contours:
                found[number] = Extent(None, as_vector(region.contours[0].points.mean(axis=0)))
        return found

    def value_at(self, point: Vector) -> float | None:
        del point
        return None

    def _pile(self, key: int) -> ContourPile | None:
        if key not in self._piles:
            self._piles[key] = contour_pile(self._regions[key])
        return self._piles[key]

    def _across(self, key: int, pile: ContourPile, section: Section) -> LayerCut:
        """Where a plane cuts across the contours' own planes: each is as thick as they lie apart."""
        places = places_in(pile.pile, section)
        if places is None or isinstance(places.slices, int):
            return NOTHING
        shares = np.zeros(section.shape, np.uint8)
        rows, columns = (
            np.broadcast_to(one, section.shape) for one in (places.rows, places.columns)
        )
        for index in np.unique(places.slices[places.inside]).tolist():
            here = places.inside & (places.slices == index)
            shares[here] = self._mask(key, pile, index)[rows[here], columns[here]]
        return cut_of_shares(shares)

    def _mask(self, key: int, pile: ContourPile, index: int) -> Shares:
        if (key, index) not in self._masks:
            self._masks[key, index] = pile.mask(index).view(np.uint8) * FULL
        return self._masks[key, index]


def region_layer(study_key: str, path: Path, token: CancelToken) -> LoadedLayer:
    """Raises UnreadableFile, and NotDrawable where nothing was outlined."""
    token.check()
    found = read_structure_set(path)
    drawn = [region for region in found.regions if region.contours]
    if not drawn:
        raise NotDrawable(
            message("Layers", "{file} outlines no region that could be drawn.", file=path.name)
        )
    items = tuple(
        LayerItem(
            region.number, region.name, region.interpreted_type, item_colour(region.colour, n)
        )
        for n, region in enumerate(drawn)
    )
    layer = ObjectLayer(
        found.sop_instance_uid,
        study_key,
        found.label,
        LayerKind.STRUCTURE_SET,
        items,
        opacity=OPACITY,
        spaces=found.frame_of_reference_uids,
        image_uids=found.image_uids,
        notes=found.notes,
    )
    return LoadedLayer(layer, RegionContent(tuple(drawn)))


def _drawn(pile: ContourPile, section: Section) -> LayerCut:
    """The contours of the nearest plane, as they are."""
    index = slice_under(pile.pile, section)
    if index is None:
        return NOTHING
    outlines = [pixels_of(points, section.plane) for points in pile.outlines[index]]
    mask = even_odd(outlines, section.shape)
    lines = np.concatenate([_closed(outline) for outline in outlines])
    return cut_of_shares(mask.view(np.uint8) * FULL, lines)


def _closed(outline: FloatArray) -> FloatArray:
    """[n, 4] of (column, row, column, row) around an outline [n, 2] of (row, column)."""
    after = np.roll(outline, -1, axis=0)
    return np.concatenate([outline[:, ::-1], after[:, ::-1]], axis=1)


def _loose(region: RegionOfInterest, section: Section) -> tuple[FloatArray, FloatArray]:
    """Points and open lines that lie in the plane."""
    lines, points = [np.empty((0, 4))], [np.empty((0, 2))]
    for contour in region.contours:
        if contour.kind.is_closed and len(contour.points) > 2:
            continue
        if not _is_near(contour.points, section.plane):
            continue
        flat = pixels_of(contour.points, section.plane)[:, ::-1]
        if contour.kind is ContourKind.POINT:
            points.append(flat)
        else:
            lines.append(np.concatenate([flat[:-1], flat[1:]], axis=1))
    return np.concatenate(lines), np.concatenate(points)


def _is_near(points: FloatArray, plane: ImagePlane) -> bool:
    return bool((np.abs((points - np.asarray(plane.position)) @ plane.normal) <= NEAR_MM).all())


def _middle(pile: ContourPile) -> Vector:
    """Of the outlines on the middle plane."""
    outlines = pile.outlines[len(pile.outlines) // 2]
    return as_vector(np.concatenate(outlines).mean(axis=0))
