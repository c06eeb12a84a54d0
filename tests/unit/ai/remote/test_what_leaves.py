"""A file that names its patient in every element: nothing of it leaves for another machine."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.ai.installed_models import find_model
from medviewer.ai.remote.kserve_tensors import written_tensors
from medviewer.ai.remote.question import analysis_question, explanation_question
from medviewer.ai.remote.tensors import QUESTION, text_of
from medviewer.dicom import scanner
from medviewer.domain.model_card import AnalysisRequest, ExplanationRequest, SharedArray
from medviewer.domain.study import Study
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.ai.analysis_run import AnalysisOrder, images_of_order, request_of
from tests.phantoms.identities import SECRETS, write_named_image
from tests.unit.ai.remote.samples import finding, result

PLANTED = {  # in elements that the analysis does read
    "BodyPartExamined": "QUIRIN",
    "RescaleType": "Fernandez",
    "PatientAge": "056Y",
    "WindowCenterWidthExplanation": "Wohlgemuth",
    "LUTExplanation": "Wohlgemuth",
    "FrameOfReferenceUID": "1.2.826.0.1.99.17.9",
    "DeviceSerialNumber": "KH-220733",
    "ProtocolName": "Quirin",
    "Manufacturer": "Elsewhere",
}
EVERY_WORD = {*SECRETS, "QUIRIN", "056Y", "1.2.826", "override of Quirin"}
LEAVES = {"format", "kind", "model_id", "unit", "geometry", "planes", "curves", "body_part"} | {
    "is_overridden"
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    write_named_image(tmp_path / "named.dcm", **PLANTED)
    found = scanner.scan([tmp_path], tmp_path, CancelToken(), ignore_progress, lambda _: None)
    [one] = found.studies
    return one


def asked(study: Study, model_id: str) -> tuple[AnalysisRequest, np.ndarray[Any, Any]]:
    series = study.series[0]
    card = find_model(model_id).card
    order = AnalysisOrder(
        "KH-220733", card, study, series, series.display_sets[0], override="override of Quirin"
    )
    images = images_of_order(order, CancelToken(), ignore_progress)
    shared = SharedArray("psm_quirin", images.array.shape, images.array.dtype.str)
    return request_of(order, images, shared), images.array


def texts(value: object) -> Iterator[str]:
    """Every word of a question, field names left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_that_no_word_of_the_headers_leaves(study: Study) -> None:
    request, array = asked(study, "chest_xray_pneumonia")
    assert request.override == "override of Quirin"

    for is_binary in (True, False):
        body, headers = written_tensors(analysis_question(request, array), is_binary=is_binary)

        sent = body + repr(headers).encode()
        assert [word for word in EVERY_WORD if word.encode() in sent] == []


def test_that_only_these_fields_leave_and_only_these_words_in_them(study: Study) -> None:
    request, array = asked(study, "chest_xray_pneumonia")

    tensors = analysis_question(request, array)

    said = json.loads(text_of(tensors, QUESTION))
    assert set(tensors) == {"question", f"pixels_{array.dtype.name}"}
    assert set(said) == LEAVES
    words = set(texts(said)) - {"LINEAR", "LINEAR_EXACT", "SIGMOID"}
    assert words == {"analysis", "chest_xray_pneumonia", "", "OTHER"}


def test_that_an_explanation_says_no_more_than_the_finding_and_where_it_lies(study: Study) -> None:
    request, array = asked(study, "chest_xray_pneumonia")
    of = finding((study.series[0].display_sets[0].frames[0].instance.sop_instance_uid,) * 3)
    wanted = ExplanationRequest(request, of, "occlusion", result(request).attention[:0])

    body, _ = written_tensors(explanation_question(wanted, array), is_binary=True)

    said = json.loads(text_of(explanation_question(wanted, array), QUESTION))
    assert set(said) == LEAVES | {"method", "finding", "maps"}
    assert set(said["finding"]) == {"label", "center_voxel", "image_index", "label_scores"}
    assert [word for word in EVERY_WORD if word.encode() in body] == []
