"""What a reader decides, and how decisions are kept, undone and carried over."""

import dataclasses

import pytest

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import Finding, RejectionReason, ReviewState
from medviewer.domain.reading_mode import FirstRead, ReadingMode
from medviewer.session.ai.operating_points import Floor
from medviewer.session.keeping.history import History
from medviewer.session.review.reading import Reading
from tests.unit.session.session_samples import MakeFinding

pytestmark = pytest.mark.gui


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def reading(make_finding: MakeFinding, history: History) -> Reading:
    reading = Reading(history)
    reading.open_study("1")
    reading.take_findings(
        "1", (make_finding("b", 0.6), make_finding("a", 0.9), make_finding("c", 0.3))
    )
    reading.show_above(0.5)
    return reading


def test_that_findings_stand_by_confidence_and_keep_their_numbers(reading: Reading) -> None:
    assert [f.finding_id for f in reading.value.findings] == ["a", "b", "c"]
    assert reading.value.number_of("c") == 3


def test_that_findings_below_the_floor_are_not_shown(reading: Reading) -> None:
    assert [f.finding_id for f in reading.value.visible] == ["a", "b"]


def test_that_a_decided_finding_is_shown_whatever_the_floor(reading: Reading) -> None:
    reading.decide("b", ReviewState.ACCEPTED)

    reading.show_above(0.95)

    assert [f.finding_id for f in reading.value.visible] == ["b"]


def test_that_a_models_own_threshold_counts_before_the_common_one(
    reading: Reading, make_finding: MakeFinding
) -> None:
    other = dataclasses.replace(make_finding("d", 0.4), label="mass")
    reading.take_findings("1", (*reading.value.findings, other))

    reading.show_at("screening", (Floor("00", "lung_nodule", 0.7), Floor("01", "mass", 0.9)), 0.35)

    assert [f.finding_id for f in reading.value.visible] == ["a", "d"]


def test_that_the_slider_leaves_the_operating_point(reading: Reading) -> None:
    reading.show_at("specific", (Floor("00", "lung_nodule", 0.7),), 0.7)

    reading.show_above(0.2)

    assert reading.value.operating_point == ""
    assert [f.finding_id for f in reading.value.visible] == ["a", "b", "c"]


def test_that_a_decision_on_a_finding_hidden_for_now_is_kept(
    reading: Reading, make_finding: MakeFinding
) -> None:
    reading.decide("b", ReviewState.REJECTED)

    reading.take_findings("1", (make_finding("a", 0.9),), known=frozenset({"a", "b"}))

    assert reading.value.review_of("b").state is ReviewState.REJECTED


def test_that_a_decision_carries_reader_and_time(reading: Reading) -> None:
    reading.write(reader="Dr. Li")

    reading.decide("a", ReviewState.REJECTED)

    review = reading.value.review_of("a")
    assert (review.state, review.reader) == (ReviewState.REJECTED, "Dr. Li")
    assert review.decided_at.endswith("+00:00")


def test_that_a_hidden_finding_still_waits_for_a_decision(reading: Reading) -> None:
    reading.decide("a", ReviewState.ACCEPTED)
    reading.decide("b", ReviewState.REJECTED)

    assert [f.finding_id for f in reading.value.undecided] == ["c"]


def test_that_a_decision_can_be_undone_and_redone(reading: Reading, history: History) -> None:
    reading.decide("a", ReviewState.ACCEPTED)

    history.undo()
    undone = reading.value.review_of("a").state
    history.redo()

    assert undone is ReviewState.PROPOSED
    assert reading.value.review_of("a").state is ReviewState.ACCEPTED


def test_that_a_decision_is_undone_in_its_own_study_whatever_is_on_screen(
    reading: Reading, history: History
) -> None:
    reading.decide("a", ReviewState.ACCEPTED)
    reading.open_study("2")

    history.undo()

    assert reading.value.reviews == ()
    assert reading.of_study("1").reviews == ()


def test_that_deciding_the_same_again_is_no_step(reading: Reading, history: History) -> None:
    reading.decide("a", ReviewState.PROPOSED)

    assert not history.can_undo


def test_that_decisions_on_findings_that_are_gone_cannot_be_undone(
    reading: Reading, history: History, make_finding: MakeFinding
) -> None:
    reading.decide("b", ReviewState.ACCEPTED)

    reading.take_findings("1", (make_finding("a", 0.9),))

    assert not history.can_undo


def test_that_next_goes_round_the_shown_findings(reading: Reading) -> None:
    visited = []
    for _ in range(3):
        reading.select_next()
        visited.append(reading.value.selected_id)

    assert visited == ["a", "b", "a"]


def test_that_next_undecided_skips_decided_ones(reading: Reading) -> None:
    reading.show_above(0.0)
    reading.decide("b", ReviewState.ACCEPTED)
    reading.select("a")

    reading.select_next(only_undecided=True)

    assert reading.value.selected_id == "c"


def test_that_an_unknown_finding_is_not_selected(reading: Reading) -> None:
    reading.select("nobody")

    assert reading.value.selected_id == ""


def test_that_a_second_run_keeps_decisions_on_findings_it_kept(
    reading: Reading, make_finding: MakeFinding
) -> None:
    reading.decide("a", ReviewState.ACCEPTED)

    reading.take_findings("1", (make_finding("a", 0.9), make_finding("d", 0.8)))

    assert [f.finding_id for f in reading.value.undecided] == ["d"]


