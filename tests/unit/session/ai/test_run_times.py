"""Predicted times: learned by model, version and device, kept between runs of the program."""

import dataclasses
from pathlib import Path

import pytest

from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.session.ai.run_times import RunTimes
from tests.gui.canvas.samples import result

pytestmark = pytest.mark.gui


def answer(slices: int, device: str = "CPU") -> AnalysisResult:
    said = result()
    uids = tuple(f"1.{i}" for i in range(slices))
    request = dataclasses.replace(said.request, sop_instance_uids=uids)
    return dataclasses.replace(said, request=request, device=device)


@pytest.fixture
def times(qapp: object, tmp_path: Path) -> RunTimes:
    times = RunTimes()
    times.use(tmp_path / "run_times.json")
    return times


def test_that_a_run_is_predicted_by_the_median_seconds_a_slice(times: RunTimes) -> None:
    for seconds in (10.0, 12.0, 200.0):
        times.learn(answer(100), seconds)

    assert times.predict_s(result().card, "CPU", 50) == pytest.approx(6.0)


def test_that_nothing_is_predicted_for_another_device_or_version(times: RunTimes) -> None:
    times.learn(answer(100), 10.0)

    newer = dataclasses.replace(result().card, version="2")

    assert times.predict_s(result().card, "CUDA", 100) is None
    assert times.predict_s(newer, "CPU", 100) is None


def test_that_while_the_device_is_unknown_the_last_one_counts(times: RunTimes) -> None:
    times.learn(answer(100, "CUDA"), 2.0)
    times.learn(answer(100, "CPU"), 10.0)
    times.learn(answer(100, "CUDA"), 2.0)

    assert times.predict_s(result().card, "", 100) == pytest.approx(2.0)


def test_that_times_outlive_the_program(times: RunTimes, tmp_path: Path) -> None:
    times.learn(answer(100), 10.0)
    later = RunTimes()

    later.use(tmp_path / "run_times.json")

    assert later.predict_s(result().card, "CPU", 100) == pytest.approx(10.0)


@pytest.mark.parametrize("text", ["", "[1]", '{"m 1|CPU": "x"}', '{"m 1|CPU": [null, -1]}'])
def test_that_a_damaged_file_predicts_nothing(qapp: object, tmp_path: Path, text: str) -> None:
    (tmp_path / "run_times.json").write_text(text)
    times = RunTimes()

    times.use(tmp_path / "run_times.json")

    assert times.predict_s(result().card, "CPU", 100) is None


def test_that_a_refusal_teaches_nothing(times: RunTimes) -> None:
    times.learn(dataclasses.replace(answer(100), status=AnalysisStatus.REFUSED), 0.1)

    assert times.predict_s(result().card, "CPU", 100) is None
