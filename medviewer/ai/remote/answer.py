"""What a server answers: findings as JSON, maps as numbers. The server's side; `answer_reading` is the other.

answer         JSON: format, kind, what the model said; a failure's sentence instead
contributions  float32, all maps of attention one after the other
probabilities  uint8, all probability maps one after the other, each deflated (RFC 1950)
"""

import json
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.remote import sentences
from medviewer.ai.remote.finding_words import written_finding
from medviewer.ai.remote.model_identity import ModelIdentity
from medviewer.ai.remote.question import ANALYSIS, EXPLANATION, FORMAT, IDENTITY
from medviewer.ai.remote.strict_json import Fields
from medviewer.ai.remote.tensors import ANSWER, CONTRIBUTIONS, PROBABILITIES, as_text_tensor
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisResult, AttentionPatch, Explanation
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.domain.volume import PixelArray
from medviewer.errors import MedViewerError
from medviewer.words import Message

FAILURE = "failure"
NO_FINDING = -1  # a map of the study as a whole


def identity_answer(identity: ModelIdentity) -> dict[str, PixelArray]:
    """Which model this is, by the very bytes it runs on."""
    return _tensors({"kind": IDENTITY, "identity": identity.written()})


def analysis_answer(result: AnalysisResult, identity: ModelIdentity) -> dict[str, PixelArray]:
    places = _places(result.findings)
    images = result.request.sop_instance_uids
    said = {
        "kind": ANALYSIS,
        "identity": identity.written(),
        "status": result.status.value,
        "device": result.device,
        "reason": _maybe(result.reason),
        "notes": [sentences.written(each) for each in result.notes],
        "warnings": [sentences.written(each) for each in result.warnings],
        "is_overridable": result.is_overridable,
        "scores": list(result.scores.items()),
        "findings": [written_finding(each, images) for each in result.findings],
        "maps": [_written_map(each, places) for each in result.attention],
        "attention_bias": result.attention_bias,
        "timings_s": list(result.timings_s.items()),
        "slice_contributions": result.slice_contributions,
        "prediction_set": result.prediction_set,
        "spread": result.spread,
        "probability_maps": [_written_probable(each, places) for each in result.probabilities],
    }
    return _tensors(said, result.attention, result.probabilities)


def explanation_answer(said: Explanation, identity: ModelIdentity) -> dict[str, PixelArray]:
    maps = [_written_map(each, {}) for each in said.attention]
    found = {"kind": EXPLANATION, "identity": identity.written(), "unit": said.unit, "maps": maps}
    return _tensors(found, said.attention)


def failure_answer(error: MedViewerError) -> dict[str, PixelArray]:
    """Why there is no answer, in a sentence that can still be translated."""
    reason = sentences.written(error.message)
    return _tensors({"kind": FAILURE, "error": type(error).__name__, "reason": reason})


def _tensors(
    said: Mapping[str, object],
    maps: Sequence[AttentionPatch] = (),
    probable: Sequence[ProbabilityMap] = (),
) -> dict[str, PixelArray]:
    """Numbers that are none (NaN) fail here, on the server, rather than become findings."""
    text = json.dumps(
        {"format": FORMAT, **said}, allow_nan=False, separators=(",", ":"), default=_plain
    )
    packed = b"".join(each.deflated for each in probable)
    return {
        ANSWER: as_text_tensor(text),
        CONTRIBUTIONS: _flat([each.contributions for each in maps]),
        PROBABILITIES: np.frombuffer(packed, np.uint8),
    }


def _plain(value: object) -> object:
    """A numpy scalar as the number it is."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(type(value).__name__)


def _flat(maps: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.concatenate([np.zeros(0, np.float32), *(each.ravel() for each in maps)])


def _places(findings: Sequence[Finding]) -> dict[str, int]:
    return {finding.finding_id: index for index, finding in enumerate(findings)}


def _maybe(sentence: Message | None) -> Fields | None:
    return None if sentence is None else sentences.written(sentence)


def _written_map(patch: AttentionPatch, places: Mapping[str, int]) -> Fields:
    return {
        "finding": places.get(patch.finding_id, NO_FINDING),
        "slice": patch.slice_index,
        "edges": [*patch.row_range, *patch.column_range],
        "shape": patch.contributions.shape,
        "method": patch.method,
        "label": patch.label,
        "weight": patch.weight,
    }


def _written_probable(each: ProbabilityMap, places: Mapping[str, int]) -> Fields:
    return {
        "finding": places.get(each.finding_id, NO_FINDING),
        "slice": each.slice_index,
        "corner": each.corner,
        "shape": each.shape,
        "size": len(each.deflated),
    }
