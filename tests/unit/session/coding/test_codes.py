"""Codes of a study: proposals come and go, decisions stay, each can be undone."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.coding import CodeDecision, CodeOrigin, ReportCode, joined_codes
from medviewer.jobs.runner import JobRunner
from medviewer.session.coding.codes import StudyCodes
from medviewer.session.keeping.history import History
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.store.plain_json import from_plain, to_plain
from tests.phantoms.codes import EFFUSION, NODULE, PNEUMONIA, report_code

pytestmark = pytest.mark.gui
ACCEPTED, REJECTED = CodeDecision.ACCEPTED, CodeDecision.REJECTED
KEY = (PNEUMONIA.scheme, PNEUMONIA.value)


@pytest.fixture
def history(qtbot: QtBot) -> History:
    return History()


@pytest.fixture
def codes(history: History) -> Iterator[StudyCodes]:
    runner = JobRunner()
    yield StudyCodes(history, Library(runner, Messages()))
    runner.shut_down()


def values(codes: StudyCodes) -> list[tuple[str, CodeDecision]]:
    return [(each.code.value, each.decision) for each in codes.value.of("k")]


def test_that_new_proposals_replace_undecided_ones_only(codes: StudyCodes) -> None:
    codes.propose("k", (report_code(PNEUMONIA), report_code(EFFUSION)))
    codes.decide("k", KEY, ACCEPTED, "Dr A")

    codes.propose("k", (report_code(NODULE), report_code(PNEUMONIA)))

    assert values(codes) == [("J18.9", ACCEPTED), ("R91.1", CodeDecision.UNDECIDED)]


def test_that_a_decision_bears_its_reader_and_is_undone_alone(
    codes: StudyCodes, history: History
) -> None:
    codes.propose("k", (report_code(PNEUMONIA),))
    codes.decide("k", KEY, ACCEPTED, " Dr A ")
    decided = codes.value.find("k", KEY)
    codes.propose("k", (report_code(EFFUSION),))

    history.undo()

    assert decided is not None
    assert (decided.reader, bool(decided.decided_at)) == ("Dr A", True)
    assert sorted(values(codes)) == [
        ("J18.9", CodeDecision.UNDECIDED),
        ("J90", CodeDecision.UNDECIDED),
    ]


def test_that_a_chosen_code_is_accepted_and_gone_when_it_is_taken_back(
    codes: StudyCodes, history: History
) -> None:
    codes.choose("k", NODULE, "Dr A")
    [chosen] = codes.value.of("k")
    codes.decide("k", chosen.key, CodeDecision.UNDECIDED)
    gone = codes.value.of("k")
    history.undo()

    assert (chosen.suggestion.origin, chosen.decision) == (CodeOrigin.READER, ACCEPTED)
    assert gone == ()
    assert codes.value.of("k") == (chosen,)


def test_that_choosing_a_proposed_code_accepts_the_proposal(codes: StudyCodes) -> None:
    codes.propose("k", (report_code(PNEUMONIA),))

    codes.choose("k", PNEUMONIA, "Dr A")

    [code] = codes.value.of("k")
    assert (code.suggestion.origin, code.decision) == (CodeOrigin.MODEL, ACCEPTED)


def test_that_what_was_decided_here_beats_what_was_kept(codes: StudyCodes) -> None:
    codes.propose("k", (report_code(PNEUMONIA), report_code(EFFUSION)))
    codes.decide("k", KEY, REJECTED)

    codes.bring_back(
        "k", (report_code(PNEUMONIA, decision=ACCEPTED), report_code(EFFUSION, decision=ACCEPTED))
    )

    assert values(codes) == [("J18.9", REJECTED), ("J90", ACCEPTED)]


def test_that_what_was_signed_is_put_back_over_later_decisions(codes: StudyCodes) -> None:
    signed = (report_code(PNEUMONIA, decision=ACCEPTED),)
    codes.bring_back("k", signed)
    codes.decide("k", KEY, REJECTED)
    codes.choose("k", NODULE)

    codes.put_decided("k", signed)

    assert codes.value.of("k") == signed


def test_that_codes_outlive_the_journal() -> None:
    codes = (report_code(PNEUMONIA, decision=ACCEPTED, words=("pneumonia",), reader="Dr A"),)

    again = from_plain(tuple[ReportCode, ...], to_plain(codes))

    assert again == codes


def test_that_a_kept_decision_beats_an_undecided_proposal() -> None:
    kept, own = report_code(PNEUMONIA, decision=REJECTED), report_code(PNEUMONIA)

    assert joined_codes((kept,), (own,)) == (kept,)
