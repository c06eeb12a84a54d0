"""Another machine is asked only where the reader agreed, study by study; what is told before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from medviewer.ai import applicability
from medviewer.ai.catalog import load_catalog
from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.domain.study import Study
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken
from medviewer.session.ai import analysis as analysis_module
from medviewer.session.ai.analysis_run import refused
from medviewer.session.ai.disclosure import Fitting, disclosure, fitting_of
from medviewer.session.session import Session
from tests.unit.jobs.worker_handlers import build_counter
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui
NEAR = RemoteMachine("near", "http://127.0.0.1:9")
FAR = RemoteMachine("far", "http://gpu.example", allows_plain_http=True)


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session(JobRunner(), WorkerProcess(build_counter), load_catalog())
    yield made
    made.shut_down()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, make_study: MakeStudy) -> list[Any]:
    """Who was asked, in place of asking."""
    workers: list[Any] = []
    study = make_study(60)
    answer = refused(applicability.plan(load_catalog()[0], study), study, None)

    def answered(order: Any, worker: Any, _: object) -> AnalysisResult:
        workers.append((order, worker))
        return answer

    monkeypatch.setattr(analysis_module, "_analyze", answered)
    monkeypatch.setattr(applicability.Verdict, "allows", lambda verdict, override: True)
    return workers


def test_that_nothing_leaves_before_the_reader_agrees(
    session: Session, make_study: MakeStudy, asked: list[Any]
) -> None:
    study = make_study(60)

    session.remote.run(study, NEAR)

    assert asked == []
    assert not session.analysis.value.is_running


def test_that_the_machine_is_asked_and_named_while_it_runs(
    session: Session, make_study: MakeStudy, asked: list[Any], qtbot: QtBot
) -> None:
    study = make_study(60)
    places: list[str] = []
    session.analysis.changed.connect(lambda _, now: places.append(now.elsewhere))

    session.remote.allow(study, NEAR)
    session.remote.run(study, NEAR)
    qtbot.waitUntil(lambda: not session.analysis.value.is_running)

    assert asked
    assert {worker.machine for _, worker in asked} == {NEAR}
    assert {order.device for order, _ in asked} == {NEAR.device}
    assert NEAR.device in places
    assert session.analysis.value.elsewhere == ""


def test_that_consent_is_for_one_study_at_one_address(
    session: Session, make_study: MakeStudy
) -> None:
    study = make_study(60)

    session.remote.allow(study, NEAR)

    assert session.remote.is_allowed(study, NEAR)
    assert not session.remote.is_allowed(make_study(60, "another"), NEAR)
    assert not session.remote.is_allowed(study, RemoteMachine("near", "http://127.0.0.1:10"))


def test_that_analyze_stays_on_this_computer_after_consent(
    session: Session, make_study: MakeStudy, asked: list[Any], qtbot: QtBot
) -> None:
    study = make_study(60)
    session.remote.allow(study, NEAR)

    session.analysis.run(study)
    qtbot.waitUntil(lambda: not session.analysis.value.is_running)

    assert {type(worker) for _, worker in asked} == {WorkerProcess}


def refused_at(session: Session, study: Study, device: str) -> AnalysisResult:
    """A refusal of the first model, as the guard of that device would say it; kept in the session."""
    plan = applicability.plan(load_catalog()[0], study)
    answer = replace(refused(plan, study, plan.options[0]), device=device)
    session.analysis._keep(answer)
    return answer


@pytest.mark.parametrize("is_agreed", [True, False], ids=["agreed", "not agreed"])
def test_that_what_a_machine_refused_runs_there_anyway_while_the_reader_agrees(
    session: Session, make_study: MakeStudy, asked: list[Any], qtbot: QtBot, is_agreed: bool
) -> None:
    study = make_study(60)
    session.remote.endpoints.put(NEAR)
    if is_agreed:
        session.remote.allow(study, NEAR)
    answer = refused_at(session, study, f"{NEAR.device} · CPU")

    model_id, display_set_id = answer.card.model_id, answer.request.display_set_id
    session.remote.run_anyway(study, model_id, display_set_id, "it is a chest")
    qtbot.waitUntil(lambda: not session.analysis.value.is_running)

    [(order, worker)] = asked
    assert type(worker) is (RemoteWorker if is_agreed else WorkerProcess)
    assert order.override == "it is a chest"


def test_that_what_was_refused_here_runs_here_whatever_was_agreed(
    session: Session, make_study: MakeStudy, asked: list[Any], qtbot: QtBot
) -> None:
    study = make_study(60)
    session.remote.endpoints.put(NEAR)
    session.remote.allow(study, NEAR)
    answer = refused_at(session, study, "")

    model_id, display_set_id = answer.card.model_id, answer.request.display_set_id
    session.remote.run_anyway(study, model_id, display_set_id, "it is a chest")
    qtbot.waitUntil(lambda: not session.analysis.value.is_running)

    assert [type(worker) for _, worker in asked] == [WorkerProcess]


def test_that_consent_ends_when_the_study_is_closed(
    session: Session, make_study: MakeStudy
) -> None:
    study = make_study(60)
    session.library.update(studies=(study,))
    session.remote.allow(study, NEAR)

    session.library.update(studies=())
    session.library.update(studies=(study,))

    assert not session.remote.is_allowed(study, NEAR)


def test_that_a_machine_outlives_a_restart_and_consent_does_not(
    session: Session, make_study: MakeStudy, tmp_path: Path
) -> None:
    study, file = make_study(60), tmp_path / "remote_machines.toml"
    session.remote.endpoints.use(file)
    session.remote.endpoints.put(NEAR)
    session.remote.allow(study, NEAR)

    started_again = Session(JobRunner(), WorkerProcess(build_counter), load_catalog())
    started_again.remote.endpoints.use(file)
    started_again.library.update(studies=(study,))
    is_allowed = started_again.remote.is_allowed(study, NEAR)
    started_again.shut_down()

    assert started_again.remote.endpoints.value.machines == (NEAR,)
    assert not is_allowed
    assert study.key not in file.read_text()


def test_that_an_open_connection_is_warned_about(make_study: MakeStudy) -> None:
    study = make_study(60)
    fitting = fitting_of(tuple(applicability.plan(card, study) for card in load_catalog()[:1]))

    told = disclosure(study, FAR, fitting, CancelToken())

    assert any("not encrypted" in str(each) for each in told.warnings)
    assert not disclosure(study, NEAR, fitting, CancelToken()).warnings


def test_that_images_of_a_head_are_warned_about(tmp_path: Path, make_study: MakeStudy) -> None:
    study = make_study(60)
    [plan] = [
        applicability.plan(c, study) for c in load_catalog() if c.model_id == "brain_mr_tumour"
    ]
    [option, *_] = plan.options
    told = disclosure(study, NEAR, (Fitting(plan.card, option),), CancelToken())

    assert any("face" in str(each) for each in told.warnings)
    assert told.model_titles == (plan.card.title,)
    assert told.image_count == 60
