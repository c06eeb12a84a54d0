"""What a study's journal brings back on screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.keeping.journal_content import bring_back, journal_of
from medviewer.session.session import Session
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


def test_that_a_study_comes_back_with_an_image_in_front_not_an_empty_cell(session: Session) -> None:
    shown = study(series("1.1"))
    session.library.update(studies=(shown,))
    session.show(shown, shown.series[0].display_sets[0])
    session.viewports.divide(1, 2)
    session.viewports.step(1)  # into the empty cell
    parts = session.journal._parts
    kept = journal_of(shown, parts, None)
    session.viewports.divide(1, 1)
    session.show(shown, shown.series[0].display_sets[0])

    bring_back(shown, kept, parts)

    assert kept.layout == replace(kept.layout, active=1)  # type: ignore[type-var]
    assert len(session.viewports.value.cells) == 2
    assert session.viewport.value.display_set is not None
