"""What a model on another machine is asked: pixels, where they lie and what they count. Nobody's name.

What leaves, and nothing else:

    pixels_<kind>   the images, as decoded, in modality units
    question        JSON: format, kind, model_id, unit, geometry, planes, curves, body_part, is_overridden;
                    of an explanation also method, finding, maps

UIDs, names, dates, descriptions, the patient's age and the reader's words stay: who asks knows them, and puts
them on the answer. A finding is told by the slice's place in the series. Texts of headers leave only as words
of a closed list (unit, body part); a header may hold anything.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from medviewer.ai.remote.places import (
    read_curves,
    read_geometry,
    read_planes,
    written_curve,
    written_geometry,
    written_plane,
)
from medviewer.ai.remote.strict_json import (
    Fields,
    Malformed,
    as_fields,
    fields,
    flag,
    items,
    numbers,
    parse,
    share,
    text,
    voxel,
    whole,
)
from medviewer.ai.remote.tensors import (
    DIMENSIONS,
    MOST_PIXELS,
    PIXELS,
    QUESTION,
    Tensors,
    as_text_tensor,
    kind_of,
    text_of,
)
from medviewer.domain.finding import Finding, Provenance
from medviewer.domain.model_card import (
    AnalysisRequest,
    AttentionPatch,
    ExplanationRequest,
    SharedArray,
)
from medviewer.domain.unit import Unit
from medviewer.domain.volume import PixelArray
from medviewer.words import Message

FORMAT = 1  # of questions and answers; a server that knows another is not asked
IDENTITY, ANALYSIS, EXPLANATION = "identity", "analysis", "explanation"
UNITS = frozenset(
    {Unit.NONE, Unit.HU, Unit.BQML, Unit.CNTS, Unit.GML, Unit.OPTICAL_DENSITY}
    | {Unit.SUV_BW, Unit.SUV_LBM, Unit.SUV_BSA}
)
BODY_PARTS = frozenset(  # of PS3.16 Annex L, those that models speak of
    {"ABDOMEN", "ANKLE", "ARM", "BLADDER", "BRAIN", "BREAST", "CHEST", "CSPINE", "ELBOW"}
    | {"EXTREMITY", "FOOT", "HAND", "HEAD", "HEADNECK", "HEART", "HIP", "KIDNEY", "KNEE"}
    | {"LEG", "LIVER", "LSPINE", "LUNG", "NECK", "ORBIT", "PELVIS", "SHOULDER", "SKULL"}
    | {"SPINE", "THORAX", "TSPINE", "WHOLEBODY", "WRIST"}
)
OTHER_BODY_PART = "OTHER"
OVERRIDDEN = "overridden by the reader"  # a server is told that there was a reason, never which
MOST_MAPS = 1 << 16


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the server has it; slices are told by their place. `array` is None for an identity."""

    kind: str
    request: AnalysisRequest | None = None
    array: PixelArray | None = None
    explanation: ExplanationRequest | None = None


def identity_question(model_id: str) -> dict[str, PixelArray]:
    """Which model are you? Sent before any pixel."""
    return {QUESTION: _as_tensor({"format": FORMAT, "kind": IDENTITY, "model_id": model_id})}


def analysis_question(request: AnalysisRequest, array: PixelArray) -> dict[str, PixelArray]:
    """The tensors that ask for an analysis."""
    return _with_pixels({"kind": ANALYSIS, **_asked(request)}, array)


def explanation_question(wanted: ExplanationRequest, array: PixelArray) -> dict[str, PixelArray]:
    """The tensors that ask for a finding's maps by another method."""
    said = {
        "kind": EXPLANATION,
        "method": wanted.method,
        "finding": _written_finding(wanted.finding),
        "maps": [_written_map(each) for each in wanted.maps],
    }
    return _with_pixels({**said, **_asked(wanted.request)}, array)


def read_question(tensors: Tensors, model_id: str) -> Question:
    """What was asked of that model.

    Raises:
        Malformed: it is no question, one of another format, or for another model.
    """
    found = parse(text_of(tensors, QUESTION))
    whole(found, "format", FORMAT, FORMAT)
    if text(found, "model_id") != model_id:
        raise Malformed("model_id")
    kind = text(found, "kind")
    if kind == IDENTITY:
        return Question(kind)
    array = _pixels(tensors)
    request = _read_request(found, array)
    if kind == ANALYSIS:
        return Question(kind, request, array)
    if kind != EXPLANATION:
        raise Malformed("kind")
    return Question(kind, request, array, _read_explanation(found, request))


