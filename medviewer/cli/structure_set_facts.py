"""A structure set's regions: contours, points, millilitres."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from medviewer.dicom.objects.structure_set import read_structure_set
from medviewer.domain.structure_set import RegionOfInterest
from medviewer.imaging.contour_pile import contour_pile


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """One region; `volume_ml` is None where it has no closed contour, `contour_types` counts by type."""

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
    return StructureSetContents(
        found.label or None,
        tuple(sorted(found.frame_of_reference_uids)),
        tuple(filter(None, found.series_uids)),
        len(found.image_uids),
        tuple(map(region_facts, found.regions)),
        tuple(map(str, found.notes)),
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
    )
