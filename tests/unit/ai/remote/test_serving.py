"""The server's side without a server: a question's tensors in, an answer's out; failures are answers."""

import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from medviewer.ai.installed_models import find_model
from medviewer.ai.remote.answer_reading import (
    Answer,
    Failure,
    identity_in,
    open_answer,
    read_result,
)
from medviewer.ai.remote.question import ANALYSIS, IDENTITY, analysis_question, identity_question
from medviewer.ai.remote.serving import ServedModel
from medviewer.ai.remote.tensors import as_text_tensor
from medviewer.ai.remote.triton_model import TritonPythonModel
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.errors import OutOfMemory
from medviewer.words import message
from tests.unit.ai.remote.samples import MODEL, PIXELS, identity, request, result


class StandIn:
    """In place of the handler: answers what the test says, or raises it."""

    def __init__(self, said: object = None) -> None:
        self.said = said
        self.asked: list[Any] = []

    def warm_up_model(self, model_id: str) -> None:
        self.asked.append(model_id)

    def analyze(self, asked: Any, array: Any, *_: object) -> AnalysisResult:
        self.asked.append((asked, array))
        if isinstance(self.said, Exception):
            raise self.said
        return result(asked)


def served(said: object = None) -> ServedModel:
    return ServedModel(MODEL, make=lambda: StandIn(said))  # type: ignore[arg-type,return-value]


def test_that_a_model_tells_which_it_is_by_its_files() -> None:
    answer = open_answer(served().answer(identity_question(MODEL)), IDENTITY)

    assert isinstance(answer, Answer)
    assert identity_in(answer) == identity()
    assert identity().weights_sha256 == find_model(MODEL).card.weights_sha256


def test_that_a_question_is_answered_by_the_model() -> None:
    answer = open_answer(served().answer(analysis_question(request(), PIXELS)), ANALYSIS)

    assert isinstance(answer, Answer)
    read = read_result(answer, request(), find_model(MODEL).card, "remote: gpu1")
    assert read.status is AnalysisStatus.DONE
    assert read.scores == {"lung_nodule": 0.62}


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        (OutOfMemory(message("X", "The GPU is full.")), "OutOfMemory", "The GPU is full."),
        (ZeroDivisionError("patient Doe"), "MedViewerError", "did not foresee"),
    ],
)
def test_that_a_failure_is_an_answer_without_its_innards(
    said: Exception, error: str, words: str
) -> None:
    answer = open_answer(served(said).answer(analysis_question(request(), PIXELS)), ANALYSIS)

    assert isinstance(answer, Failure)
    assert answer.error == error
    assert words in str(answer.reason)
    assert "Doe" not in str(answer.reason)


BAD_QUESTIONS: list[dict[str, Any]] = [
    {},
    {"question": as_text_tensor("{}")},
    {"question": as_text_tensor(json.dumps({"format": 9, "kind": "identity"}))},
    identity_question("another_model"),
    {"question": analysis_question(request(), PIXELS)["question"]},
    {**analysis_question(request(), PIXELS), "pixels_uint8": PIXELS.astype(np.uint8)},
    {**analysis_question(request(geometry=None), PIXELS)},
    {"question": analysis_question(request(), PIXELS)["question"], "pixels_int16": PIXELS[0]},
]


@pytest.mark.parametrize("question", BAD_QUESTIONS, ids=range(len(BAD_QUESTIONS)))
def test_that_what_is_no_question_is_answered_with_a_sentence(question: dict[str, Any]) -> None:
    answer = open_answer(served().answer(question), ANALYSIS)

    assert isinstance(answer, Failure)
    assert "was not understood" in str(answer.reason)


def test_that_triton_is_answered_through_its_own_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """`pb_utils` exists only inside Triton: this is a stand-in for it, made from its documentation."""

    class Tensor(SimpleNamespace):
        def as_numpy(self) -> Any:
            return self.array

    pb_utils = ModuleType("triton_python_backend_utils")
    stand_ins: dict[str, Any] = {
        "Tensor": lambda name, array: Tensor(name=name, array=array),
        "InferenceResponse": lambda output_tensors: output_tensors,
        "get_input_tensor_by_name": lambda asked, name: (
            Tensor(array=asked[name]) if name in asked else None
        ),
    }
    for name, stand_in in stand_ins.items():
        setattr(pb_utils, name, stand_in)
    monkeypatch.setitem(sys.modules, "triton_python_backend_utils", pb_utils)
    monkeypatch.setattr("medviewer.ai.remote.serving.AnalysisHandler", lambda _: StandIn())
    model = TritonPythonModel()
    config = {"name": MODEL, "parameters": {"device": {"string_value": "cpu"}}}
    model.initialize({"model_config": json.dumps(config)})

    [outputs] = model.execute([analysis_question(request(), PIXELS)])

    answer = open_answer({each.name: each.array for each in outputs}, ANALYSIS)
    assert isinstance(answer, Answer)
    read = read_result(answer, request(), find_model(MODEL).card, "remote: gpu1")
    assert len(read.findings) == 1
