"""A structure set's regions: contours, points, millilitres."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from medviewer.dicom.objects.structure_set import read_structure_set
from medviewer.domain.structure_set import RegionOfInterest
from medviewer.imaging.contour_pile import contour_pile
from medviewer.words import Message, message


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """One region; `contour_types` counts by type.

    `volume_ml` is None where it has no closed contour, where some could not be read or lie across the others,
    and of one plane that does not say how thick it is.
    """

    number: int
    name: str
    description: str | None
    interpreted_type: str | None
    algorithm: str | None
    rgb: tuple[int, int, int] | None
    contours: int
    contour_types: dict[str, int]
    points: int
    planes: int
    volume_ml: float | None
    unreadable_contours: int
    crossing_contours: int


@dataclass(frozen=True, slots=True)
class StructureSetContents:
    label: str | None
    frame_of_reference_uids: tuple[str, ...]
    referenced_series_uids: tuple[str, ...]
    referenced_images: int
    regions: tuple[RegionFacts, ...]
    notes: tuple[str, ...]


def structure_set_contents(path: Path) -> StructureSetContents:
    """Raises UnreadableFile as the reader does."""
    found = read_structure_set(path)
    regions = tuple(map(region_facts, found.regions))
    return StructureSetContents(
        found.label or None,
        tuple(sorted(found.frame_of_reference_uids)),
        tuple(filter(None, found.series_uids)),
        len(found.image_uids),
        regions,
        (
            *map(str, found.notes),
            *(str(_crossing(region)) for region in regions if region.crossing_contours),
        ),
    )


def region_facts(region: RegionOfInterest) -> RegionFacts:
    pile = contour_pile(region)
    return RegionFacts(
        region.number,
        region.name,
        region.description or None,
        region.interpreted_type or None,
        region.algorithm or None,
        region.colour,
        len(region.contours),
        dict(Counter(str(contour.kind) for contour in region.contours)),
        region.point_count,
        len(pile.outlines) if pile is not None else 0,
        pile.volume_ml if pile is not None else None,
        region.left_out,
        pile.left_out - region.left_out if pile is not None else 0,
    )


def _crossing(region: RegionFacts) -> Message:
    return message(
        "Objects",
        "{count} contours of “{name}” lie across the others or are not flat, so its volume is not known.",
        count=region.crossing_contours,
        name=region.name or region.number,
    )
