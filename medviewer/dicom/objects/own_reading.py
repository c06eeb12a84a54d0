"""Reads back what our own reports say beyond the standard's templates: the codes of `dicom.derived.codes`."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydicom.sr.coding import Code as StandardCode

from medviewer.dicom.derived import codes
from medviewer.dicom.objects.coded_diagnoses import coded_diagnoses
from medviewer.dicom.objects.structured_report import read_report
from medviewer.domain.code import Code
from medviewer.domain.content_tree import ContentItem, StructuredReport, ValueType
from medviewer.domain.finding import RejectionReason, ReviewState
from medviewer.domain.measured_group import MeasuredGroup
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.own_reading import (
    OwnDecision,
    OwnDrawing,
    OwnFinding,
    OwnReading,
    OwnScores,
)
from medviewer.domain.report import ReportContent
from medviewer.domain.spatial_coordinates import GraphicType, SpatialCoordinates

Choice = TypeVar("Choice", bound=StrEnum)
OBSERVER = ("121008", "DCM")  # Person Observer Name
MOST_GROUPS = 20_000


def read_own(path: Path) -> OwnReading | None:
    """The reading a report keeps; None where it is none of ours.

    Raises:
        UnreadableFile: damaged, gone, or no report.
    """
    return own_reading(read_report(path))


def own_reading(report: StructuredReport) -> OwnReading | None:
    """The reading of a report that was read; None where it is none of ours."""
    kind = _document_kind(report)
    if kind is None:
        return None
    groups = report.groups[:MOST_GROUPS]
    observers = [i.text for i in report.root.named(OBSERVER)]
    return OwnReading(
        kind == codes.READER_DOCUMENT.value,
        report.content_date_time,
        next(iter(observers), ""),
        tuple(_findings(groups)),
        tuple(_drawings(groups)),
        tuple(_scores(groups)),
        _content(report.root),
        tuple(coded_diagnoses(report.root)),
    )


def _document_kind(report: StructuredReport) -> str | None:
    wanted = _pair(codes.DOCUMENT_KIND)
    found = (i.code.value for i in report.root.walk() if i.name.matches(wanted))
    return next(found, None)


def _findings(groups: Iterable[MeasuredGroup]) -> list[OwnFinding]:
    """One for the groups of one finding's version: of the volume, and of the key slice."""
    together: dict[tuple[str, str], list[MeasuredGroup]] = {}
    for group in groups:
        finding_id = _text(group, codes.FINDING_ID)
        if finding_id:
            version = _code(group, codes.VERSION_OF_FINDING).value
            together.setdefault((finding_id, version), []).append(group)
    return [_finding(key[0], key[1], mine) for key, mine in together.items()]


def _finding(finding_id: str, version: str, groups: list[MeasuredGroup]) -> OwnFinding:
    said = groups[0]
    rectangles = [r for g in groups if g.kind == "planar" for r in g.regions]
    spatial = [r for g in groups if g.kind == "volumetric" for r in g.regions]
    numbers = {v.name.value: v.value for v in said.values if v.value is not None}
    certainty = numbers.get(codes.CERTAINTY.value)
    model, sha = _algorithm(said)
    return OwnFinding(
        finding_id,
        version == codes.AS_EDITED.value,
        _text(said, codes.FINDING_LABEL),
        _text(said, codes.COMMENT),
        _text(said, codes.SITE_TEXT),
        None if certainty is None else certainty / 100,
        _code(said, codes.CALIBRATION).value == codes.CALIBRATED.value,
        _text(said, codes.MODEL_ID),
        model,
        sha,
        _parameter(said, "device"),
        _text(said, codes.ANALYSED_AT),
        _text(said, codes.ADDED_BY),
        numbers.get(codes.LONG_AXIS.value),
        numbers.get(codes.SHORT_AXIS.value),
        next((r for r in rectangles if r.graphic_type is GraphicType.POLYLINE), None),
        next((r for r in rectangles if r.graphic_type is GraphicType.POINT), None),
        tuple(spatial),
        next((image for g in groups for image in g.images), None),
        _decision(said),
        said.tracking_uid,
    )


def _algorithm(group: MeasuredGroup) -> tuple[str, str]:
    """Version, and hash of the weights: `name version+hash`."""
    version, _, sha = group.algorithm.rpartition(" ")[2].partition("+")
    return (version, sha) if sha else ("", "")


def _parameter(group: MeasuredGroup, name: str) -> str:
    told = next((text for key, text in group.texts if key.matches(("111002", "DCM"))), "")
    pairs = (part.strip().partition("=") for part in told.split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def _decision(group: MeasuredGroup) -> OwnDecision | None:
    state = _chosen(codes.DECISIONS, _code(group, codes.DECISION), ReviewState)
    if state is None:
        return None
    reason = _chosen(codes.REASONS, _code(group, codes.REASON), RejectionReason)
    return OwnDecision(
        state, _text(group, codes.DECIDED_BY), _text(group, codes.DECIDED_AT), reason
    )


def _drawings(groups: Iterable[MeasuredGroup]) -> list[OwnDrawing]:
    found = []
    for group in groups:
        measurement_id = _text(group, codes.MEASUREMENT_ID)
        kind = _chosen(codes.DRAWN_AS, _code(group, codes.MEASUREMENT_KIND), MeasurementKind)
        if measurement_id and kind is not None:
            label = _text(group, codes.COMMENT)
            found.append(OwnDrawing(measurement_id, kind, label, _lines(group), group.tracking_uid))
    return found


def _lines(group: MeasuredGroup) -> tuple[SpatialCoordinates, ...]:
    """Each once: an angle and a length may both be INFERRED FROM the same line."""
    own = [region for value in group.values for region in value.regions]
    return tuple(dict.fromkeys((*group.regions, *own)))


def _scores(groups: Iterable[MeasuredGroup]) -> list[OwnScores]:
    found = []
    for group in groups:
        for value in group.values:
            if value.name.matches(_pair(codes.SCORE)) and value.value is not None:
                model_id, _, label = group.tracking_id.partition(" ")
                found.append(OwnScores(model_id, label, value.value / 100))
    return found


def _content(root: ContentItem) -> ReportContent:
    """What the reader wrote, from the report's own statements."""
    wanted = _pair(codes.QUALITATIVE_EVALUATIONS)
    said = {
        item.name.value: item.text
        for container in root.named(wanted)
        for item in container.children
        if item.value_type is ValueType.TEXT
    }
    return ReportContent(
        indication=said.get(codes.INDICATION.value, ""),
        technique=said.get(codes.TECHNIQUE.value, ""),
        comparison=said.get(codes.COMPARISON.value, ""),
        findings=said.get(codes.FINDINGS_TEXT.value, ""),
        impression=said.get(codes.IMPRESSION.value, ""),
    )


def _pair(code: StandardCode) -> tuple[str, str]:
    return (code.value, code.scheme_designator)


def _text(group: MeasuredGroup, name: StandardCode) -> str:
    return next((text for key, text in group.texts if key.matches(_pair(name))), "")


def _code(group: MeasuredGroup, name: StandardCode) -> Code:
    return next((value for key, value in group.codes if key.matches(_pair(name))), Code(""))


def _chosen(table: Mapping[Choice, StandardCode], code: Code, kind: type[Choice]) -> Choice | None:
    del kind  # for the type checker
    return next((choice for choice, each in table.items() if code.matches(_pair(each))), None)
