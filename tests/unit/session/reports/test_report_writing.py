"""Writing and signing the report of the study on screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import ReviewState
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.study import Study
from medviewer.errors import ReportError
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session
from tests.gui.canvas.samples import finding
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


@pytest.fixture
def opened(session: Session, qtbot: QtBot) -> Study:
    """One study with two proposals, its report worded."""
    shown = study(series("1.1"))
    session.library.update(studies=(shown,))
    session.show(shown, shown.series[0].display_sets[0])
    session.reading.take_findings(shown.key, (finding("f1"), finding("f2", 0.6)))
    session.writing.watch(qtbot)
    current(session, qtbot)
    return shown


def current(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.writing.value.is_current)


def decide(session: Session, qtbot: QtBot) -> None:
    session.reading.decide("f1", ReviewState.ACCEPTED)
    session.reading.decide("f2", ReviewState.REJECTED)
    current(session, qtbot)


def test_that_findings_follow_decisions_until_the_reader_writes_them(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    before = session.writing.value.shown.findings
    session.reading.decide("f1", ReviewState.ACCEPTED)
    current(session, qtbot)
    made = session.writing.value.shown.findings
    session.writing.write("findings", "A nodule, as before.")
    session.reading.decide("f1", ReviewState.PROPOSED)
    current(session, qtbot)

    assert before == ""
    assert "ung nodule" in made
    assert session.writing.value.shown.findings == "A nodule, as before."
    assert session.writing.value.made.findings == ""


def test_that_what_is_typed_stands_in_the_report_at_once(session: Session, opened: Study) -> None:
    session.writing.write("impression", "No change.")

    assert session.writing.value.shown.impression == "No change."
    assert session.reading.value.content.impression == "No change."


def test_that_the_templates_own_words_do_not_become_the_readers(
    session: Session, opened: Study
) -> None:
    made = session.writing.value.made.technique

    session.writing.write("technique", made + " Thin slices.")
    session.writing.write("technique", made)

    assert made
    assert session.reading.value.content.technique == ""


def test_that_one_visit_to_a_field_is_undone_in_one_step(session: Session, opened: Study) -> None:
    for text in ("N", "No", "No change."):
        session.writing.write("impression", text, visit="1")
    session.writing.write("impression", "No change. Really.", visit="2")

    session.history.undo()
    once = session.reading.value.content.impression
    session.history.undo()

    assert once == "No change."
    assert session.reading.value.content.impression == ""


def test_that_nothing_is_signed_while_a_proposal_waits(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    with pytest.raises(ReportError, match="AI proposals 1, 2 wait"):
        session.writing.sign("Dr A")
    session.reading.decide("f1", ReviewState.ACCEPTED)
    current(session, qtbot)
    with pytest.raises(ReportError, match="AI proposal 2 waits"):
        session.writing.sign("Dr A")

    assert session.writing.report.versions == ()


def test_that_nothing_is_signed_without_a_name_or_before_it_is_worded(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    decide(session, qtbot)

    with pytest.raises(ReportError, match="needs the reader's name"):
        session.writing.sign(" ")
    session.writing.use_language("zh_CN")
    with pytest.raises(ReportError, match="still being worded"):
        session.writing.sign("Dr A")


def test_that_what_is_signed_is_what_was_shown_in_full(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    decide(session, qtbot)
    session.writing.write("impression", "No change.")
    shown = session.writing.value.shown

    version = session.writing.sign("Dr A", "St. Elsewhere")

    assert version.body.content == replace(shown, reader="Dr A")
    assert version.body.content.technique
    assert [f.review.state for f in version.body.findings] == [
        ReviewState.ACCEPTED,
        ReviewState.REJECTED,
    ]
    assert session.writing.sign_off == version.sign_off


def test_that_a_signed_report_takes_no_word_until_it_is_amended(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    decide(session, qtbot)
    session.writing.sign("Dr A")

    session.writing.write("impression", "Growth.")
    locked = session.reading.value.content.impression
    session.writing.amend("Compared with another prior")
    session.writing.write("impression", "Growth.")

    assert locked == ""
    assert session.reading.value.content.impression == "Growth."
    assert session.writing.sign_off is None


def test_that_an_amendment_withdrawn_leaves_the_version_signed_last(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    decide(session, qtbot)
    session.writing.write("impression", "No change.")
    version = session.writing.sign("Dr A")
    session.writing.amend("Oh")
    session.writing.write("impression", "Growth.")

    session.writing.withdraw_amendment()

    assert session.reading.value.content.impression == "No change."
    assert session.writing.sign_off == version.sign_off


def test_that_a_decision_changed_after_signing_makes_the_report_preliminary_again(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    decide(session, qtbot)
    version = session.writing.sign("Dr A")

    session.history.undo()
    changed = session.writing.sign_off
    session.history.redo()

    assert changed is None
    assert session.writing.sign_off == version.sign_off


def test_that_an_old_version_is_printed_with_its_own_findings(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    decide(session, qtbot)
    first = session.writing.sign("Dr A")
    session.writing.amend("A second look")
    session.reading.decide("f1", ReviewState.REJECTED)

    order = session.writing.order_of(first)

    assert order is not None
    assert order.sign_off == first.sign_off
    assert [r.state for r in order.reviews] == [ReviewState.ACCEPTED, ReviewState.REJECTED]


def test_that_a_template_is_remembered_for_its_modality(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    session.writing.use_template("general")
    current(session, qtbot)

    assert session.writing.value.made.template_id == "general"
    assert "=general" in session.preferences.value.report_templates


def test_that_a_report_in_chinese_is_worded_in_chinese_whatever_the_program_speaks(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    session.writing.use_language("zh_CN")
    current(session, qtbot)

    assert session.writing.value.made.comparison == "无。"


def test_that_lesions_over_time_are_frozen_with_the_signature(
    session: Session, opened: Study, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [FollowUp(baseline=1), FollowUp(baseline=2)]
    monkeypatch.setattr(session.longitudinal, "stated_of", lambda _: known[0])
    decide(session, qtbot)
    version = session.writing.sign("Dr A")
    monkeypatch.setattr(session.longitudinal, "stated_of", lambda _: known[1])
    sources = session._report_sources

    signed = sources.words(opened).follow_up
    session.writing.amend("A lesion more")
    amended = sources.words(opened).follow_up

    assert version.body.follow_up == signed == known[0]
    assert amended == known[1]


def test_that_nothing_is_signed_before_the_first_read_is_locked(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    session.reading.take_findings(opened.key, ())
    session.preferences.update(reading_mode="second")
    current(session, qtbot)

    with pytest.raises(ReportError, match="lock your first read"):
        session.writing.sign("Dr A")
    session.reading_modes.lock()
    current(session, qtbot)

    assert session.writing.what_is_open() == ()
