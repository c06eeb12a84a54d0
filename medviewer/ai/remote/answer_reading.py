"""What another machine answered, as a result of this study: checked field by field, UIDs put back.

Nothing is taken on trust: places must lie within the images sent, numbers be finite, scores 0..1, and what
the local card does not allow (a percentage) is not allowed to the answer.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.remote import sentences
from medviewer.ai.remote.answer import FAILURE, NO_FINDING
from medviewer.ai.remote.finding_words import AskedSeries, read_finding
from medviewer.ai.remote.model_identity import ModelIdentity
from medviewer.ai.remote.question import ANALYSIS, EXPLANATION, FORMAT, IDENTITY
from medviewer.ai.remote.strict_json import (
    Fields,
    Malformed,
    as_fields,
    as_number,
    as_text,
    as_whole,
    fields,
    flag,
    items,
    maybe_number,
    number,
    numbers,
    parse,
    share,
    text,
    whole,
)
from medviewer.ai.remote.tensors import (
    ANSWER,
    CONTRIBUTIONS,
    PROBABILITIES,
    Tensors,
    bytes_of,
    floats_of,
    text_of,
)
from medviewer.domain.finding import Provenance
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    AttentionPatch,
    Explanation,
    ExplanationRequest,
    ModelCard,
)
from medviewer.domain.probability_map import MOST_PIXELS, ProbabilityMap
from medviewer.words import Message

MOST_FINDINGS = 5000
MOST_MAPS = 1 << 16
MOST_NOTES = 50
LARGEST_MAP = 4096  # cells to a side


@dataclass(frozen=True, slots=True)
class Failure:
    """The server could not answer, and says why; `error` is a class of `errors`."""

    error: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose kind was checked; `content` is its JSON."""

    content: Fields
    tensors: Tensors


def open_answer(tensors: Tensors, kind: str) -> Answer | Failure:
    """The answer to a question of that kind, or why there is none.

    Raises:
        Malformed: it is neither.
    """
    found = parse(text_of(tensors, ANSWER))
    whole(found, "format", FORMAT, FORMAT)
    said = text(found, "kind")
    if said == FAILURE:
        return Failure(text(found, "error"), sentences.read(found.get("reason"), "reason"))
    if said != kind or kind not in (IDENTITY, ANALYSIS, EXPLANATION):
        raise Malformed("kind")
    return Answer(found, tensors)


def identity_in(answer: Answer) -> ModelIdentity:
    return ModelIdentity.read(fields(answer.content, "identity"))


def server_device(answer: Answer) -> str:
    """What the server computed on, in its own words."""
    return text(answer.content, "device")


def read_result(
    answer: Answer, request: AnalysisRequest, card: ModelCard, device: str
) -> AnalysisResult:
    """The result of `request`; card, provenance and UIDs are this computer's own.

    Raises:
        Malformed: something in it cannot be.
    """
    found = answer.content
    series = _asked_series(request, card, device)
    findings = tuple(read_finding(f, series) for f in items(found, "findings", MOST_FINDINGS))
    ids = tuple(finding.finding_id for finding in findings)
    reason = found.get("reason")
    return AnalysisResult(
        request,
        card,
        _status(found),
        device,
        reason=None if reason is None else sentences.read(reason, "reason"),
        notes=_sentences(found, "notes"),
        scores=dict(_named_shares(found, "scores")),
        findings=findings,
        attention=_maps(answer, ids, series.shape),
        attention_bias=number(found, "attention_bias"),
        timings_s=dict(_named_numbers(found, "timings_s")),
        warnings=_sentences(found, "warnings"),
        slice_contributions=_slice_contributions(found, series.shape[0]),
        prediction_set=tuple(
            as_text(s, "prediction_set") for s in items(found, "prediction_set", 1000)
        ),
        spread=maybe_number(found, "spread"),
        is_overridable=flag(found, "is_overridable"),
        probabilities=_probable(answer, ids, series.shape),
    )


def read_explanation(answer: Answer, wanted: ExplanationRequest) -> Explanation:
    """The maps of the finding that was asked about.

    Raises:
        Malformed: as `read_result`.
    """
    shape = _shape(wanted.request)
    maps = tuple(
        replace(patch, finding_id=wanted.finding.finding_id, method=wanted.method)
        for patch in _maps(answer, (), shape)
    )
    unit = text(answer.content, "unit")
    return Explanation(wanted.finding.finding_id, wanted.method, maps, unit)