def _asked(request: AnalysisRequest) -> Fields:
    return {
        "format": FORMAT,
        "model_id": request.model_id,
        "unit": request.unit if request.unit in UNITS else "",
        "geometry": written_geometry(request.geometry),
        "planes": [written_plane(plane) for plane in request.planes],
        "curves": [written_curve(curve) for curve in request.curves],
        "body_part": told_body_part(request.body_part),
        "is_overridden": bool(request.override),
    }


def told_body_part(named: str) -> str:
    """A word of the standard's; of any other only that there was one, which is what the guard asks."""
    if not named:
        return ""
    return named if named in BODY_PARTS else OTHER_BODY_PART


def _with_pixels(said: Mapping[str, object], array: PixelArray) -> dict[str, PixelArray]:
    kind = kind_of(array)
    pixels = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    return {QUESTION: _as_tensor(said), f"{PIXELS}{kind}": pixels}


def _as_tensor(said: Mapping[str, object]) -> PixelArray:
    return as_text_tensor(json.dumps(said, allow_nan=False, separators=(",", ":")))


def _pixels(tensors: Tensors) -> PixelArray:
    """The one tensor of pixels."""
    given = [array for name, array in tensors.items() if name.startswith(PIXELS)]
    if len(given) != 1 or given[0].ndim != DIMENSIONS or given[0].dtype.kind not in "iuf":
        raise Malformed("pixels")
    if not 0 < given[0].size <= MOST_PIXELS:
        raise Malformed("pixels")
    return given[0]


def _read_request(found: Fields, array: PixelArray) -> AnalysisRequest:
    """Slices are named by their place, so that nothing else is ever known of them."""
    count = len(array)
    geometry = read_geometry(found.get("geometry"), array.shape)
    planes, curves = read_planes(found, count), read_curves(found, count)
    if geometry is None and not len(planes) == len(curves) == count:
        raise Malformed("planes")
    return AnalysisRequest(
        request_id="",
        model_id=text(found, "model_id"),
        study_instance_uid="",
        series_instance_uid="",
        display_set_id="",
        volume=SharedArray("", tuple(array.shape), array.dtype.str),
        geometry=geometry,
        unit=Unit(text(found, "unit")),
        sop_instance_uids=slice_names(count),
        planes=planes,
        curves=curves,
        override=OVERRIDDEN if flag(found, "is_overridden") else "",
        body_part=text(found, "body_part"),
    )


def slice_names(count: int) -> tuple[str, ...]:
    """What a server calls the slices instead of by their UIDs."""
    return tuple(map(str, range(count)))


def _written_finding(finding: Finding) -> Fields:
    return {
        "label": finding.label,
        "center_voxel": finding.center_voxel,
        "image_index": finding.image_index,
        "label_scores": [list(each) for each in finding.label_scores],
    }


def _written_map(patch: AttentionPatch) -> Fields:
    ranges = [*patch.row_range, *patch.column_range]
    return {"slice": patch.slice_index, "edges": ranges, "weight": patch.weight}


def _read_explanation(found: Fields, request: AnalysisRequest) -> ExplanationRequest:
    finding = _read_finding(fields(found, "finding"), request)
    maps = tuple(
        _read_map(as_fields(each, "maps"), request) for each in items(found, "maps", MOST_MAPS)
    )
    return ExplanationRequest(request, finding, text(found, "method"), maps)


def _read_finding(found: Fields, request: AnalysisRequest) -> Finding:
    """As much of a finding as an explanation needs."""
    nowhere = found.get("center_voxel") is None
    shape = request.volume.shape
    scores = [_read_score(each) for each in items(found, "label_scores", 1000)]
    finding = Finding(
        finding_id="",
        label=text(found, "label"),
        name=Message("", ""),
        site=Message("", ""),
        center_lps_mm=None,
        center_voxel=None if nowhere else voxel(found["center_voxel"], "center_voxel", shape),
        box_lps_mm=None,
        box_voxel=None,
        diameter_mm=None,
        confidence=0.0,
        is_calibrated=False,
        sop_instance_uids=(),
        provenance=Provenance(request.model_id, "", "", "", "", ""),
        label_scores=tuple(scores),
    )
    return replace(finding, image_index=whole(found, "image_index", 0, shape[0] - 1))


def _read_score(value: object) -> tuple[str, float]:
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], str):
        raise Malformed("label_scores")
    return value[0], share(value[1], "label_scores")


def _read_map(found: Fields, request: AnalysisRequest) -> AttentionPatch:
    top, bottom, left, right = numbers(found.get("edges"), "edges", 4)
    [weight] = numbers([found.get("weight")], "weight", 1)
    index = whole(found, "slice", 0, request.volume.shape[0] - 1)
    nothing = np.zeros((1, 1), np.float32)
    return AttentionPatch("", index, (top, bottom), (left, right), nothing, weight=weight)
