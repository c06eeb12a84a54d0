"""Asking the coder: never a stale answer, never a blocked reader, decisions only where they may be made."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.coding import CodeDecision, CodingRequest, CodingResult
from medviewer.domain.study import Study
from medviewer.errors import WorkerStopped
from medviewer.jobs.runner import JobRunner
from medviewer.session.coding.coded_text import NO_TEXT, SectionSpan, TextSource
from medviewer.session.coding.coding import proposed_codes
from medviewer.session.session import Session
from medviewer.words import message
from tests.phantoms.codes import NODULE, PNEUMONIA, suggestion
from tests.unit.session.coding.coding_samples import StubCoder
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui
REPORT, NOTES = frozenset({TextSource.REPORT}), frozenset({TextSource.NOTES})
KEY = (PNEUMONIA.scheme, PNEUMONIA.value)


@pytest.fixture
def coder() -> StubCoder:
    return StubCoder()


@pytest.fixture
def session(qtbot: QtBot, coder: StubCoder) -> Iterator[Session]:
    session = Session(JobRunner(), coder, ())
    yield session
    coder.go_on()
    session.shut_down()


@pytest.fixture
def opened(session: Session) -> Study:
    return put_on_screen(session, "1.2")


def put_on_screen(session: Session, uid: str) -> Study:
    shown = study(series(f"{uid}.1"), uid=uid)
    session.library.update(studies=(*session.library.value.studies, shown))
    session.show(shown, shown.series[0].display_sets[0])
    return shown


def asked(session: Session, qtbot: QtBot, sources: frozenset[TextSource] = REPORT) -> None:
    session.coding.ask(sources)
    qtbot.waitUntil(lambda: not session.coding.value.is_asking)


def proposed(session: Session) -> list[str]:
    return [each.code.value for each in session.coding.shown]


def test_that_the_report_s_words_become_proposals_with_their_evidence(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    session.reading.write(indication="Cough.", findings="Right lower lobe pneumonia.")

    asked(session, qtbot)

    [code] = session.coding.shown
    assert (code.code, code.decision, code.words) == (
        PNEUMONIA,
        CodeDecision.UNDECIDED,
        ("pneumonia",),
    )
    assert session.coding.value.evidence(KEY) == (SectionSpan("findings", 17, 26, 1.0),)


def test_that_an_answer_about_an_older_text_is_dropped_and_the_new_text_asked(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia.")
    coder.hold()
    session.coding.ask(REPORT)
    session.reading.write(findings="A nodule.")

    coder.go_on()
    qtbot.waitUntil(lambda: not session.coding.value.is_asking)

    assert proposed(session) == [NODULE.value]
    assert [each.text for each in coder.asked] == ["Pneumonia.", "A nodule."]


def test_that_of_many_questions_only_the_newest_waits(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia.")
    coder.hold()
    for _ in range(5):
        session.coding.ask(REPORT)

    coder.go_on()
    qtbot.waitUntil(lambda: not session.coding.value.is_asking)

    assert len(coder.asked) == 2


def test_that_an_answer_about_a_study_that_left_the_screen_is_dropped(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia.")
    coder.hold()
    session.coding.ask(REPORT)
    put_on_screen(session, "1.3")

    coder.go_on()
    qtbot.waitUntil(lambda: not session.coding.value.is_asking)

    assert session.clinical.codes.value.of(opened.key) == ()
    assert proposed(session) == []


def test_that_the_notes_alone_can_be_asked(session: Session, opened: Study, qtbot: QtBot) -> None:
    session.reading.write(findings="Pneumonia.")
    session.clinical.notes.write(opened.key, history="Known nodule.")

    asked(session, qtbot, NOTES)

    assert proposed(session) == [NODULE.value]


@pytest.mark.parametrize("version", ["1.0", "icd10_coding 1.0"])
def test_that_a_code_s_model_is_named_once(version: str) -> None:
    request = CodingRequest("r", "Pneumonia.")
    answer = CodingResult(request, (suggestion(PNEUMONIA),), "en", "a stub", version)

    [code] = proposed_codes(answer, NO_TEXT)

    assert code.model == "icd10_coding 1.0"


def test_that_without_words_nobody_is_asked(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings=" \n ")

    asked(session, qtbot)

    assert coder.asked == []
    assert "no words" in str(session.coding.value.problem)


def test_that_chinese_text_is_for_the_chinese_coder(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings="右肺下叶肺炎，CT 示实变。")

    asked(session, qtbot)

    [request] = coder.asked
    assert (request.model_id, request.language) == ("diagnosis_zh_icd10", "zh")


def test_that_without_a_chinese_coder_the_reader_is_told_how_to_train_one(qtbot: QtBot) -> None:
    def fail(request: CodingRequest) -> CodingResult:
        raise WorkerStopped(message("Test", "There is none."))

    session = Session(JobRunner(), StubCoder(fail), ())
    put_on_screen(session, "1.2")
    session.reading.write(findings="右肺下叶肺炎。")

    asked(session, qtbot)

    told = str(session.coding.value.problem)
    assert "There is none." in told
    assert "medviewer train diagnosis_zh_icd10" in told
    session.shut_down()


def test_that_a_coder_that_fails_says_why_and_keeps_what_was_proposed(
    qtbot: QtBot,
) -> None:
    def fail(request: CodingRequest) -> CodingResult:
        raise WorkerStopped(message("Test", "The coder stopped."))

    session = Session(JobRunner(), StubCoder(fail), ())
    put_on_screen(session, "1.2")
    session.reading.write(findings="Pneumonia.")

    asked(session, qtbot)

    assert str(session.coding.value.problem) == "The coder stopped."
    session.shut_down()


def test_that_a_cancelled_question_changes_nothing(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia.")
    coder.hold()
    session.coding.ask(REPORT)

    session.coding.cancel()
    is_asking = session.coding.value.is_asking
    coder.go_on()
    qtbot.waitUntil(lambda: session.runner.active_count == 0)

    assert not is_asking
    assert proposed(session) == []


def test_that_a_signed_report_s_codes_stand_until_it_is_amended(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia and effusion.")
    asked(session, qtbot)
    session.coding.decide(KEY, CodeDecision.ACCEPTED)
    session.writing.watch(qtbot)
    qtbot.waitUntil(lambda: session.writing.value.is_current)
    session.writing.sign("Dr A")

    session.coding.decide(KEY, CodeDecision.REJECTED)
    latest = session.writing.report.latest
    session.writing.amend("A wrong code")
    session.coding.decide(KEY, CodeDecision.REJECTED)
    session.coding.choose(NODULE)
    while_amended = session.writing.sign_off
    session.writing.withdraw_amendment()

    assert latest is not None
    assert [c.code for c in latest.body.codes] == [PNEUMONIA]
    assert while_amended is None
    assert session.writing.sign_off == latest.sign_off


def test_that_the_signature_ends_when_an_accepted_code_is_undone(
    session: Session, opened: Study, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia.")
    asked(session, qtbot)
    session.coding.decide(KEY, CodeDecision.ACCEPTED)
    session.writing.watch(qtbot)
    qtbot.waitUntil(lambda: session.writing.value.is_current)
    session.writing.sign("Dr A")

    session.history.undo()

    assert session.writing.sign_off is None


def test_that_a_question_waits_until_the_report_is_worded(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    session.reading.write(findings="Pneumonia.")
    session.writing.watch(qtbot)

    session.coding.ask(REPORT)
    before = list(coder.asked)
    qtbot.waitUntil(lambda: not session.coding.value.is_asking)

    assert before == []
    assert proposed(session) == [PNEUMONIA.value]


def test_that_a_search_finds_what_was_typed_last(
    session: Session, opened: Study, coder: StubCoder, qtbot: QtBot
) -> None:
    search = session.coding.search
    coder.hold()
    search.look_for("pneu")
    search.look_for("nod")

    coder.go_on()
    qtbot.waitUntil(lambda: not search.value.is_searching)

    assert [each.code for each in search.value.found] == [NODULE]
    assert search.value.query == "nod"
