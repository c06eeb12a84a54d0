"""The trail knows which codes were decided on, and by whose proposal; never a word of the text."""

from dataclasses import replace

from medviewer.domain.coding import CodeDecision, CodingRequest, CodingResult
from medviewer.domain.study import Patient, Study
from medviewer.session.sharing.code_events import code_events, coding_event
from tests.phantoms.codes import EFFUSION, PNEUMONIA, report_code, suggestion

STUDY = Study("1.2", Patient("4711", "Muster"))
PROPOSED = report_code(PNEUMONIA, words=("secret words",))
ACCEPTED = replace(PROPOSED, decision=CodeDecision.ACCEPTED, decided_at="t", reader="Dr A")


def test_that_a_decision_is_told_with_code_model_and_counts() -> None:
    other = report_code(EFFUSION, decision=CodeDecision.REJECTED, decided_at="s")

    [event] = code_events((PROPOSED, other), (ACCEPTED, other), STUDY, "Dr B")

    assert event.reader == "Dr A"
    assert event.facts == {
        "decision": "code accepted",
        "code": "J18.9",
        "scheme": "I10C",
        "origin": "model",
        "model": "icd10_coding 1.0.0",
        "codes_accepted": 1,
        "codes_rejected": 1,
    }


def test_that_a_decision_taken_back_is_told() -> None:
    [event] = code_events((ACCEPTED,), (PROPOSED,), STUDY, "Dr B")

    assert (event.reader, event.facts["decision"]) == ("Dr B", "code taken back")


def test_that_proposals_alone_are_no_decision() -> None:
    assert list(code_events((), (PROPOSED,), STUDY, "")) == []


def test_that_no_word_of_the_text_is_told() -> None:
    request = CodingRequest("r", "secret words")
    answer = CodingResult(request, (suggestion(PNEUMONIA),), "en", "a stub", "1.0.0")

    events = (coding_event(answer, STUDY, ""), *code_events((), (ACCEPTED,), STUDY, ""))

    assert len(events) == 2
    assert not any("secret" in str(event) for event in events)
    assert events[0].facts["codes"] == 1
