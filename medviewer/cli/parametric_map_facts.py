"""A parametric map: which quantity, in which unit, from where to where."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.cli.exact_values import exact_values
from medviewer.cli.segmentation_facts import known
from medviewer.dicom.objects.parametric_map import read_parametric_map, real_world
from medviewer.dicom.objects.value_mappings import read_value_mappings
from medviewer.domain.code import Code


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
    mapping = found.mapping
    values = exact_values(found.frames, lambda stored, at: real_world(stored, found.mappings[at]))
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
        values.low if values else None,
        values.high if values else None,
        values.mean if values else None,
        tuple(map(str, found.notes)),
    )
