"""One study ahead, and only where the reader asked for it."""

import dataclasses
from collections.abc import Iterator

import pytest

from medviewer.domain.study import Rescale, Study
from medviewer.domain.volume import Unit
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.library.library import LibraryState
from medviewer.session.preferences import Preferences
from medviewer.session.session import Session
from medviewer.settings import Settings
from tests.gui.canvas.samples import ct_study, finding, result
from tests.unit.jobs.worker_handlers import build_counter

pytestmark = pytest.mark.gui


def study(uid: str) -> Study:
    return dataclasses.replace(ct_study(rescale=Rescale(unit=Unit.HU)), study_instance_uid=uid)


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    """Studies 1.2, 1.3 and 1.4; the first is shown."""
    preferences = Preferences(Settings(analyze_next="on"), file=None)
    card = result().card
    session = Session(JobRunner(), WorkerProcess(build_counter), (card,), preferences)
    studies = (study("1.2"), study("1.3"), study("1.4"))
    session.library.replace(LibraryState(studies))
    session.viewport.show(studies[0], studies[0].series[0].display_sets[0])
    yield session
    session.shut_down()


@pytest.fixture
def run(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    keys: list[str] = []
    monkeypatch.setattr(session.analysis, "run", lambda study: keys.append(study.key))
    return keys


def finish(session: Session) -> None:
    session.analysis._keep(result(finding()))
    session.analysis.update(device="CPU")


def test_that_the_next_study_follows_once_this_one_is_analysed(
    session: Session, run: list[str]
) -> None:
    session.analysis.update(device="CPU · starting")
    before = list(run)

    finish(session)

    assert before == []
    assert run == ["1.3"]


def test_that_nothing_is_looked_at_ahead_unless_asked(session: Session, run: list[str]) -> None:
    session.preferences.update(analyze_next="off")

    finish(session)

    assert run == []


def test_that_the_command_needs_no_setting(session: Session, run: list[str]) -> None:
    session.preferences.update(analyze_next="off")

    session.pre_analysis.run()

    assert run == ["1.3"]


def test_that_a_study_already_analysed_is_not_asked_again(session: Session, run: list[str]) -> None:
    said = result(finding())
    request = dataclasses.replace(said.request, study_instance_uid="1.3")
    session.analysis.sets.add(dataclasses.replace(said, request=request))

    finish(session)

    assert run == []


def test_that_a_study_no_model_was_made_for_is_left_alone(session: Session) -> None:
    first, second, third = session.library.value.studies
    mr = dataclasses.replace(second, series=(dataclasses.replace(second.series[0], modality="MR"),))
    session.library.replace(LibraryState((first, mr, third)))

    assert session.pre_analysis.next_study() is None
