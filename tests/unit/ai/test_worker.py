"""The handler in the worker process: looks at shared memory, keeps models, gives everything back."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.shared_memory import SharedMemory

import numpy as np
import pytest
import torch

from medviewer.ai.analyzers.chest_ct_nodules import ChestCtNodules
from medviewer.ai.installed_models import find_model
from medviewer.ai.worker import ANSWERED_BY, AnalysisHandler, build_handler, images_of
from medviewer.domain.coding import CodingRequest
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    SharedArray,
)
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import ImageStack, Unit
from medviewer.errors import AnalysisError, ModelUnusable, NotApplicable
from medviewer.progress import Cancelled, CancelToken, ignore_progress

SHAPE = (12, 64, 64)


@pytest.fixture
def water() -> Iterator[SharedMemory]:
    """A volume of water in shared memory; the test owns it."""
    memory = SharedMemory(create=True, size=int(np.prod(SHAPE)) * 2)
    array: np.ndarray = np.ndarray(SHAPE, np.int16, buffer=memory.buf)
    array[...] = 0
    del array
    yield memory
    memory.close()
    memory.unlink()


@pytest.fixture(scope="module")
def handler() -> AnalysisHandler:
    threads = torch.get_num_threads()
    built = build_handler("cpu")
    torch.set_num_threads(threads)
    return built


def request(name: str, model_id: str = "chest_ct_nodules", device: str = "auto") -> AnalysisRequest:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), 1.0, 1.0)
    return AnalysisRequest(
        request_id="1",
        model_id=model_id,
        study_instance_uid="1.2",
        series_instance_uid="1.2.3",
        display_set_id="d",
        volume=SharedArray(name, SHAPE, "<i2"),
        geometry=VolumeGeometry(plane, (0, 0, 2.5), SHAPE),
        unit=Unit.HU,
        sop_instance_uids=tuple(str(index) for index in range(12)),
        device=device,
    )


def test_that_a_request_is_answered_by_the_model_it_names(
    handler: AnalysisHandler, water: SharedMemory
) -> None:
    asked = request(water.name)

    answer = handler(asked, ignore_progress, CancelToken())

    assert isinstance(answer, AnalysisResult)
    assert answer.request == asked
    assert answer.card.model_id == "chest_ct_nodules"
    assert answer.status is AnalysisStatus.REFUSED  # water has no lungs
    assert handler.device == "CPU"


def test_that_the_shared_memory_stays_its_owners(
    handler: AnalysisHandler, water: SharedMemory
) -> None:
    handler(request(water.name), ignore_progress, CancelToken())

    again = SharedMemory(water.name)
    size = again.size
    again.close()
    assert size >= int(np.prod(SHAPE)) * 2


def test_that_a_model_is_loaded_once(handler: AnalysisHandler, water: SharedMemory) -> None:
    handler(request(water.name), ignore_progress, CancelToken())
    first = dict(handler._analyzers)
    handler(request(water.name), ignore_progress, CancelToken())

    assert first
    assert all(handler._analyzers[key] is analyzer for key, analyzer in first.items())


def test_that_an_unknown_model_is_named(handler: AnalysisHandler, water: SharedMemory) -> None:
    with pytest.raises(ModelUnusable, match="no_such_model"):
        handler(request(water.name, "no_such_model"), ignore_progress, CancelToken())


def test_that_a_cancelled_request_is_not_begun(
    handler: AnalysisHandler, water: SharedMemory
) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        handler(request(water.name), ignore_progress, token)


def test_that_a_device_that_is_not_there_is_an_error_not_a_crash(
    handler: AnalysisHandler, water: SharedMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    with pytest.raises(AnalysisError, match="cuda"):
        handler(request(water.name, device="cuda"), ignore_progress, CancelToken())


def test_that_anything_but_a_request_is_refused(handler: AnalysisHandler) -> None:
    with pytest.raises(NotApplicable):
        handler("hello", ignore_progress, CancelToken())


def test_that_images_without_a_volume_are_kept_from_a_model_that_needs_one(
    handler: AnalysisHandler, water: SharedMemory
) -> None:
    single = replace(request(water.name), geometry=None, planes=(None,) * SHAPE[0])

    with pytest.raises(NotApplicable, match="needs a volume"):
        handler(single, ignore_progress, CancelToken())


def test_that_a_request_without_geometry_is_a_stack_with_its_planes_and_curves() -> None:
    curves = (ToneCurve(VoiWindow(0, 1)),) * 2
    single = replace(request("x"), geometry=None, planes=(None, None), curves=curves)
    array = np.zeros((2, 3, 4), np.int16)

    images = images_of(single, array)

    assert isinstance(images, ImageStack)
    assert images.planes == (None, None)
    assert images.curves == curves


def test_that_the_builder_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(build_handler)) is build_handler


def test_that_a_part_of_an_analyzer_is_none(
    handler: AnalysisHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_model("chest_ct_nodules")
    broken = replace(found, card=replace(found.card, analyzer="patches"))
    monkeypatch.setattr("medviewer.ai.worker.find_model", lambda model_id: broken)

    with pytest.raises(ModelUnusable, match="needs the analyzer “patches”"):
        handler._analyzer("another_id", "cpu")


def test_that_a_model_that_fails_when_warmed_up_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(model: object) -> None:
        raise RuntimeError("a graph of another size")

    monkeypatch.setattr(ChestCtNodules, "warm_up", fail)
    threads = torch.get_num_threads()

    built = build_handler("cpu")

    torch.set_num_threads(threads)
    assert {model_id for model_id, _ in built._analyzers} >= {"brain_mr_tumour"}


def test_that_a_question_nobody_answers_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ANSWERED_BY, CodingRequest, "medviewer.ai.runtime.nobody.desk")
    handler = AnalysisHandler("cpu")

    with pytest.raises(ModelUnusable, match="Update MedViewer"):
        handler(CodingRequest("r", "Pneumonia."), ignore_progress, CancelToken())
