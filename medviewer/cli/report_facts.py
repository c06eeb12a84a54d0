"""A structured report as `medviewer inspect` tells it: status, measurements, groups with their contours."""

from pathlib import Path

from medviewer.dicom.objects.structured_report import read_report
from medviewer.domain.code import Code
from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType
from medviewer.domain.measured_group import MeasuredGroup, MeasuredValue
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates

Facts = dict[str, object]
MOST_TEXTS = 500
MOST_POINTS = 1000  # of one contour; all are counted
LAYOUT = {ValueType.CONTAINER, ValueType.BY_REFERENCE, ValueType.UNKNOWN}


def report_facts(path: Path) -> Facts:
    report = read_report(path)
    items = list(report.root.walk())
    return {
        "title": report.title,
        "template": report.template_id or None,
        "status": report.status or None,
        "verification": report.verification or None,
        "preliminary": report.preliminary or None,
        "language": report.language or None,
        "created_at": report.content_date_time or None,
        "verified_by": [each.name for each in report.observers],
        "items": len(items),
        "measurements": _measurements(report),
        "groups": [group_facts(group) for group in report.groups],
        "content": [_item_facts(item) for item in _telling(items)[:MOST_TEXTS]],
        "referenced_images": [reference_facts(each) for each in _references(report, items)],
        "notes": [str(note) for note in report.notes],
    }


def _measurements(report: StructuredReport) -> list[Facts]:
    """Every number, with whose it is."""
    return [
        {
            **_value_facts(value),
            "finding": str(group.finding) or None,
            "tracking_id": group.tracking_id or None,
            "tracking_uid": group.tracking_uid or None,
        }
        for group in report.groups
        for value in group.values
    ]


def _telling(items: list[ContentItem]) -> list[ContentItem]:
    """What says something in words or codes; numbers and places are told with their groups."""
    return [item for item in items if item.value and item.value_type not in LAYOUT]


def _item_facts(item: ContentItem) -> Facts:
    return {"type": str(item.value_type), "name": str(item.name), "value": item.value}


def _references(report: StructuredReport, items: list[ContentItem]) -> list[ObjectReference]:
    named = [each for item in items for each in item.references]
    listed = {each.sop_instance_uid: each for each in (*named, *report.evidence)}
    return list(listed.values())


def group_facts(group: MeasuredGroup) -> Facts:
    """One group of measurements."""
    return {
        "group": group.kind,
        "finding": str(group.finding) or None,
        "finding_code": _code_facts(group.finding),
        "category": str(group.category) or None,
        "tracking_id": group.tracking_id or None,
        "tracking_uid": group.tracking_uid or None,
        "sites": [str(site) for site in group.sites],
        "algorithm": group.algorithm or None,
        "measurements": [_value_facts(value) for value in group.values],
        "evaluations": [{"name": str(name), "value": str(value)} for name, value in group.codes],
        "contours": [coordinates_facts(region) for region in _regions(group)],
        "segment": reference_facts(group.segment) if group.segment is not None else None,
        "images": [reference_facts(each) for each in group.images],
    }


def _regions(group: MeasuredGroup) -> list[SpatialCoordinates]:
    return [*group.regions, *(region for value in group.values for region in value.regions)]


def _value_facts(value: MeasuredValue) -> Facts:
    return {
        "name": str(value.name),
        "value": value.value,
        "unit": value.unit or None,
        "qualifier": value.qualifier or None,
        "modifiers": list(value.modifiers),
    }


def _code_facts(code: Code) -> Facts | None:
    return {"value": code.value, "scheme": code.scheme} if code.value else None


def coordinates_facts(place: SpatialCoordinates) -> Facts:
    """A contour; pixels are counted from the centre of the first one."""
    is_3d = place.is_in_patient
    return {
        "type": str(place.graphic_type),
        "space": "patient_lps_mm" if is_3d else "pixels",
        "point_count": len(place.points),
        "points": [list(point if is_3d else point[:2]) for point in place.points[:MOST_POINTS]],
        "frame_of_reference_uid": place.frame_of_reference_uid or None,
        "image": reference_facts(place.image) if place.image is not None else None,
    }


def reference_facts(reference: ObjectReference) -> Facts:
    """A referenced instance; without frames, all of them are meant."""
    return {
        "sop_instance_uid": reference.sop_instance_uid,
        "series_instance_uid": reference.series_instance_uid or None,
        "frames": list(reference.frames),
        "segments": list(reference.segments),
    }
