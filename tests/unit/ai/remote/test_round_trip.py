"""What is asked arrives as it was asked, and what is answered comes back with this study's own names."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from medviewer.ai.analyzers.provenance import finding_id
from medviewer.ai.remote.answer import analysis_answer
from medviewer.ai.remote.answer_reading import Answer, open_answer, read_result
from medviewer.ai.remote.question import (
    ANALYSIS,
    EXPLANATION,
    OTHER_BODY_PART,
    analysis_question,
    explanation_question,
    read_question,
)
from medviewer.ai.remote.strict_json import Malformed
from medviewer.ai.remote.tensors import ANSWER, as_text_tensor, text_of
from medviewer.domain.appearance import ValueRange
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.model_card import AnalysisResult, ExplanationRequest
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiLut, VoiWindow
from tests.unit.ai.remote.samples import (
    GEOMETRY,
    MODEL,
    PIXELS,
    PLANE,
    SHAPE,
    UIDS,
    card,
    finding,
    identity,
    request,
    result,
)


def asked_there() -> Any:
    """The request as the server has it."""
    question = read_question(analysis_question(request(), PIXELS), MODEL)
    assert question.request is not None
    return question.request


def read_back(answered: AnalysisResult, **changes: object) -> AnalysisResult:
    """What the asking side makes of an answer; `changes` replace what stands in its JSON."""
    tensors = analysis_answer(answered, identity())
    said = json.loads(text_of(tensors, ANSWER)) | changes
    answer = open_answer({**tensors, ANSWER: as_text_tensor(json.dumps(said))}, ANALYSIS)
    assert isinstance(answer, Answer)
    return read_result(answer, request(), card(), "remote: gpu1")


def test_that_pixels_and_geometry_arrive_as_they_were_sent() -> None:
    question = read_question(analysis_question(request(), PIXELS), MODEL)

    assert question.request is not None
    assert question.array is not None
    assert question.request.geometry == GEOMETRY
    assert question.request.unit == Unit.HU
    assert question.array.dtype == np.int16
    assert np.array_equal(question.array, PIXELS)


def test_that_planes_and_curves_of_single_images_arrive() -> None:
    table = LookupTable(-5, 12, bytes(range(8)))
    curves = (
        ToneCurve(VoiWindow(40, 400), is_inverted=True, padding=ValueRange(-2000, -2000)),
        ToneCurve(VoiLut(table), presentation_lut=table),
        ToneCurve(VoiWindow(0.5, 0.25)),
    )
    single = request(geometry=None, planes=(PLANE, None, PLANE), curves=curves)

    question = read_question(analysis_question(single, PIXELS), MODEL)

    assert question.request is not None
    assert question.request.planes == (PLANE, None, PLANE)
    assert question.request.curves == curves


def test_that_big_endian_pixels_keep_their_values() -> None:
    question = read_question(analysis_question(request(), PIXELS.astype(">i2")), MODEL)

    assert question.array is not None
    assert np.array_equal(question.array, PIXELS)


@pytest.mark.parametrize(("named", "told"), [("", ""), ("CHEST", "CHEST"), ("MRS DOE", "OTHER")])
def test_that_a_body_part_leaves_only_as_a_word_of_the_standard(named: str, told: str) -> None:
    question = read_question(analysis_question(request(body_part=named), PIXELS), MODEL)

    assert question.request is not None
    assert question.request.body_part == told
    assert OTHER_BODY_PART == "OTHER"


def test_that_an_explanation_asks_with_the_finding_and_its_maps() -> None:
    answered = result(asked_there())
    wanted = ExplanationRequest(request(), finding(UIDS), "occlusion", answered.attention)

    question = read_question(explanation_question(wanted, PIXELS), MODEL)

    assert question.kind == EXPLANATION
    assert question.explanation is not None
    assert question.explanation.method == "occlusion"
    assert question.explanation.finding.center_voxel == (1, 1, 2)
    [place] = question.explanation.maps
    assert (place.slice_index, place.row_range, place.weight) == (1, (-0.5, 3.5), 1.0)


def test_that_an_answer_comes_back_as_it_was_given() -> None:
    answered = result(asked_there())

    read = read_back(answered)

    [one], [there] = read.findings, answered.findings
    assert replace(one, finding_id="", provenance=there.provenance) == replace(
        there, finding_id="", sop_instance_uids=UIDS[:2]
    )
    assert read.scores == answered.scores
    assert read.notes == answered.notes
    assert read.slice_contributions == answered.slice_contributions
    assert read.prediction_set == ("lung_nodule",)
    assert read.attention[0].contributions.tolist() == [[0.25, -1.5]]
    assert read.attention[0].finding_id == one.finding_id
    assert read.probabilities[0].levels().tolist() == [[0, 128], [255, 7]]
    assert read.request == request()


def test_that_the_machine_stands_in_the_provenance() -> None:
    [one] = read_back(result(asked_there())).findings

    assert one.provenance.device == "remote: gpu1"
    assert one.provenance.series_instance_uid == "1.2.3"
    assert one.provenance.weights_sha256 == card().weights_sha256


def test_that_a_finding_has_the_id_that_a_local_run_gives_it() -> None:
    place = (1, 1, 2), (0, 1, 1), (1, 2, 3)
    there = finding()
    named = replace(there, finding_id=finding_id(there.provenance, "1", *place))

    [one] = read_back(
        result(asked_there(), findings=(named,), attention=(), probabilities=())
    ).findings

    assert one.finding_id == finding_id(one.provenance, UIDS[1], *place)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"kind": "explanation"},
        {"status": "sure"},
        {"scores": [["lung_nodule", 1.5]]},
        {"scores": [["lung_nodule", 1e999]]},
        {"attention_bias": "0"},
        {"slice_contributions": [0.1]},
        {"notes": [{"context": "c", "text": "{x.__class__}", "values": {"x": "1"}}]},
        {"notes": [{"context": "c", "text": "{x:>99999999}", "values": {"x": "1"}}]},
        {"notes": [{"context": "c", "text": "{y}", "values": {}}]},
        {"maps": []},
        {"probability_maps": []},
        {"findings": "none"},
        {"timings_s": [["a\nb", 1]]},
    ],
    ids=str,
)
def test_that_an_answer_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    answered = result(asked_there())

    with pytest.raises(Malformed):
        read_back(answered, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"center_voxel": [3, 0, 0]},
        {"center_voxel": [1, 1, True]},
        {"box_voxel": [[1, 2, 3], [0, 1, 1]]},
        {"box_voxel": [[0, 0, 0], [2, 3, 5]]},
        {"confidence": -0.1},
        {"diameter_mm": -1},
        {"images": [3]},
        {"image_index": 3},
        {"outlines": [[3, []]]},
        {"outlines": [[0, [[1]]]]},
        {"rule": "mine"},
        {"label": "x" * 500},
        {"name": {"context": "c", "text": "a", "values": []}},
    ],
    ids=str,
)
def test_that_a_finding_outside_the_images_is_refused(changes: dict[str, object]) -> None:
    answered = result(asked_there())
    [said] = json.loads(text_of(analysis_answer(answered, identity()), ANSWER))["findings"]

    with pytest.raises(Malformed):
        read_back(answered, findings=[said | changes])


def test_that_a_percentage_is_only_believed_where_the_local_card_allows_it() -> None:
    sure = finding(is_calibrated=True)

    [one] = read_back(result(asked_there(), findings=(sure,))).findings

    assert one.is_calibrated is card().is_calibrated
    assert SHAPE == (3, 4, 5)
