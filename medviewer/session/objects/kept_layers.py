"""Layers as the journal keeps them, and brought back as they were shown."""

import math
from dataclasses import replace

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.kept_layer import KeptLayer
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.object_layer import LayerKind, ObjectLayer
from medviewer.domain.study import Study
from medviewer.session.objects.isodoses import with_isodoses


def kept_layer(layer: ObjectLayer) -> KeptLayer:
    hidden = tuple(item.key for item in layer.items if not item.is_shown)
    is_dose = layer.kind is LayerKind.DOSE and layer.scale is not None
    reference = layer.scale.reference if is_dose and layer.scale is not None else None
    return KeptLayer(layer.layer_id, layer.is_shown, layer.opacity, hidden, reference)


def as_kept(layer: ObjectLayer, kept: KeptLayer) -> ObjectLayer:
    """A layer that was just read, shown as it was; what a journal says beyond reason is left."""
    if kept.reference is not None and 0 < kept.reference < math.inf and layer.scale is not None:
        layer = with_isodoses(layer, kept.reference)
    hidden = set(kept.hidden)
    items = tuple(replace(item, is_shown=item.key not in hidden) for item in layer.items)
    opacity = kept.opacity if 0 <= kept.opacity <= 1 else layer.opacity
    return replace(layer, items=items, is_shown=kept.is_shown, opacity=opacity)


def object_of(study: Study, layer_id: str) -> DicomObject | None:
    """The object a layer is of; a parametric map is found among the images."""
    for series in study.series:
        for listed in series.objects:
            if listed.sop_instance_uid == layer_id:
                return listed
        for display_set in series.display_sets:
            first = display_set.frames[0].instance
            if first.sop_instance_uid == layer_id:
                kind = str(ObjectKind.PARAMETRIC_MAP)
                return DicomObject(first.path, layer_id, first.sop_class_uid, kind)
    return None
