import dataclasses

import pytest

from medviewer.domain.finding import ReviewState, SliceOutline
from medviewer.gui.canvas.ai_marks import ALL_ACCEPTED, NOT_VERIFIED, Look, ai_marks
from medviewer.imaging.marks import Point, Rectangle
from tests.gui.canvas.samples import Desk, finding, keep, patch_on, result

pytestmark = pytest.mark.gui


@pytest.fixture
def analysed(desk: Desk) -> Desk:
    """Finding f1 on slices 8..12, f2 below it in confidence on slices 3..5."""
    findings = (finding("f1", 0.93), finding("f2", 0.60, (3, 40, 30), (5, 50, 40)))
    answer = result(*findings, attention=(patch_on("f1", 10),))
    keep(desk, answer)
    return desk


@pytest.mark.parametrize(
    ("index", "shown"),
    [(7, []), (8, ["f1"]), (12, ["f1"]), (13, []), (3, ["f2"]), (5, ["f2"]), (6, [])],
)
def test_that_a_box_is_on_the_slices_it_reaches_and_no_other(
    analysed: Desk, index: int, shown: list[str]
) -> None:
    analysed.session.viewport.scroll_to(index)

    assert [
        box.finding_id for box in ai_marks(analysed.session, analysed.session.viewport).boxes
    ] == shown


def test_that_a_box_has_its_pixels_edges_its_number_and_its_score(analysed: Desk) -> None:
    box = ai_marks(analysed.session, analysed.session.viewport).boxes[0]

    assert box.edges == Rectangle(9.5, 19.5, 19.5, 31.5)
    assert str(box.label) == "1 · score 0.93"
    assert (box.look, box.is_selected) == (Look.PROPOSED, False)


def test_that_an_accepted_box_says_so_and_so_does_the_badge(analysed: Desk) -> None:
    analysed.session.reading.decide("f1", ReviewState.ACCEPTED)

    marks = ai_marks(analysed.session, analysed.session.viewport)

    assert marks.boxes[0].look is Look.ACCEPTED
    assert str(marks.boxes[0].label) == "✓ 1 · 0.93 · accepted"
    assert marks.badge == ALL_ACCEPTED


def test_that_a_rejected_box_is_seen_only_while_selected(analysed: Desk) -> None:
    analysed.session.reading.decide("f1", ReviewState.REJECTED)
    unselected = ai_marks(analysed.session, analysed.session.viewport).boxes
    analysed.session.reading.select("f1")
    selected = ai_marks(analysed.session, analysed.session.viewport).boxes

    assert unselected == ()
    assert [box.look for box in selected] == [Look.REJECTED]


def test_that_the_badge_stands_beside_any_proposal(analysed: Desk) -> None:
    assert ai_marks(analysed.session, analysed.session.viewport).badge == NOT_VERIFIED


def test_that_a_slice_without_marks_has_no_badge(analysed: Desk) -> None:
    analysed.session.viewport.scroll_to(0)

    assert ai_marks(analysed.session, analysed.session.viewport).badge is None


def test_that_attention_is_off_until_asked_for(analysed: Desk) -> None:
    before = ai_marks(analysed.session, analysed.session.viewport)
    analysed.session.overlays.update(shows_attention=True)
    after = ai_marks(analysed.session, analysed.session.viewport)

    assert before.attention == ()
    assert [patch.slice_index for patch in after.attention] == [10]
    assert str(after.attention_of) == "lung nodule"


def test_that_attention_of_accepted_findings_is_still_not_verified(analysed: Desk) -> None:
    analysed.session.reading.decide("f1", ReviewState.ACCEPTED)
    analysed.session.overlays.update(shows_attention=True)

    assert ai_marks(analysed.session, analysed.session.viewport).badge == NOT_VERIFIED


def test_that_peeking_leaves_nothing(analysed: Desk) -> None:
    analysed.session.overlays.update(shows_attention=True, is_peeking=True)

    marks = ai_marks(analysed.session, analysed.session.viewport)

    assert (marks.boxes, marks.attention, marks.badge) == ((), (), None)


def test_that_findings_below_the_floor_have_no_box(analysed: Desk) -> None:
    analysed.session.reading.show_above(0.95)

    assert ai_marks(analysed.session, analysed.session.viewport).boxes == ()


def test_that_a_segmented_lesion_is_outlined_and_measured_while_selected(desk: Desk) -> None:
    corners = (
        (20.0, 10.0),
        (20.0, 18.0),
        (30.0, 18.0),
        (30.0, 10.0),
    )  # rows of 0.5, columns of 1 mm
    outlined = dataclasses.replace(finding("f1"), outlines=(SliceOutline(10, corners),))
    keep(desk, result(outlined))
    desk.session.viewport.scroll_to(10)
    [unselected] = ai_marks(desk.session, desk.session.viewport).boxes
    desk.session.reading.select("f1")
    [selected] = ai_marks(desk.session, desk.session.viewport).boxes
    desk.session.viewport.scroll_to(11)
    [next_slice] = ai_marks(desk.session, desk.session.viewport).boxes

    assert unselected.outlines[0][1] == Point(18.0, 20.0)
    assert (len(unselected.axes), len(selected.axes)) == (0, 2)
    assert next_slice.outlines == ()


def test_that_a_map_is_named_by_its_method(desk: Desk) -> None:
    patch = dataclasses.replace(patch_on("f1", 10), method="occlusion")
    keep(desk, result(finding("f1"), attention=(patch,)))
    desk.session.viewport.scroll_to(10)
    desk.session.overlays.update(shows_attention=True)

    assert (
        str(ai_marks(desk.session, desk.session.viewport).attention_title)
        == "Occlusion · evidence for “lung nodule”"
    )


def test_that_a_map_without_a_finding_is_about_the_label_scored(desk: Desk) -> None:
    patch = dataclasses.replace(patch_on("", 10), label="pneumonia")
    keep(desk, result(attention=(patch,)))
    desk.session.viewport.scroll_to(10)
    desk.session.overlays.update(shows_attention=True)

    marks = ai_marks(desk.session, desk.session.viewport)

    assert str(marks.attention_title) == "Class-activation map · evidence for “pneumonia”"
