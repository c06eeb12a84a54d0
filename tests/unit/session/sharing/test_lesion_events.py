"""What the trail is told of lesions over time: each decision once, and nothing that names a patient."""

from medviewer.domain.study import Patient, Study
from medviewer.domain.study_ledger import (
    LesionMatch,
    LesionNote,
    LesionRole,
    MatchMethod,
    Separation,
    StudyLedger,
)
from medviewer.session.sharing.lesion_events import lesion_events

JANE = Study("1.2", Patient("P-17", "Doe Jane", "19700131", person_name="Doe^Jane"))
MATCH = LesionMatch(("new",), "2.25.7", MatchMethod.REGISTRATION, 3.14159, "1.1")
NOTHING = StudyLedger()


def test_that_a_match_and_its_undoing_are_told() -> None:
    matched = StudyLedger(matches=(MATCH,))

    [done] = lesion_events(NOTHING, matched, JANE, "Dr. Li")
    [undone] = lesion_events(matched, NOTHING, JANE, "Dr. Li")

    assert (done.study_instance_uid, done.reader) == ("1.2", "Dr. Li")
    assert done.facts["decision"] == "matched"
    assert done.facts["tracking_uid"] == "2.25.7"
    assert done.facts["distance_mm"] == 3.14
    assert undone.facts["decision"] == "match taken back"
    assert (undone.subject, undone.standing == done.standing) == (done.subject, False)


def test_that_another_match_of_the_same_item_is_one_decision() -> None:
    other = LesionMatch(("new",), "2.25.9", MatchMethod.HAND)

    told = tuple(
        lesion_events(StudyLedger(matches=(MATCH,)), StudyLedger(matches=(other,)), JANE, "")
    )

    assert [event.facts["tracking_uid"] for event in told] == ["2.25.9"]


def test_that_a_role_is_told_and_an_organ_names_no_patient() -> None:
    noted = StudyLedger(notes=(LesionNote("2.25.7", LesionRole.TARGET, organ="Jane's liver"),))

    [event] = lesion_events(NOTHING, noted, JANE, "Dr. Li")

    assert event.facts["role"] == "target"
    assert event.facts["organ"] == "[patient]'s liver"


def test_that_separations_and_the_baseline_are_told() -> None:
    decided = StudyLedger(separations=(Separation("new", "2.25.7"),), baseline_uid="1.1")

    apart, baseline = lesion_events(NOTHING, decided, JANE, "")

    assert apart.facts == {"decision": "kept apart", "tracking_uid": "2.25.7"}
    assert baseline.facts == {"baseline": "1.1"}