def test_that_another_study_has_a_reading_of_its_own_and_the_first_comes_back(
    reading: Reading,
) -> None:
    reading.decide("a", ReviewState.ACCEPTED)
    reading.write(reader="Dr. Li", impression="Nodule.")

    reading.open_study("2")
    second = reading.value
    reading.open_study("1")

    assert second.findings == ()
    assert (second.content.reader, second.content.impression) == ("Dr. Li", "")
    assert reading.value.review_of("a").state is ReviewState.ACCEPTED
    assert reading.value.content.impression == "Nodule."


def test_that_findings_of_a_study_not_on_screen_wait_for_it(make_finding: MakeFinding) -> None:
    reading = Reading(History())
    reading.open_study("1")

    reading.take_findings("2", (make_finding("z", 0.7),))

    on_screen = reading.value.findings
    reading.open_study("2")
    assert on_screen == ()
    assert [f.finding_id for f in reading.value.findings] == ["z"]


def test_that_a_rejection_and_its_reason_are_one_step(reading: Reading, history: History) -> None:
    reading.decide("a", ReviewState.REJECTED, "step")
    reading.give_reason("a", RejectionReason.VESSEL, drag="step")
    reason = reading.value.review_of("a").reason

    history.undo()

    assert reason is RejectionReason.VESSEL
    assert reading.value.review_of("a").state is ReviewState.PROPOSED


def test_that_only_a_rejected_finding_is_given_a_reason(reading: Reading) -> None:
    reading.decide("a", ReviewState.ACCEPTED)

    reading.give_reason("a", RejectionReason.SCAR)

    assert reading.value.review_of("a").reason is None


def test_that_an_edit_leaves_what_the_model_stated(
    reading: Reading, history: History, make_finding: MakeFinding
) -> None:
    moved = dataclasses.replace(make_finding("a", 0.9), diameter_mm=9.0)

    reading.revise("1", moved)

    [stated] = [f for f in reading.value.findings if f.finding_id == "a"]
    assert (stated.diameter_mm, reading.value.as_read(stated).diameter_mm) == (6.0, 9.0)
    history.undo()
    assert reading.value.as_read(stated) == stated


def test_that_accepting_an_edited_finding_keeps_the_edit(
    reading: Reading, make_finding: MakeFinding
) -> None:
    reading.revise("1", dataclasses.replace(make_finding("a", 0.9), diameter_mm=9.0))

    reading.decide("a", ReviewState.ACCEPTED)

    assert reading.value.review_of("a").state is ReviewState.EDITED


def own(finding: Finding) -> AddedFinding:
    told = dataclasses.replace(
        finding.provenance, model_id="", reader="Dr. Li", analysed_at="2026-01-02T00:00:00+00:00"
    )
    return AddedFinding(dataclasses.replace(finding, provenance=told, confidence=0.0), "1.2.1:0")


def test_that_a_readers_own_finding_is_accepted_and_comes_last(
    reading: Reading, history: History, make_finding: MakeFinding
) -> None:
    reading.add(own(make_finding("mine", 0.0)))

    state = reading.value
    assert (state.number_of("mine"), state.selected_id) == (4, "mine")
    assert state.review_of("mine").state is ReviewState.ACCEPTED
    assert state.review_of("mine").reader == "Dr. Li"
    assert "mine" in [f.finding_id for f in state.visible]
    history.undo()
    assert reading.value.find("mine") is None


def test_that_a_readers_own_finding_survives_another_analysis(
    reading: Reading, history: History, make_finding: MakeFinding
) -> None:
    reading.add(own(make_finding("mine", 0.0)))

    reading.take_findings("1", (make_finding("z", 0.8),))

    assert [f.finding_id for f in reading.value.findings] == ["z", "mine"]
    assert reading.value.selected_id == "mine"
    history.undo()
    assert reading.value.added == ()


def test_that_a_readers_own_finding_is_changed_in_place(
    reading: Reading, history: History, make_finding: MakeFinding
) -> None:
    reading.add(own(make_finding("mine", 0.0)))

    reading.revise("1", dataclasses.replace(reading.value.findings[-1], diameter_mm=12.0))

    assert reading.value.findings[-1].diameter_mm == 12.0
    assert reading.value.review_of("mine").state is ReviewState.ACCEPTED
    history.undo()
    assert reading.value.findings[-1].diameter_mm == 6.0


def test_that_a_readers_own_finding_is_removed_and_comes_back(
    reading: Reading, history: History, make_finding: MakeFinding
) -> None:
    reading.add(own(make_finding("mine", 0.0)))

    reading.remove("mine")
    removed = reading.value.find("mine")
    history.undo()

    assert removed is None
    assert reading.value.find("mine") is not None


@pytest.mark.parametrize("mode", [ReadingMode.OFF, ReadingMode.SECOND_READER])
def test_that_a_hidden_ai_is_neither_listed_nor_counted(
    reading: Reading, make_finding: MakeFinding, mode: ReadingMode
) -> None:
    reading.use_mode(mode)

    reading.add(own(make_finding("mine", 0.0)))

    assert [f.finding_id for f in reading.value.findings] == ["mine"]
    assert reading.value.number_of("mine") == 1
    assert reading.value.undecided == reading.value.findings[1:]
    reading.select("a")
    assert reading.value.selected_id == "mine"


def test_that_a_locked_first_read_shows_the_ai_to_a_second_reader(reading: Reading) -> None:
    reading.use_mode(ReadingMode.SECOND_READER)

    reading.lock_first_read(FirstRead("2026-01-02T00:00:00+00:00", "Dr. Li", (), 0, 0, "", "00"))

    assert [f.finding_id for f in reading.value.visible] == ["a", "b"]
