"""What a study's journal brings back on screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import ReviewState
from medviewer.domain.study import Study
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.keeping.journal_content import bring_back, bring_opened, journal_of
from medviewer.session.session import Session
from tests.gui.canvas.samples import finding, result
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


def analysed(session: Session, shown: Study) -> None:
    """A study whose first series was analysed, with one finding, accepted."""
    first = shown.series[0].display_sets[0]
    answer = result(finding("f1", 0.9))
    asked = replace(
        answer.request,
        study_instance_uid=shown.key,
        display_set_id=first.display_set_id,
        sop_instance_uids=tuple(f.instance.sop_instance_uid for f in first.frames),
    )
    session.library.update(studies=(shown,))
    session.show(shown, first)
    session.analysis._keep(replace(answer, request=asked))
    session.reading.decide("f1", ReviewState.ACCEPTED)


def close(session: Session) -> None:
    session.library.update(studies=())
    session.analysis.sets.forget_all()
    session.reading.forget(frozenset({"1.2"}))


def test_that_answers_wait_for_images_that_are_not_open(session: Session) -> None:
    """A bundle opened without its images once took findings and decisions away for good."""
    images, report = series("1.1"), series("1.9")
    whole, bare = study(images), study(report)
    session.analysis.catalog = (result().card,)
    analysed(session, whole)
    parts = session.journal._parts
    kept = journal_of(whole, parts, None)
    close(session)

    session.library.update(studies=(bare,))
    bring_back(bare, kept, parts)
    without = journal_of(bare, parts, kept, bare)
    grown = study(images, report)
    session.library.update(studies=(grown,))
    meanwhile = journal_of(grown, parts, without, bare)
    bring_opened(grown, without, parts, bare)

    assert without.answers == meanwhile.answers == kept.answers
    assert without.reviews == kept.reviews
    assert [f.finding_id for f in session.reading.of_study(grown.key).findings] == ["f1"]
    assert session.reading.of_study(grown.key).review_of("f1").state is ReviewState.ACCEPTED
    assert journal_of(grown, parts, meanwhile, grown).answers == kept.answers
    assert not session.messages.history
