"""Real models on a real KServe v2 server answer as they do here; a killed server is a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from medviewer.__main__ import main
from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.ai.worker import AnalysisHandler
from medviewer.dicom.export import write_ct_series
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    Explanation,
    ExplanationRequest,
)
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.domain.unit import Unit
from medviewer.domain.volume import ImageStack, Volume
from medviewer.errors import EndpointError
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom
from medviewer.progress import CancelToken, ignore_progress
from tests.peers import mlserver
from tests.peers.mlserver import MlServer
from tests.unit.ai.analyzers.test_brain_mr_tumour import TUMOUR, head
from tests.unit.ai.analyzers.test_brain_mr_tumour import volume as heads
from tests.unit.ai.analyzers.test_chest_xray_pneumonia import stack
from tests.unit.ai.remote.samples import shared

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
MODELS = ("chest_ct_nodules", "brain_mr_tumour", "chest_xray_pneumonia")
SAME = 1e-6  # of a score; both compute on a CPU


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlServer]:
    if not mlserver.is_installed():
        pytest.skip(mlserver.WHY_MISSING)
    running = MlServer(tmp_path_factory.mktemp("mlserver"), MODELS)
    try:
        running.start()
        yield running
    finally:
        running.kill()


@pytest.fixture(scope="module")
def handler() -> AnalysisHandler:
    return AnalysisHandler("cpu")


@cache
def images(model_id: str) -> Volume | ImageStack:
    """Something each model says something of."""
    if model_id == "chest_ct_nodules":
        return thorax_phantom(ThoraxSpec(shape=(60, 320, 320), pixel_mm=1.1, slice_mm=5.0)).volume
    if model_id == "brain_mr_tumour":
        return heads(head(), head((50, 100, 8)), head(TUMOUR), head((50, 100, 7)), head())
    return stack(2, (512, 400))


def asked(model_id: str, volume: Any) -> AnalysisRequest:
    shown = images(model_id)
    is_stack = isinstance(shown, ImageStack)
    return AnalysisRequest(
        request_id="r",
        model_id=model_id,
        study_instance_uid="1.2",
        series_instance_uid="1.2.3",
        display_set_id="1.2.3#0",
        volume=volume,
        geometry=None if isinstance(shown, ImageStack) else shown.geometry,
        unit=Unit(shown.unit),
        sop_instance_uids=tuple(f"1.2.3.{index}" for index in range(len(shown.array))),
        planes=shown.planes if isinstance(shown, ImageStack) else (),
        curves=shown.curves if isinstance(shown, ImageStack) else (),
        override="" if model_id == "chest_ct_nodules" else "a phantom",
        patient_age_years=50.0 if is_stack else None,
    )


def told(result: AnalysisResult) -> AnalysisResult:
    """A result without what may differ: time, device, and what is compared by value."""
    findings = tuple(
        replace(
            each,
            confidence=0.0,
            label_scores=(),
            provenance=replace(each.provenance, device="", analysed_at=""),
        )
        for each in result.findings
    )
    empty: dict[str, float] = {}
    return replace(
        result,
        device="",
        timings_s=empty,
        scores=dict.fromkeys(result.scores, 0.0),
        findings=findings,
        attention=(),
        attention_bias=0.0,
        probabilities=(),
        slice_contributions=(),
        spread=None,
    )


def numbers_of(result: AnalysisResult) -> NDArray[np.float64]:
    values = [
        *result.scores.values(),
        *(each.confidence for each in result.findings),
        *(score for each in result.findings for _, score in each.label_scores),
        *result.slice_contributions,
        result.attention_bias,
        result.spread or 0.0,
        *(float(value) for each in result.attention for value in each.contributions.flat),
    ]
    return np.array(values)


@pytest.mark.parametrize("model_id", MODELS)
def test_that_answers_are_those_of_this_computer(
    model_id: str, server: MlServer, handler: AnalysisHandler
) -> None:
    worker = RemoteWorker(RemoteMachine("gpu1", server.url))

    with shared(images(model_id).array) as volume:
        request = asked(model_id, volume)
        here = handler(request, ignore_progress, CancelToken())
        worker.start()
        there = worker.run(request, ignore_progress, CancelToken())

    assert isinstance(here, AnalysisResult)
    assert isinstance(there, AnalysisResult)
    assert here.findings, "nothing to compare"
    assert told(there) == told(here)
    assert numbers_of(there) == pytest.approx(numbers_of(here), abs=SAME)
    maps = [(p.finding_id, p.slice_index, p.row_range, p.label) for p in here.attention]
    assert [(p.finding_id, p.slice_index, p.row_range, p.label) for p in there.attention] == maps
    probable = [(p.finding_id, p.slice_index, p.corner, p.shape) for p in here.probabilities]
    assert [
        (p.finding_id, p.slice_index, p.corner, p.shape) for p in there.probabilities
    ] == probable
    assert there.device == f"remote: gpu1 ({server.url}) · CPU"


def test_that_explanations_are_those_of_this_computer(
    server: MlServer, handler: AnalysisHandler
) -> None:
    with shared(images("chest_xray_pneumonia").array) as volume:
        request = asked("chest_xray_pneumonia", volume)
        said = handler(request, ignore_progress, CancelToken())
        assert isinstance(said, AnalysisResult)
        one = said.findings[0]
        maps = tuple(each for each in said.attention if each.finding_id == one.finding_id)
        wanted = ExplanationRequest(request, one, "Grad-CAM", maps)
        here = handler(wanted, ignore_progress, CancelToken())
        worker = RemoteWorker(RemoteMachine("gpu1", server.url))
        there = worker.run(wanted, ignore_progress, CancelToken())

    assert isinstance(here, Explanation)
    assert isinstance(there, Explanation)
    assert there.finding_id == here.finding_id
    assert there.attention[0].contributions == pytest.approx(
        here.attention[0].contributions, abs=SAME
    )


def test_that_the_command_line_asks_it_and_the_report_says_who_answered(
    server: MlServer, tmp_path: Path
) -> None:
    spec = ThoraxSpec(shape=(24, 512, 512), nodule_diameters_mm=(10.0,), pleural_index=0)
    write_ct_series(tmp_path / "study", thorax_phantom(spec).volume)
    words = [str(tmp_path / "study"), "--out", str(tmp_path / "out"), "--model", MODELS[0]]

    code = main(["analyze", *words, "--remote", server.url])

    told = (tmp_path / "out" / "findings.json").read_text(encoding="utf-8")
    assert code == 0
    assert f"({server.url})" in told


def test_that_only_this_computer_reaches_it(server: MlServer) -> None:
    listening = map(ip_address, server.listening_addresses())

    assert all(each.is_loopback or is_loopback_within(each) for each in listening)


def is_loopback_within(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is IPv4's loopback, written as an IPv6 address (RFC 4291, 2.5.5.2): gRPC's way."""
    within = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return within is not None and within.is_loopback


def test_that_a_model_it_does_not_serve_is_named(server: MlServer) -> None:
    with pytest.raises(EndpointError, match="has no model image_kind"):
        RemoteWorker(RemoteMachine("gpu1", server.url)).check_model("image_kind", CancelToken())


def test_that_a_killed_server_is_a_sentence(tmp_path: Path) -> None:
    if not mlserver.is_installed():
        pytest.skip(mlserver.WHY_MISSING)
    running = MlServer(tmp_path, ("chest_xray_pneumonia",))
    running.start()
    worker = RemoteWorker(RemoteMachine("gpu1", running.url))
    worker.start()

    running.kill()

    with (
        shared(images("chest_xray_pneumonia").array) as volume,
        pytest.raises(EndpointError, match=r"cannot be reached|broke"),
    ):
        worker.run(asked("chest_xray_pneumonia", volume), ignore_progress, CancelToken())
