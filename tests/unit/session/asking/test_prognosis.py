"""Asking a risk model: an answer stands only for what it was asked of; a training brings its model along."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer import paths
from medviewer.domain.prognosis import (
    PrognosisRequest,
    PrognosisResult,
    RiskTrainingRequest,
    RiskTrainingResult,
)
from medviewer.errors import ModelUnusable
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.asking.prognosis import Prognosis
from medviewer.session.asking.risk_training import RiskTrainingState, own_model_id
from medviewer.session.session import Session
from medviewer.words import message
from tests.phantoms.followed_patients import made_table
from tests.phantoms.prognoses import MODEL, prognosis

pytestmark = pytest.mark.gui
HANG_S = 120.0  # a hang guard, not a measurement


class StubForeteller(WorkerProcess):
    """Answers in this process once it may."""

    def __init__(self) -> None:
        super().__init__(lambda: None)  # type: ignore[arg-type, return-value]
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.fails = False

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        del progress
        assert self.may_answer.wait(HANG_S)
        token.check()
        if self.fails:
            raise ModelUnusable(message("Test", "Altered."))
        if isinstance(payload, RiskTrainingRequest):
            return RiskTrainingResult(payload, replace(MODEL, model_id=payload.model_id), ())
        assert isinstance(payload, PrognosisRequest)
        return replace(prognosis(), request=payload)


@pytest.fixture
def worker() -> StubForeteller:
    return StubForeteller()


@pytest.fixture
def asked(qtbot: QtBot, worker: StubForeteller, tmp_path: Path) -> Iterator[Prognosis]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "imported_models", lambda: tmp_path / "models")
        session = Session(JobRunner(), worker, ())
        session.prognosis.update(models=(MODEL,))
        session.prognosis.choose(MODEL.model_id)
        yield session.prognosis
        worker.may_answer.set()
        session.shut_down()


def test_that_the_answer_is_of_the_values_stated(asked: Prognosis, qtbot: QtBot) -> None:
    asked.put("age", "61")

    with qtbot.waitSignal(asked.changed, check_params_cb=lambda _, now: now.answer is not None):
        asked.ask()

    answer = asked.value.answer
    assert isinstance(answer, PrognosisResult)
    assert [each.text for each in answer.request.values] == ["61", "", ""]


def test_that_a_value_changed_meanwhile_drops_the_answer(
    asked: Prognosis, worker: StubForeteller, qtbot: QtBot
) -> None:
    worker.may_answer.clear()
    asked.ask()
    job = asked._job
    assert job is not None

    asked.put("age", "61")
    with qtbot.waitSignal(job.ended):
        worker.may_answer.set()

    assert asked.value.answer is None


def test_that_why_there_is_no_answer_is_told(
    asked: Prognosis, worker: StubForeteller, qtbot: QtBot
) -> None:
    worker.fails = True

    with qtbot.waitSignal(asked.changed, check_params_cb=lambda _, now: now.problem is not None):
        asked.ask()

    assert str(asked.value.problem) == "Altered."


def test_that_a_table_is_looked_at_before_it_is_trained(
    asked: Prognosis, qtbot: QtBot, tmp_path: Path
) -> None:
    training = asked.training

    with qtbot.waitSignal(training.changed, check_params_cb=lambda _, now: now.preview is not None):
        training.look_at(made_table(tmp_path))

    preview = training.value.preview
    assert preview is not None
    assert [each.name for each in preview.columns][:2] == ["id", "marker"]
    assert preview.rows == 160


def test_that_a_model_just_trained_is_asked_of_what_is_typed(
    asked: Prognosis, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "look_for_models", lambda: None)
    asked.update(models=(), model=None, values=())
    request = RiskTrainingRequest("1", "new", "New", "table.csv", "dead")
    now = RiskTrainingState(result=RiskTrainingResult(request, MODEL, ()))

    asked._on_training_changed(RiskTrainingState(), now)
    asked.put("age", "61")

    assert [each.text for each in asked.value.values] == ["61", "", ""]


def test_that_models_of_one_title_have_folders_of_their_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "imported_models", lambda: tmp_path)
    (tmp_path / "risk_my_clinic").mkdir()

    assert own_model_id("My clinic!") == "risk_my_clinic_2"
    assert own_model_id("../..") == "risk_table"


def test_that_a_dropped_question_does_not_end_the_next_one(
    asked: Prognosis, worker: StubForeteller, qtbot: QtBot
) -> None:
    worker.may_answer.clear()
    asked.put("age", "61")
    asked.ask()
    asked.put("age", "62")  # drops the first one, which still waits
    asked.ask()
    seen: list[tuple[bool, bool]] = []
    asked.changed.connect(lambda _, now: seen.append((now.is_asking, now.answer is not None)))

    with qtbot.waitSignal(asked.changed, check_params_cb=lambda _, now: not now.is_asking):
        worker.may_answer.set()

    assert seen[0] == (True, True)  # answered before it was said to be over
    answer = asked.value.answer
    assert answer is not None
    assert answer.request.values[0].text == "62"
