"""Running models: what the state says while they run and afterwards."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.ai import applicability
from medviewer.ai.catalog import load_catalog
from medviewer.domain.model_card import AnalysisResult
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.ai import analysis as analysis_module
from medviewer.session.ai.analysis import Analysis
from medviewer.session.ai.analysis_run import STARTING, AnalysisOrder, refused
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.settings import Settings
from tests.unit.jobs.worker_handlers import build_counter
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


@pytest.fixture
def analysis(qapp: object) -> Iterator[Analysis]:
    runner, worker = JobRunner(), WorkerProcess(build_counter)
    worker.device = "CUDA · the worker's own"
    preferences = Preferences(Settings(), file=None)
    yield Analysis(runner, worker, load_catalog(), VolumeCache(runner), Messages(), preferences)
    runner.shut_down()


def test_that_the_badge_names_the_device_of_the_last_result(
    analysis: Analysis, make_study: MakeStudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study(9)
    plan = applicability.plan(load_catalog()[0], study)
    answer = refused(plan, study, None)
    answered = type(answer)(answer.request, answer.card, answer.status, device="CPU")
    monkeypatch.setattr(analysis_module, "_analyze", lambda *order: answered)

    analysis._queue(study, plan.card, plan.options[0])
    qtbot.waitUntil(lambda: not analysis.value.is_running)

    assert analysis.value.device == "CPU"


def test_that_a_second_study_waits_while_the_first_is_analysed(
    analysis: Analysis, make_study: MakeStudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_study(9, "1"), make_study(9, "2")
    gate = threading.Event()
    plan = applicability.plan(load_catalog()[0], first)
    answer = refused(plan, first, None)
    monkeypatch.setattr(analysis_module, "_analyze", lambda *order: gate.wait() and answer)

    analysis._queue(first, plan.card, plan.options[0])
    analysis._queue(second, plan.card, plan.options[0])
    queued = analysis.value.study_uids
    busy = [analysis.value.is_busy_with(uid) for uid in ("1", "2", "3")]
    gate.set()
    qtbot.waitUntil(lambda: not analysis.value.is_running)

    assert queued == ("1", "2")
    assert busy == [True, True, False]
    assert analysis.value.study_uids == ()


def test_that_a_refused_model_runs_where_the_reader_gives_a_reason(
    analysis: Analysis, make_study: MakeStudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study(9)  # too few slices for the model: advised against, not impossible
    orders: list[AnalysisOrder] = []
    answer = refused(applicability.plan(load_catalog()[0], study), study, None)

    def answered(order: AnalysisOrder, *rest: object) -> AnalysisResult:
        orders.append(order)
        return answer

    monkeypatch.setattr(analysis_module, "_analyze", answered)

    analysis.run(study)
    analysis.run(study, overrides={"chest_ct_nodules": "a phantom"})
    qtbot.waitUntil(lambda: not analysis.value.is_running)

    [order] = orders
    assert order.override == "a phantom"
    assert any("at least 10 slices" in str(warning) for warning in order.warnings)


@pytest.mark.parametrize(("is_warm", "times"), [(True, 1), (False, 0)])
def test_that_only_a_run_of_a_warm_worker_is_timed(
    analysis: Analysis,
    make_study: MakeStudy,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    is_warm: bool,
    times: int,
) -> None:
    study = make_study(9)
    plan = applicability.plan(load_catalog()[0], study)
    answer = refused(plan, study, None)
    heard: list[float] = []
    analysis.run_timed.connect(lambda result, seconds: heard.append(seconds))
    monkeypatch.setattr(WorkerProcess, "is_alive", property(lambda worker: is_warm))

    def analyze(order: object, worker: object, context: JobContext) -> object:
        context.progress(Progress(STARTING, 0, 1))
        return answer

    monkeypatch.setattr(analysis_module, "_analyze", analyze)

    analysis._queue(study, plan.card, plan.options[0])
    qtbot.waitUntil(lambda: not analysis.value.is_running)

    assert len(heard) == times
