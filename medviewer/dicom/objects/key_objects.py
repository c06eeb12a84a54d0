"""Reads a Key Object Selection Document (PS3.3 A.35.4, PS3.16 TID 2010)."""

from dataclasses import replace
from pathlib import Path

from medviewer.dicom.objects.structured_report import read_report
from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType
from medviewer.domain.key_objects import KeyObjects
from medviewer.domain.object_reference import ObjectReference

TITLE_MODIFIER = ("113011", "DCM")
OBSERVER_NAME, DEVICE_NAME = ("121008", "DCM"), ("121013", "DCM")
DESCRIPTION = ("113012", "DCM")


def read_key_objects(path: Path) -> KeyObjects:
    """Read one selection. Runs in any thread.

    Raises:
        UnreadableFile: damaged, gone, or without content.
    """
    report = read_report(path)
    items = list(report.root.walk())
    described = [item.text for item in items if item.name.matches(DESCRIPTION)]
    free = [item.text for item in items if item.value_type is ValueType.TEXT and item.text]
    return KeyObjects(
        report.sop_instance_uid,
        report.root.name,
        _references(report, items),
        description="\n".join(described or free),
        reasons=tuple(item.value for item in items if item.name.matches(TITLE_MODIFIER)),
        observer=_observer(items),
        created_at=report.content_date_time,
    )


def _references(report: StructuredReport, items: list[ContentItem]) -> tuple[ObjectReference, ...]:
    """What the content names, else what the evidence lists; each with its series and study."""
    listed = {each.sop_instance_uid: each for each in report.evidence}
    named = [each for item in items for each in item.references]
    found = [_placed(each, listed.get(each.sop_instance_uid)) for each in named]
    return tuple(dict.fromkeys(found or report.evidence))


def _placed(named: ObjectReference, listed: ObjectReference | None) -> ObjectReference:
    if listed is None:
        return named
    return replace(
        named,
        series_instance_uid=listed.series_instance_uid,
        study_instance_uid=listed.study_instance_uid,
    )


def _observer(items: list[ContentItem]) -> str:
    names = (item.text for item in items if item.name.matches(OBSERVER_NAME, DEVICE_NAME))
    return next(names, "")
