"""A parametric map: which quantity, in which unit, from where to where."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from medviewer.cli.segmentation_facts import known
from medviewer.dicom.objects.parametric_map import read_map_values, read_parametric_map, real_world
from medviewer.dicom.objects.value_mappings import read_value_mappings
from medviewer.dicom.pixels.source_values import SourceReader
from medviewer.domain.code import Code
from medviewer.domain.parametric_map import ParametricMap
from medviewer.errors import UndecodablePixels
from medviewer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class MapContents:
    """Of real-world values; `slope` and `intercept` are of the first frame, None where a table counts."""

    label: str | None
    quantity: Code | None
    unit: Code | None
    lut_label: str | None
    explanation: str | None
    slope: float | None
    intercept: float | None
    table_entries: int
    frame_of_reference_uid: str | None
    referenced_images: int
    frames: int
    min: float | None
    max: float | None
    mean: float | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingFacts:
    """What the values of some images mean; `slope` and `intercept` None where a table counts."""

    quantity: Code | None
    unit: Code | None
    lut_label: str | None
    explanation: str | None
    slope: float | None
    intercept: float | None
    referenced_images: int


@dataclass(frozen=True, slots=True)
class MappingsContents:
    """A Real World Value Mapping object."""

    mappings: tuple[MappingFacts, ...]


def mapping_contents(path: Path) -> MappingsContents:
    """Raises UnreadableFile as the reader does."""
    return MappingsContents(
        tuple(
            MappingFacts(
                known(mapping.quantity),
                known(mapping.unit),
                mapping.label or None,
                mapping.explanation or None,
                None if mapping.table is not None else mapping.slope,
                None if mapping.table is not None else mapping.intercept,
                images,
            )
            for mapping, images in read_value_mappings(path)
        )
    )


def map_contents(path: Path) -> MapContents:
    """Decodes every frame; raises UnreadableFile as the reader does."""
    found = read_parametric_map(path)
    values, mapping = _known_values(found), found.mapping
    has_table = mapping.table is not None
    return MapContents(
        found.label or None,
        known(mapping.quantity),
        known(mapping.unit),
        mapping.label or None,
        mapping.explanation or None,
        None if has_table else mapping.slope,
        None if has_table else mapping.intercept,
        len(mapping.table) if mapping.table is not None else 0,
        found.frame_of_reference_uid or None,
        len(found.image_uids),
        len(found.frames),
        float(values.min()) if values.size else None,
        float(values.max()) if values.size else None,
        float(values.mean(dtype=np.float64)) if values.size else None,
        tuple(map(str, found.notes)),
    )


def _known_values(found: ParametricMap) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    try:
        slices = read_map_values(found, CancelToken())
        if slices is not None:
            return slices.values[np.isfinite(slices.values)]
        # Nowhere in the patient, but with values all the same.
        reader = SourceReader()
        parts = [
            real_world(reader.read(frame), mapping).ravel()
            for frame, mapping in zip(found.frames, found.mappings, strict=True)
        ]
    except UndecodablePixels:
        return np.empty(0, np.float32)
    whole = np.concatenate(parts)
    return whole[np.isfinite(whole)]
