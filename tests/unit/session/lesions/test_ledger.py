"""What the reader decides about lesions over time: kept, undone, merged."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.study_ledger import (
    LesionMatch,
    LesionNote,
    LesionRole,
    MatchMethod,
    Separation,
    StudyLedger,
)
from medviewer.domain.tracking import Tracking, tracking_uid
from medviewer.jobs.runner import JobRunner
from medviewer.session.keeping.history import History
from medviewer.session.lesions.ledger import Ledger, merged
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.store.plain_json import from_plain, to_plain
from tests.unit.session.lesion_samples import lesion
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui

MATCH = LesionMatch(("new", "line"), "2.25.7", MatchMethod.FRAME, 3.0, "1.9")


@pytest.fixture
def history(qtbot: QtBot) -> History:
    return History()


@pytest.fixture
def library(qtbot: QtBot) -> Iterator[Library]:
    runner = JobRunner()
    yield Library(runner, Messages())
    runner.shut_down()


@pytest.fixture
def ledger(history: History, library: Library) -> Ledger:
    return Ledger(history, library)


def test_that_every_item_of_a_match_bears_the_prior_s_uid(ledger: Ledger) -> None:
    ledger.confirm({"k": (MATCH,)})

    assert ledger.trackings_of("k") == (Tracking("new", "2.25.7"), Tracking("line", "2.25.7"))


def test_that_a_match_is_undone_and_redone(ledger: Ledger, history: History) -> None:
    ledger.confirm({"k": (MATCH,)})

    history.undo()
    assert ledger.trackings_of("k") == ()
    history.redo()

    assert len(ledger.trackings_of("k")) == 2


def test_that_an_item_is_of_one_lesion_only(ledger: Ledger) -> None:
    ledger.confirm({"k": (MATCH,)})
    other = LesionMatch(("new",), "2.25.8", MatchMethod.HAND)

    ledger.confirm({"k": (other,)})

    assert ledger.value.of("k").matches == (other,)


def test_that_what_is_separated_is_remembered_until_it_is_matched_again(ledger: Ledger) -> None:
    ledger.separate("k", MATCH)
    apart = ledger.value.of("k").separations

    ledger.confirm({"k": (MATCH,)})

    assert apart == (Separation("new", "2.25.7"), Separation("line", "2.25.7"))
    assert ledger.value.of("k").separations == ()


def test_that_items_of_one_place_are_kept_apart_from_the_first(ledger: Ledger) -> None:
    ledger.separate("k", LesionMatch(("f", "m"), tracking_uid("f"), MatchMethod.SAME_STUDY))

    assert ledger.value.of("k").separations == (Separation("m", tracking_uid("f")),)


def test_that_undoing_leaves_what_the_study_shows(ledger: Ledger, history: History) -> None:
    shown = study(series("1.1"))
    ledger.confirm({shown.key: (MATCH,)})
    ledger.take_lesions(shown, (lesion("new", (0, 0, 0)),))

    history.undo()

    assert len(ledger.value.of(shown.key).lesions) == 1


def test_that_a_note_says_more_and_can_say_nothing_again(ledger: Ledger) -> None:
    ledger.note("k", "2.25.7", role=LesionRole.TARGET)
    ledger.note("k", "2.25.7", organ="liver")
    whole = ledger.value.of("k").note_of("2.25.7")

    ledger.note("k", "2.25.7", role=None, organ="")

    assert whole == LesionNote("2.25.7", LesionRole.TARGET, organ="liver")
    assert ledger.value.of("k").notes == ()


def test_that_what_was_decided_goes_with_its_study(
    ledger: Ledger, library: Library, history: History
) -> None:
    shown = study(series("1.1"))
    library.update(studies=(shown,))
    ledger.confirm({shown.key: (MATCH,)})

    library.close(frozenset({shown.key}))

    assert ledger.trackings_of(shown.key) == ()
    assert not history.can_undo


def test_that_of_two_ledgers_what_was_decided_here_has_the_last_word() -> None:
    kept = StudyLedger(
        (MATCH,), notes=(LesionNote("a", LesionRole.TARGET), LesionNote("b", organ="x"))
    )
    own = StudyLedger(
        (LesionMatch(("new",), "2.25.9", MatchMethod.HAND),),
        notes=(LesionNote("a", LesionRole.NON_TARGET),),
    )

    both = merged(kept, own)

    assert both.matches == own.matches
    assert both.notes == (LesionNote("b", organ="x"), LesionNote("a", LesionRole.NON_TARGET))


def test_that_a_ledger_survives_being_written() -> None:
    whole = StudyLedger(
        (MATCH,),
        (Separation("i", "u"),),
        (LesionNote("a", LesionRole.TARGET, is_node=True),),
        "1.9",
        "20250101",
        lesions=(lesion("new", (0.0, 1.0, 2.0), 8.0, short=6.0),),
    )

    assert from_plain(StudyLedger, to_plain(whole)) == whole
