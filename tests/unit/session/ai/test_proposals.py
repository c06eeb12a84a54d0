"""Result sets on one side, the reading on the other: what is shown, hidden and reported."""

import dataclasses
from collections.abc import Iterator

import pytest

from medviewer.domain.finding import Finding, ReviewState
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.model_trust import Interval, OperatingPoint
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.library.library import LibraryState
from medviewer.session.session import Session
from tests.gui.canvas.samples import STUDY_UID, ct_study, finding, result
from tests.unit.jobs.worker_handlers import build_counter

pytestmark = pytest.mark.gui


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(build_counter), ())
    study = ct_study()
    session.library.replace(LibraryState((study,)))
    session.viewport.show(study, study.series[0].display_sets[0])
    yield session
    session.shut_down()


def run(session: Session, *findings: Finding) -> AnalysisResult:
    answer = result(*findings)
    session.analysis._keep(answer)
    return answer


def listed(session: Session) -> list[str]:
    return [finding.finding_id for finding in session.reading.value.findings]


def test_that_a_finding_two_runs_agree_on_is_listed_once(session: Session) -> None:
    run(session, finding("a", 0.9))
    run(session, finding("a", 0.8), finding("b", 0.7))
    first = session.proposals.sets()[0]

    session.analysis.sets.show(STUDY_UID, first.set_id, is_shown=True)

    assert listed(session) == ["a", "b"]


def test_that_hiding_a_set_hides_what_nobody_decided(session: Session) -> None:
    run(session, finding("a", 0.9), finding("b", 0.8))
    session.reading.decide("a", ReviewState.ACCEPTED)
    [only] = session.proposals.sets()

    session.analysis.sets.show(STUDY_UID, only.set_id, is_shown=False)

    assert listed(session) == ["a"]
    assert session.results() == ()


def test_that_a_hidden_sets_accepted_finding_is_reported_with_its_answer(session: Session) -> None:
    answer = run(session, finding("a", 0.9), finding("b", 0.8))
    session.reading.decide("a", ReviewState.ACCEPTED)
    [only] = session.proposals.sets()

    session.analysis.sets.show(STUDY_UID, only.set_id, is_shown=False)

    assert session.proposals.reported() == (answer,)


def test_that_a_set_shown_again_keeps_the_readers_slider(session: Session) -> None:
    run(session, finding("a", 0.9), finding("b", 0.6))
    session.reading.show_above(0.8)
    [only] = session.proposals.sets()

    session.analysis.sets.show(STUDY_UID, only.set_id, is_shown=False)
    session.analysis.sets.show(STUDY_UID, only.set_id, is_shown=True)

    assert [f.finding_id for f in session.reading.value.visible] == ["a"]


def test_that_a_new_answer_is_shown_from_its_own_threshold(session: Session) -> None:
    run(session, finding("a", 0.9))
    session.reading.show_above(0.95)

    run(session, finding("a", 0.91), finding("b", 0.5), finding("c", 0.49))

    assert [f.finding_id for f in session.reading.value.visible] == ["a", "b"]


def test_that_the_answer_on_screen_speaks_for_a_finding(session: Session) -> None:
    run(session, finding("a", 0.9))
    newer = run(session, finding("a", 0.8))

    assert session.proposals.result_of("a") is newer


def test_that_a_removed_set_takes_its_decisions_along(session: Session) -> None:
    run(session, dataclasses.replace(finding("a", 0.9)))
    session.reading.decide("a", ReviewState.ACCEPTED)
    [only] = session.proposals.sets()

    session.analysis.sets.remove(STUDY_UID, only.set_id)

    assert listed(session) == []
    assert session.reading.value.reviews == ()


def test_that_the_slider_stands_at_the_threshold_of_a_label_that_was_found(
    session: Session,
) -> None:
    half = Interval(0.5, 0.4, 0.6)
    points = tuple(
        OperatingPoint("balanced", label, threshold, half, half, half, 0.1, "val")
        for label, threshold in (("lung_nodule", 0.33), ("mass", 0.11))
    )
    said = result(finding("a", 0.9))
    card = dataclasses.replace(said.card, labels=("lung_nodule", "mass"), operating_points=points)

    session.analysis._keep(dataclasses.replace(said, card=card))

    assert session.reading.value.confidence_floor == 0.33


def with_points(answer: AnalysisResult) -> AnalysisResult:
    """Of a model that reports from 0.5, its specific point, and can be asked from 0.2."""
    half = Interval(0.5, 0.4, 0.6)
    points = tuple(
        OperatingPoint(name, "lung_nodule", threshold, half, half, half, 0.1, "val")
        for name, threshold in (("screening", 0.2), ("specific", 0.5))
    )
    card = dataclasses.replace(answer.card, operating_points=points)
    return dataclasses.replace(answer, card=card)


def test_that_weaker_findings_wait_until_the_reader_asks_for_them(session: Session) -> None:
    session.analysis._keep(with_points(result(finding("a", 0.9), finding("b", 0.3))))
    reading = session.reading

    assert reading.value.operating_point == "specific"
    assert [f.finding_id for f in reading.value.visible] == ["a"]
    assert [f.finding_id for f in reading.value.undecided] == ["a"]

    session.proposals.choose_point("screening")

    assert [f.finding_id for f in reading.value.visible] == ["a", "b"]
    assert [f.finding_id for f in reading.value.undecided] == ["a", "b"]


def test_that_what_a_model_states_is_reported_however_the_slider_stands(session: Session) -> None:
    session.analysis._keep(with_points(result(finding("a", 0.6), finding("b", 0.3))))

    session.reading.show_above(0.95)

    assert session.reading.value.visible == ()
    assert [f.finding_id for f in session.reading.value.reported] == ["a"]


def test_that_a_weak_finding_once_decided_stays_in_the_report(session: Session) -> None:
    session.analysis._keep(with_points(result(finding("a", 0.9), finding("b", 0.3))))
    session.proposals.choose_point("screening")
    session.reading.decide("b", ReviewState.ACCEPTED)

    session.proposals.choose_point("specific")

    assert [f.finding_id for f in session.reading.value.reported] == ["a", "b"]
    assert session.reading.value.number_of("b") == 2
