"""A code is found by what the reader types: words, beginnings, slips, abbreviations, Spanish, a code."""

from pathlib import Path

import pytest

from medviewer.ai.text.code_table import load_code_table
from medviewer.ai.text.lexical_search import CodeSearch
from medviewer.ai.text.lexicon import load_spanish_words
from medviewer.errors import InputError


@pytest.fixture(scope="module")
def search() -> CodeSearch:
    return CodeSearch(load_code_table(), load_spanish_words())


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("acute appendicitis", "K35"),
        ("fracture of neck of left femur", "S72.002"),
        ("pneumothroax", "J93.9"),  # a slip of the keys
        ("appendic", "K3"),  # the beginning of a word
        ("DVT", "I82"),
        ("type 2 diabetes", "E11"),
        ("hiatal hernia", "K44"),
        ("neumonía", "J18.9"),
        ("derrame pleural", "J90"),
        ("hipertensión arterial", "I10"),
    ],
)
def test_that_a_query_finds_its_code(search: CodeSearch, query: str, code: str) -> None:
    hits = search.find(query)

    assert any(hit.code.startswith(code) for hit in hits[:10]), hits[:10]


def test_that_the_whole_title_is_the_best_hit(search: CodeSearch) -> None:
    hits = search.find("Cardiomegaly")

    assert (hits[0].code, hits[0].score) == ("I51.7", 1.0)


def test_that_hits_come_best_first_and_no_more_than_asked(search: CodeSearch) -> None:
    scores = [hit.score for hit in search.find("chronic kidney disease", limit=7)]

    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)


def test_that_a_typed_code_brings_what_it_heads(search: CodeSearch) -> None:
    assert [hit.code for hit in search.find("i25.1", limit=2)] == ["I25.1", "I25.10"]


@pytest.mark.parametrize("query", ["", "   ", "qqqqwwww", "\0\0", "Z" * 1_000_000, "…—", "肺炎"])
def test_that_nothing_is_found_for_nothing(search: CodeSearch, query: str) -> None:
    assert search.find(query) == ()


def test_that_a_pasted_report_is_searched_by_its_first_words_only(search: CodeSearch) -> None:
    assert search.find("appendicitis " + "lorem ipsum dolor " * 50_000) is not None


def test_that_a_damaged_word_list_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "spanish_words.tsv"
    file.write_text("tos\tcough often\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"spanish_words\.tsv"):
        load_spanish_words(file)
