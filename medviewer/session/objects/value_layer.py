"""Doses and parametric maps as layers: values in colour, isodoses as lines. No Qt."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.objects.dose import read_dose, read_dose_values
from medviewer.dicom.objects.parametric_map import read_map_values, read_parametric_map
from medviewer.dicom.objects.value_slices import ValueSlices
from medviewer.domain.geometry import Vector, as_vector
from medviewer.domain.object_layer import (
    WASH,
    LayerItem,
    LayerKind,
    ObjectLayer,
    ValueScale,
)
from medviewer.domain.section import Section
from medviewer.errors import NotDrawable
from medviewer.imaging.isolines import isolines
from medviewer.imaging.layer_cut import NOTHING, LayerCut
from medviewer.imaging.section_values import linear_values, nearest_values
from medviewer.progress import CancelToken
from medviewer.session.objects.isodoses import with_isodoses
from medviewer.session.objects.layer_content import Extent, LoadedLayer, Target
from medviewer.words import message

KEPT_SECTIONS = 8
UNITS = {"GY": "Gy"}
EDGE_PERCENTILES = (1.0, 99.0)  # of a map's values: a few wild ones do not take all its colours
Values = NDArray[np.float32]


class ValueContent:
    """One array in memory; sections of it are kept for a while, since each isodose asks for the same."""

    def __init__(
        self, slices: ValueSlices, sample: Callable[[ValueSlices, Section], Values | None]
    ) -> None:
        self.slices = slices
        self._sample = sample
        self._kept: OrderedDict[Section, Values | None] = OrderedDict()

    def cut(self, item: LayerItem, target: Target) -> LayerCut:
        values = self._values(target.section) if target.section is not None else None
        if values is None:
            return NOTHING
        if item.level is None:
            return LayerCut(values=values)
        return LayerCut(lines=isolines(values, item.level))

    def extents(self, items: Sequence[LayerItem], token: CancelToken) -> Mapping[int, Extent]:
        """The volume that gets at least each dose; the middle is where the value is highest."""
        token.check()
        values, pile = self.slices.values, self.slices.pile
        slice_ml = pile.slice_voxel_ml
        index, row, column = np.unravel_index(int(np.nanargmax(values)), values.shape)
        at = as_vector(pile.planes[int(index)].pixel_to_patient(float(row), float(column)))
        found = {}
        for item in items:
            volume_ml = None
            if item.level is not None and slice_ml is not None:
                counts = np.count_nonzero(values >= item.level, axis=(1, 2))
                volume_ml = float(counts @ slice_ml)
            found[item.key] = Extent(volume_ml, at)
        return found

    def value_at(self, point: Vector) -> float | None:
        section = Section(replace(self.slices.pile.planes[0], position=point), (1, 1))
        found = self._sample(self.slices, section)
        return None if found is None or not np.isfinite(found[0, 0]) else float(found[0, 0])

    def _values(self, section: Section) -> Values | None:
        if section not in self._kept:
            self._kept[section] = self._sample(self.slices, section)
            while len(self._kept) > KEPT_SECTIONS:
                self._kept.popitem(last=False)
        return self._kept[section]


def dose_layer(study_key: str, path: Path, token: CancelToken) -> LoadedLayer:
    """Raises UnreadableFile, UndecodablePixels, NotDrawable where nothing says where the doses lie."""
    dose = read_dose(path)
    slices = _placed(read_dose_values(dose, token), path)
    unit = UNITS.get(dose.unit, dose.unit.lower())
    highest = float(np.nanmax(slices.values))
    scale = ValueScale(0.0, highest, unit, reference=highest)
    layer = ObjectLayer(
        dose.sop_instance_uid,
        study_key,
        dose.label or dose.summation,
        LayerKind.DOSE,
        spaces=frozenset({dose.frame_of_reference_uid} - {""}),
        scale=scale,
        notes=dose.notes,
    )
    return LoadedLayer(with_isodoses(layer, highest), ValueContent(slices, linear_values))


def map_layer(study_key: str, path: Path, token: CancelToken) -> LoadedLayer:
    """Raises as `dose_layer` does."""
    found = read_parametric_map(path)
    slices = _placed(read_map_values(found, token), path)
    mapping = found.mapping
    known = slices.values[np.isfinite(slices.values)]
    low, high = (float(np.percentile(known, edge)) for edge in EDGE_PERCENTILES)
    if high <= low:
        low, high = float(known.min()), float(known.max())
    name = str(mapping.quantity) or mapping.explanation or mapping.label or found.label
    layer = ObjectLayer(
        found.sop_instance_uid,
        study_key,
        found.label,
        LayerKind.PARAMETRIC_MAP,
        (LayerItem(WASH, name, mapping.unit_words),),
        opacity=0.6,
        spaces=frozenset({found.frame_of_reference_uid} - {""}),
        image_uids=found.image_uids,
        scale=ValueScale(low, high, mapping.unit_words, name),
        notes=found.notes,
    )
    return LoadedLayer(layer, ValueContent(slices, nearest_values))


def _placed(slices: ValueSlices | None, path: Path) -> ValueSlices:
    if slices is None or not np.isfinite(slices.values).any():
        raise NotDrawable(
            message(
                "Layers",
                "{file} does not say where its values lie in the patient, so they cannot be drawn over "
                "images.",
                file=path.name,
            )
        )
    return slices
