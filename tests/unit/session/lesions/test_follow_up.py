"""Lesions laid out over time: matches by place, proposals, several examinations, RECIST sums."""

from dataclasses import replace

from medviewer.domain.growth import LesionChange
from medviewer.domain.lesion import LesionSource
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study_ledger import (
    LesionMatch,
    LesionNote,
    LesionRole,
    MatchMethod,
    PointState,
    Separation,
    StudyLedger,
)
from medviewer.domain.tracking import tracking_uid
from medviewer.domain.tumour_response import Response
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.lesions.follow_up import follow_up
from tests.unit.session.lesion_samples import entry, lesion

REGISTERED = Alignment("f1", "f2", RigidTransform((10.0, 0.0, 0.0)), is_spatial=True)
BY_SLICES = replace(REGISTERED, is_spatial=False)


def test_that_a_lesion_at_the_same_place_is_proposed_and_keeps_the_prior_s_uid() -> None:
    before = entry("a", "20250101", lesion("old", (0, 0, 0)))
    now = entry("b", "20250601", lesion("new", (3, 4, 0), 12.0))

    [line] = follow_up((before, now), ()).timelines

    assert line.tracking_uid == tracking_uid("old")
    assert line.points[-1].match == LesionMatch(
        ("new",), tracking_uid("old"), MatchMethod.FRAME, 5.0, "a"
    )
    assert not line.is_confirmed
    assert line.change is LesionChange.GROWN


def test_that_places_are_carried_over_by_a_registration() -> None:
    before = entry("a", "20250101", lesion("old", (0, 0, 0), space="f1"))
    now = entry("b", "20250601", lesion("new", (10, 0, 2), space="f2"))

    found = follow_up((before, now), (REGISTERED,))

    match = found.timelines[0].points[-1].match
    assert match is not None
    assert (match.method, match.distance_mm) == (MatchMethod.REGISTRATION, 2.0)
    assert found.examinations[0].comparable_by is MatchMethod.REGISTRATION


def test_that_what_was_aligned_by_slices_says_so() -> None:
    before = entry("a", "20250101", lesion("old", (0, 0, 0), space="f1"))
    now = entry("b", "20250601", lesion("new", (32, 0, 0), space="f2"))

    match = follow_up((before, now), (BY_SLICES,)).timelines[0].points[-1].match

    assert match is not None
    assert (match.method, match.distance_mm) == (MatchMethod.ALIGNMENT, 22.0)


def test_that_nothing_is_matched_where_nothing_carries_places_over() -> None:
    before = entry("a", "20250101", lesion("old", (0, 0, 0), space="f1"))
    now = entry("b", "20250601", lesion("new", (0, 0, 0), space="f2"))

    found = follow_up((before, now), ())

    assert len(found.timelines) == 2
    assert found.examinations[0].comparable_by is None
    assert found.timelines[1].change is LesionChange.UNKNOWN


def test_that_three_examinations_are_one_line_through_registrations_of_neighbours() -> None:
    second = Alignment("f2", "f3", RigidTransform((0.0, 5.0, 0.0)), is_spatial=True)
    entries = (
        entry("a", "20240101", lesion("one", (0, 0, 0), space="f1")),
        entry("b", "20240701", lesion("two", (10, 0, 0), space="f2")),
        entry("c", "20250101", lesion("three", (10, 5, 1), space="f3")),
    )

    [line] = follow_up(entries, (REGISTERED, second)).timelines

    assert [point.lesion is not None for point in line.points] == [True, True, True]
    assert line.points[-1].match == LesionMatch(
        ("three",), tracking_uid("one"), MatchMethod.REGISTRATION, 1.0, "b"
    )


def test_that_a_lesion_absent_from_the_middle_examination_is_matched_to_the_one_before() -> None:
    entries = (
        entry("a", "20240101", lesion("one", (0, 0, 0))),
        entry("b", "20240701", lesion("elsewhere", (90, 0, 0))),
        entry("c", "20250101", lesion("three", (0, 0, 1))),
    )

    found = follow_up(entries, ())

    match = found.timelines[0].points[-1].match
    assert match is not None
    assert match.study_instance_uid == "a"


def test_that_a_confirmed_match_holds_whatever_lies_nearer() -> None:
    far = LesionMatch(("new",), tracking_uid("far"), MatchMethod.HAND, 40.0, "a")
    before = entry("a", "20250101", lesion("near", (0, 0, 0)), lesion("far", (40, 0, 0)))
    now = entry("b", "20250601", lesion("new", (0, 0, 0)), ledger=StudyLedger((far,)))

    near, other = follow_up((before, now), ()).timelines

    assert near.points[-1].lesion is None
    assert other.points[-1].match == far
    assert other.points[-1].is_confirmed