def _asked_series(request: AnalysisRequest, card: ModelCard, device: str) -> AskedSeries:
    said_by = Provenance(
        card.model_id,
        card.version,
        card.weights_sha256,
        request.series_instance_uid,
        device,
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    images = request.sop_instance_uids
    return AskedSeries(_shape(request), images, said_by, card.is_calibrated)


def _shape(request: AnalysisRequest) -> tuple[int, int, int]:
    slices, rows, columns = request.volume.shape
    return (slices, rows, columns)


def _status(found: Fields) -> AnalysisStatus:
    try:
        return AnalysisStatus(text(found, "status"))
    except ValueError as error:
        raise Malformed("status") from error


def _sentences(found: Fields, name: str) -> tuple[Message, ...]:
    return tuple(sentences.read(each, name) for each in items(found, name, MOST_NOTES))


def _named(found: Fields, name: str) -> list[tuple[str, object]]:
    pairs = []
    for each in items(found, name, 1000):
        if not isinstance(each, list) or len(each) != 2:
            raise Malformed(name)
        pairs.append((as_text(each[0], name), each[1]))
    return pairs


def _named_shares(found: Fields, name: str) -> list[tuple[str, float]]:
    return [(key, share(value, name)) for key, value in _named(found, name)]


def _named_numbers(found: Fields, name: str) -> list[tuple[str, float]]:
    return [(key, as_number(value, name)) for key, value in _named(found, name)]


def _slice_contributions(found: Fields, slices: int) -> tuple[float, ...]:
    value = items(found, "slice_contributions", slices)
    return numbers(value, "slice_contributions", slices) if value else ()


def _maps(
    answer: Answer, ids: tuple[str, ...], shape: tuple[int, int, int]
) -> tuple[AttentionPatch, ...]:
    values = floats_of(answer.tensors, CONTRIBUTIONS)
    patches, used = [], 0
    for each in items(answer.content, "maps", MOST_MAPS):
        found = as_fields(each, "maps")
        rows, columns = _cells(found, LARGEST_MAP)
        part = values[used : used + rows * columns]
        used += rows * columns
        if len(part) < rows * columns:
            raise Malformed(CONTRIBUTIONS)
        patches.append(_map(found, ids, shape[0], part.reshape(rows, columns).copy()))
    if used != len(values):
        raise Malformed(CONTRIBUTIONS)
    return tuple(patches)


def _map(
    found: Fields, ids: tuple[str, ...], slices: int, values: NDArray[np.float32]
) -> AttentionPatch:
    top, bottom, left, right = numbers(found.get("edges"), "edges", 4)
    return AttentionPatch(
        _id(found, ids),
        whole(found, "slice", 0, slices - 1),
        (top, bottom),
        (left, right),
        values,
        text(found, "method"),
        text(found, "label"),
        number(found, "weight"),
    )


def _probable(
    answer: Answer, ids: tuple[str, ...], shape: tuple[int, int, int]
) -> tuple[ProbabilityMap, ...]:
    data, maps, used = bytes_of(answer.tensors, PROBABILITIES), [], 0
    for each in items(answer.content, "probability_maps", MOST_MAPS):
        found = as_fields(each, "probability_maps")
        size = whole(found, "size", 1, len(data))
        maps.append(_probability_map(found, ids, data[used : used + size], shape))
        used += size
    if used != len(data):
        raise Malformed(PROBABILITIES)
    return tuple(maps)


def _probability_map(
    found: Fields, ids: tuple[str, ...], deflated: bytes, shape: tuple[int, int, int]
) -> ProbabilityMap:
    corner = items(found, "corner", 2)
    if len(corner) != 2:
        raise Malformed("corner")
    top, left = (as_whole(v, "corner", 0, n) for v, n in zip(corner, shape[1:], strict=True))
    each = ProbabilityMap(
        _id(found, ids),
        whole(found, "slice", 0, shape[0] - 1),
        (top, left),
        _cells(found, max(shape[1:])),
        deflated,
    )
    try:
        each.on_slice(shape[1:])
    except ValueError as error:
        raise Malformed("probability_maps") from error
    return each


def _cells(found: Fields, most: int) -> tuple[int, int]:
    value = items(found, "shape", 2)
    if len(value) != 2:
        raise Malformed("shape")
    rows, columns = (as_whole(each, "shape", 1, most) for each in value)
    if rows * columns > MOST_PIXELS:
        raise Malformed("shape")
    return rows, columns


def _id(found: Fields, ids: tuple[str, ...]) -> str:
    index = whole(found, "finding", NO_FINDING, len(ids) - 1)
    return "" if index == NO_FINDING else ids[index]
