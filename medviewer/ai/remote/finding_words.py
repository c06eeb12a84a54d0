"""One finding as JSON and back: slices by their place in the series, no UID, no id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from medviewer.ai.remote import sentences
from medviewer.ai.remote.finding_places import RULES, named_by, rule_of
from medviewer.ai.remote.strict_json import (
    Fields,
    Malformed,
    as_fields,
    as_text,
    as_whole,
    flag,
    items,
    maybe_number,
    numbers,
    share,
    text,
    voxel,
    whole,
)
from medviewer.domain.finding import Finding, PatientBox, Provenance, SliceOutline, VoxelBox
from medviewer.domain.geometry import Vector, as_vector

MOST_LABELS = 1000
MOST_OUTLINES = 20_000
MOST_POINTS = 100_000  # of one outline


@dataclass(frozen=True, slots=True)
class AskedSeries:
    """What a finding was looked for in, as it is known here.

    Attributes:
        shape: (slices, rows, columns).
        images: SOP Instance UIDs in slice order.
        is_calibrated: whether the model's card lets a confidence be a probability.
    """

    shape: tuple[int, int, int]
    images: tuple[str, ...]
    provenance: Provenance
    is_calibrated: bool


def written_finding(finding: Finding, images: Sequence[str]) -> Fields:
    """`images`: what the slices are called where it was found."""
    place = {name: index for index, name in enumerate(images)}
    box, hull = finding.box_voxel, finding.box_lps_mm
    return {
        "label": finding.label,
        "name": sentences.written(finding.name),
        "site": sentences.written(finding.site),
        "center_lps_mm": finding.center_lps_mm,
        "center_voxel": finding.center_voxel,
        "box_lps_mm": None if hull is None else [*hull.minimum, *hull.maximum],
        "box_voxel": None if box is None else [box.first, box.last],
        "diameter_mm": finding.diameter_mm,
        "short_axis_mm": finding.short_axis_mm,
        "confidence": finding.confidence,
        "is_calibrated": finding.is_calibrated,
        "images": [place[uid] for uid in finding.sop_instance_uids],
        "outlines": [[each.slice_index, each.points] for each in finding.outlines],
        "label_scores": finding.label_scores,
        "image_index": finding.image_index,
        "rule": rule_of(finding, images),
    }


def read_finding(value: object, of: AskedSeries) -> Finding:
    """A finding another machine sent, with this study's own UIDs and the id a local run would give it."""
    found = as_fields(value, "finding")
    slices = of.shape[0]
    finding = Finding(
        finding_id="",
        label=text(found, "label"),
        name=sentences.read(found.get("name"), "name"),
        site=sentences.read(found.get("site"), "site"),
        center_lps_mm=_vector(found, "center_lps_mm"),
        center_voxel=_center(found, of.shape),
        box_lps_mm=_hull(found),
        box_voxel=_box(found, of.shape),
        diameter_mm=_length(found, "diameter_mm"),
        confidence=share(found.get("confidence"), "confidence"),
        is_calibrated=flag(found, "is_calibrated") and of.is_calibrated,
        sop_instance_uids=_images(found, of.images),
        provenance=of.provenance,
        short_axis_mm=_length(found, "short_axis_mm"),
        outlines=tuple(_outline(each, slices) for each in items(found, "outlines", MOST_OUTLINES)),
        label_scores=tuple(_score(each) for each in items(found, "label_scores", MOST_LABELS)),
        image_index=whole(found, "image_index", 0, slices - 1),
    )
    rule = text(found, "rule")
    if rule not in RULES:
        raise Malformed("rule")
    return replace(finding, finding_id=named_by(rule, finding, of.images))


def _vector(of: Fields, name: str) -> Vector | None:
    value = of.get(name)
    return None if value is None else as_vector(numbers(value, name, 3))


def _center(of: Fields, shape: tuple[int, int, int]) -> tuple[int, int, int] | None:
    value = of.get("center_voxel")
    return None if value is None else voxel(value, "center_voxel", shape)


def _hull(of: Fields) -> PatientBox | None:
    value = of.get("box_lps_mm")
    if value is None:
        return None
    edges = numbers(value, "box_lps_mm", 6)
    return PatientBox(as_vector(edges[:3]), as_vector(edges[3:]))


def _box(of: Fields, shape: tuple[int, int, int]) -> VoxelBox | None:
    value = of.get("box_voxel")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise Malformed("box_voxel")
    first, last = (voxel(corner, "box_voxel", shape) for corner in value)
    if any(low > high for low, high in zip(first, last, strict=True)):
        raise Malformed("box_voxel")
    return VoxelBox(first, last)


def _length(of: Fields, name: str) -> float | None:
    found = maybe_number(of, name)
    if found is not None and found < 0:
        raise Malformed(name)
    return found


def _images(of: Fields, uids: tuple[str, ...]) -> tuple[str, ...]:
    places = items(of, "images", len(uids))
    return tuple(uids[as_whole(each, "images", 0, len(uids) - 1)] for each in places)


def _outline(value: object, slices: int) -> SliceOutline:
    if not isinstance(value, list) or len(value) != 2:
        raise Malformed("outlines")
    points = items({"points": value[1]}, "points", MOST_POINTS)
    index = as_whole(value[0], "outlines", 0, slices - 1)
    return SliceOutline(index, tuple(_point(each) for each in points))


def _point(value: object) -> tuple[float, float]:
    row, column = numbers(value, "outlines", 2)
    return row, column


def _score(value: object) -> tuple[str, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise Malformed("label_scores")
    return as_text(value[0], "label_scores"), share(value[1], "label_scores")
