"""What `medviewer inspect` says of an object that is no image, beyond what it says of every file.

kind → reader → plain facts: strings, numbers, lists and dictionaries, keys of JSON
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from medviewer.cli.dose_facts import dose_contents
from medviewer.cli.parametric_map_facts import map_contents, mapping_contents
from medviewer.cli.report_facts import reference_facts, report_facts
from medviewer.cli.segmentation_facts import segmentation_contents
from medviewer.cli.structure_set_facts import structure_set_contents
from medviewer.cli.treatment_plan_facts import plan_contents
from medviewer.dicom.objects.encapsulated_document import read_document
from medviewer.dicom.objects.key_objects import read_key_objects
from medviewer.dicom.objects.presentation_state import read_presentation
from medviewer.dicom.objects.waveforms import read_waveforms
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.object_kind import ObjectKind, kind_of
from medviewer.domain.presentation_state import PresentationState
from medviewer.domain.study import Instance
from medviewer.domain.voi import VoiLut, WindowPreset
from medviewer.domain.waveform import MultiplexGroup

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Facts = dict[str, object]
MM_PER_POINT = 25.4 / 72.0
MOST_PAGES = 50  # whose size is told one by one


def facts_of(listed: DicomObject) -> Facts | None:
    """The facts of an object; None where its kind has no reader.

    Raises:
        UnreadableFile: its content cannot be read.
    """
    reader = READERS.get(listed.object_kind)
    if reader is None:
        return None
    return {"kind": str(listed.object_kind), **reader(listed.path)}


def facts_of_image(instance: Instance) -> Facts | None:
    """The facts of an object that is shown as an image, too: a parametric map; None for plain images.

    Raises:
        UnreadableFile: its content cannot be read.
    """
    kind = kind_of(instance.sop_class_uid)
    if kind is not ObjectKind.PARAMETRIC_MAP:
        return None
    return {"kind": str(kind), **READERS[kind](instance.path)}


def named(contents: "DataclassInstance") -> Facts:
    """A frozen value's fields by their names, in lists and dictionaries as JSON has them."""
    return {key: _listed(value) for key, value in asdict(contents).items()}


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value


def key_object_facts(path: Path) -> Facts:
    found = read_key_objects(path)
    return {
        "title": str(found.title),
        "title_code": found.title.value,
        "description": found.description,
        "reasons": list(found.reasons),
        "withdrawn": found.is_withdrawn,
        "created_at": found.created_at,
        "referenced_images": [reference_facts(each) for each in found.references],
    }


def presentation_facts(path: Path) -> Facts:
    found = read_presentation(path)
    shapes = [shape for each in found.annotations for shape in each.shapes]
    texts = [text.text for each in found.annotations for text in each.texts]
    return {
        "label": found.label,
        "description": found.description,
        "creator": found.creator,
        "created_at": found.created_at,
        "referenced_images": [reference_facts(each) for each in found.images],
        "graphics": dict(sorted(Counter(str(shape.kind) for shape in shapes).items())),
        "text_count": len(texts),
        "texts": texts,
        "layers": [
            {"name": layer.name, "order": layer.order, "rgb": layer.colour}
            for layer in found.layers
        ],
        "windows": [
            {**_window_facts(preset), "images": [one.sop_instance_uid for one in each.images]}
            for each in found.windows
            for preset in each.presets
        ],
        "modality_lut": found.modality_lut or "identity",
        "presentation_lut": found.presentation_lut or "IDENTITY",
        **_geometry_facts(found),
        "notes": [str(note) for note in found.notes],
    }


def _geometry_facts(found: PresentationState) -> Facts:
    # The file turns first and flips then; a turn mirrors first.
    quarters = -found.turn.quarters % 4 if found.turn.is_mirrored else found.turn.quarters
    return {
        "rotation_degrees": 90 * quarters,
        "flipped": found.turn.is_mirrored,
        "displayed_areas": [
            {
                "first": each.first,
                "last": each.last,
                "size_mode": each.size_mode,
                "magnification": each.magnification,
            }
            for each in found.areas
        ],
        "shutters": list(found.shutter_shapes),
        "overlays": found.overlay_count,
    }


def _window_facts(preset: WindowPreset) -> Facts:
    if isinstance(preset.window, VoiLut):
        return {"name": str(preset.name), "lut_entries": preset.window.table.count}
    window = preset.window
    return {
        "name": str(preset.name),
        "center": window.center,
        "width": window.width,
        "function": str(window.function),
    }


def document_facts(path: Path) -> Facts:
    found = read_document(path)
    sizes = [
        [round(side * MM_PER_POINT, 1) for side in size]
        for size in found.page_sizes_pt[:MOST_PAGES]
    ]
    return {
        "title": found.title,
        "concept": found.concept,
        "media_type": found.media_type,
        "size_bytes": found.size_bytes,
        "pages": found.page_count if found.page_sizes_pt else None,
        "page_sizes_mm": sizes,
        "created_at": found.created_at,
        "referenced_images": [reference_facts(each) for each in found.sources],
    }


def waveform_facts(path: Path) -> Facts:
    """The first group's figures on top: of an ECG, its rhythm."""
    found = read_waveforms(path)
    first = found.groups[0]
    return {
        "title": found.title,
        "acquired_at": found.acquired_at,
        "channels": len(first.channels),
        "sampling_hz": first.sampling_hz,
        "duration_s": first.duration_s,
        "leads": [channel.name for channel in first.channels],
        "groups": [_group_facts(group) for group in found.groups],
        "annotations": [
            {"name": each.name, "text": each.text, "times_s": list(each.times_s)}
            for each in found.annotations
        ],
        "notes": [str(note) for note in found.notes],
    }


def _group_facts(group: MultiplexGroup) -> Facts:
    return {
        "label": group.label,
        "originality": group.originality,
        "sampling_hz": group.sampling_hz,
        "samples": group.count,
        "duration_s": group.duration_s,
        "channels": [
            {
                "name": channel.name,
                "label": channel.label,
                "unit": channel.unit,
                "min": float(np.nanmin(channel.samples)) if channel.has_samples else None,
                "max": float(np.nanmax(channel.samples)) if channel.has_samples else None,
            }
            for channel in group.channels
        ],
    }


READERS: dict[ObjectKind, Callable[[Path], Facts]] = {
    ObjectKind.REPORT: report_facts,
    ObjectKind.KEY_OBJECTS: key_object_facts,
    ObjectKind.PRESENTATION: presentation_facts,
    ObjectKind.DOCUMENT: document_facts,
    ObjectKind.ENCAPSULATED: document_facts,
    ObjectKind.WAVEFORM: waveform_facts,
    ObjectKind.SEGMENTATION: lambda path: named(segmentation_contents(path)),
    ObjectKind.STRUCTURE_SET: lambda path: named(structure_set_contents(path)),
    ObjectKind.DOSE: lambda path: named(dose_contents(path)),
    ObjectKind.PARAMETRIC_MAP: lambda path: named(map_contents(path)),
    ObjectKind.VALUE_MAPPING: lambda path: named(mapping_contents(path)),
    ObjectKind.PLAN: lambda path: named(plan_contents(path)),
}
