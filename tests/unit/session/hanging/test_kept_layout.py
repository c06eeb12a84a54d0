"""Cells come back with what they showed, a prior's too; nobody else's images ever do."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.study import Patient, Study
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.hanging.kept_layout import kept_layout, lay_out
from medviewer.session.library.library import LibraryState
from medviewer.session.session import Session
from tests.unit.jobs.worker_handlers import build_counter
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui

ERIKA, HANS = Patient("4711", "Muster"), Patient("4712", "Doe")
NOW = study(series("now"), uid="1.1", patient=ERIKA)
PRIOR = study(series("prior"), uid="1.2", patient=ERIKA)
OTHER = study(series("other"), uid="1.3", patient=HANS)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(build_counter), ())
    yield session
    session.shut_down()


def put(session: Session, *studies: Study) -> None:
    """Open them and show them side by side."""
    session.viewports.close_all()
    session.library.replace(LibraryState(studies))
    session.viewports.lay_out(1, len(studies))
    for cell, each in zip(session.viewports.visible(), studies, strict=True):
        cell.show(each, each.series[0].display_sets[0])


def shown(session: Session) -> list[str]:
    states = (cell.value for cell in session.viewports.visible())
    return [state.study.study_instance_uid if state.study else "" for state in states]


def test_that_a_prior_beside_the_study_comes_back(session: Session) -> None:
    put(session, NOW, PRIOR)
    session.viewports.visible()[1].scroll_to(2)
    kept = kept_layout(NOW, session.journal._parts.room)
    put(session, PRIOR)
    session.library.replace(LibraryState((NOW, PRIOR)))

    assert kept is not None
    lay_out(NOW, kept, session.journal._parts.room)

    assert shown(session) == ["1.1", "1.2"]
    assert session.viewports.visible()[1].value.index == 2


def test_that_a_prior_that_is_not_open_leaves_its_cell_empty(session: Session) -> None:
    put(session, NOW, PRIOR)
    kept = kept_layout(NOW, session.journal._parts.room)
    put(session, NOW)

    assert kept is not None
    lay_out(NOW, kept, session.journal._parts.room)

    assert shown(session) == ["1.1", ""]


def test_that_nothing_is_kept_of_another_patient(session: Session) -> None:
    put(session, NOW, OTHER)

    kept = kept_layout(NOW, session.journal._parts.room)

    assert kept is not None
    assert [cell.display_set_id for cell in kept.cells] == ["now:0", ""]


def test_that_what_the_reader_has_put_on_screen_since_stays(session: Session) -> None:
    put(session, NOW)
    kept = kept_layout(NOW, session.journal._parts.room)
    put(session, NOW, PRIOR)

    assert kept is not None
    lay_out(NOW, kept, session.journal._parts.room)

    assert shown(session) == ["1.1", "1.2"]