def test_that_what_the_reader_separated_is_not_proposed_again() -> None:
    apart = StudyLedger(separations=(Separation("new", tracking_uid("old")),))
    before = entry("a", "20250101", lesion("old", (0, 0, 0)))
    now = entry("b", "20250601", lesion("new", (0, 0, 0)), ledger=apart)

    first, second = follow_up((before, now), ()).timelines

    assert (first.tracking_uid, second.tracking_uid) == (tracking_uid("old"), tracking_uid("new"))
    assert second.change is LesionChange.NEW


def test_that_a_match_to_an_examination_nobody_has_here_still_keeps_its_uid() -> None:
    match = LesionMatch(("new",), "2.25.77", MatchMethod.FRAME, 1.0, "gone")
    now = entry("b", "20250601", lesion("new", (0, 0, 0)), ledger=StudyLedger((match,)))

    [line] = follow_up((now,), ()).timelines

    assert line.tracking_uid == "2.25.77"


def test_that_items_of_one_place_wait_for_the_reader_together() -> None:
    both = replace(lesion("f", (0, 0, 0)), item_ids=("f", "m"), source=LesionSource.FINDING)

    [line] = follow_up((entry("b", "20250601", both),), ()).timelines

    assert line.points[-1].match == LesionMatch(
        ("f", "m"), tracking_uid("f"), MatchMethod.SAME_STUDY
    )
    assert not line.points[-1].is_confirmed


def test_that_a_role_given_at_baseline_holds_later_and_the_sums_follow() -> None:
    uid = tracking_uid("old")
    target = StudyLedger(notes=(LesionNote(uid, LesionRole.TARGET, organ="liver"),))
    before = entry("a", "20250101", lesion("old", (0, 0, 0), 30.0), ledger=target)
    now = entry("b", "20250601", lesion("new", (0, 0, 0), 20.0))

    found = follow_up((before, now), ())

    assert found.timelines[0].role is LesionRole.TARGET
    assert found.timelines[0].organ == "liver"
    assert [recist.sum_mm for recist in found.recist] == [30, 20]
    assert found.recist[-1].overall is Response.PR


def test_that_a_lesion_the_reader_calls_absent_counts_nothing() -> None:
    uid = tracking_uid("old")
    target = StudyLedger(notes=(LesionNote(uid, LesionRole.TARGET),))
    gone = StudyLedger(notes=(LesionNote(uid, state=PointState.ABSENT),))
    before = entry("a", "20250101", lesion("old", (0, 0, 0), 30.0), ledger=target)

    found = follow_up((before, entry("b", "20250601", ledger=gone)), ())

    assert found.timelines[0].change is LesionChange.GONE
    assert found.recist[-1].overall is Response.CR


def test_that_a_target_nobody_marked_is_not_evaluated_rather_than_gone() -> None:
    target = StudyLedger(notes=(LesionNote(tracking_uid("old"), LesionRole.TARGET),))
    before = entry("a", "20250101", lesion("old", (0, 0, 0), 30.0), ledger=target)

    found = follow_up((before, entry("b", "20250601")), ())

    assert found.recist[-1].overall is Response.NE


def test_that_what_is_called_a_node_counts_its_short_axis() -> None:
    node = replace(lesion("node", (0, 0, 0), 30.0, short=16.0), label="lymph_node")
    nodule = replace(lesion("nodule", (90, 0, 0)), label="lung_nodule")

    first, second = follow_up((entry("a", "20250101", node, nodule),), ()).timelines

    assert first.is_node
    assert first.counted_mm(0) == 16
    assert not second.is_node
    assert second.organ == "lung"


def test_that_nothing_open_is_nothing_followed() -> None:
    assert follow_up((), ()).timelines == ()


def test_that_documents_state_no_match_that_nobody_confirmed() -> None:
    before = entry("a", "20250101", lesion("old", (0, 0, 0)))
    now = entry("b", "20250601", lesion("new", (3, 4, 0), 12.0))

    found = follow_up((before, now), (), proposes=False)

    assert [line.tracking_uid for line in found.timelines] == [
        tracking_uid("old"),
        tracking_uid("new"),
    ]


def test_that_the_parts_of_a_lesion_that_fell_apart_are_two_rows() -> None:
    uid = tracking_uid("old")
    match = LesionMatch(("new", "part"), uid, MatchMethod.FRAME, 0.0, "a")
    before = entry("a", "20250101", lesion("old", (0, 0, 0)))
    parts = lesion("new", (0, 0, 0)), lesion("part", (9, 0, 0))

    found = follow_up((before, entry("b", "20250601", *parts, ledger=StudyLedger((match,)))), ())

    assert [line.tracking_uid for line in found.timelines] == [uid, tracking_uid("part")]
