"""A Chinese text is coded by what the reader trained; what it denies is told, and nothing is made up."""

from pathlib import Path

import pytest

from medviewer import paths
from medviewer.ai.installed_systems import system_file, write_system_card
from medviewer.ai.runtime.terms.term_desk import MOST_CLAUSES, SCHEME, SYSTEM, TermDesk
from medviewer.ai.runtime.terms.term_files import (
    FILES,
    Subject,
    TermFiles,
    TermSettings,
    write_term_files,
)
from medviewer.ai.runtime.terms.term_ranking import single_feature
from medviewer.ai.text.term_candidates import Synonym, TermBook
from medviewer.domain.coding import CodeOrigin, CodingRequest, CodingResult
from medviewer.domain.system_card import SystemCard
from medviewer.progress import Cancelled, CancelToken

TERMS = {"高血压": "I10.x00", "胸腔积液": "J90.x00", "实变": "J98.400", "自造术语": ""}


def ask(text: str = "", query: str = "", desk: TermDesk | None = None) -> CodingResult:
    request = CodingRequest("1", text, model_id=SYSTEM, query=query)
    return (desk or TermDesk()).answer(request, CancelToken())


@pytest.fixture
def trained() -> Path:
    """A system that answers by spelling alone, among the reader's own models."""
    folder = paths.imported_models() / SYSTEM
    folder.mkdir(parents=True)
    book = TermBook(list(TERMS), list(TERMS.values()), [Synonym("血压高", (0,))])
    subject = Subject("spelling", "baseline", single_feature("spelling"))
    write_term_files(folder, TermFiles(book, TermSettings("", (subject,), ()), {}))
    files = tuple(system_file(folder, name) for name in FILES)
    card = SystemCard(
        SYSTEM, "1.0", "terms", "t", "u", "l", "RESEARCH-ONLY", files, (), (), default="spelling"
    )
    write_system_card(card, folder)
    return folder


@pytest.mark.usefixtures("trained")
def test_that_each_clause_brings_its_term_with_its_words() -> None:
    text = "高血压，右侧胸腔积液。"

    found = {each.code.meaning: each for each in ask(text).suggestions}

    assert found["高血压"].code.value == "I10.x00"
    assert found["高血压"].code.scheme == SCHEME
    (place,) = found["胸腔积液"].evidence
    assert text[place.start : place.end] == "胸腔积液"


@pytest.mark.usefixtures("trained")
def test_that_what_the_text_denies_is_told() -> None:
    found = {each.code.meaning: each for each in ask("双肺未见实变，有高血压").suggestions}

    assert found["实变"].is_negated
    assert not found["高血压"].is_negated


@pytest.mark.usefixtures("trained")
def test_that_a_term_without_a_code_is_not_proposed() -> None:
    assert all(each.code.value for each in ask("自造术语").suggestions)


@pytest.mark.usefixtures("trained")
def test_that_a_query_searches_the_table_and_says_so() -> None:
    (best, *_) = ask(query="血压高").suggestions

    assert (best.code.meaning, best.origin) == ("高血压", CodeOrigin.LEXICAL)


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize("text", ["", "\0\1\2", "。，；", "zzzz " * 10])
def test_that_nothing_is_answered_for_nothing(text: str) -> None:
    assert ask(text).suggestions == ()


@pytest.mark.usefixtures("trained")
def test_that_a_report_is_read_by_its_beginning_and_says_so() -> None:
    answer = ask("高血压。" * (MOST_CLAUSES + 1))

    assert [each.code.meaning for each in answer.suggestions] == ["高血压"]
    assert str(MOST_CLAUSES) in str(answer.notes[0])


@pytest.mark.usefixtures("trained")
def test_that_a_megabyte_without_a_stop_is_read_by_its_beginning() -> None:
    answer = ask("高血压" + "无" * 1_000_000)

    assert [each.code.meaning for each in answer.suggestions] == ["高血压"]
    assert answer.suggestions[0].evidence[0].end <= 300


def test_that_without_a_trained_system_the_answer_says_how_to_train_one() -> None:
    answer = ask("高血压")

    assert answer.suggestions == ()
    assert "medviewer evaluate diagnosis_zh_icd10" in str(answer.notes[0])


@pytest.mark.usefixtures("trained")
def test_that_a_cancelled_question_stops() -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        TermDesk().answer(CodingRequest("1", "高血压", model_id=SYSTEM), token)
