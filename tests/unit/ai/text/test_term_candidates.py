"""Terms are found by their spelling and by how like strings were coded before."""

import numpy as np
import pytest

from medviewer.ai.text.character_index import CharacterIndex
from medviewer.ai.text.term_candidates import FEATURES, Synonym, TermBook, top


@pytest.fixture
def book() -> TermBook:
    terms = ["高血压", "骨质疏松", "骨关节病", "妊娠期甲状腺功能减退", "头痛"]
    synonyms = [Synonym("左膝退变", (2,)), Synonym("甲减", (3,)), Synonym("头痛", (4,))]
    return TermBook(terms, ["I10", "M81", "M19", "", "R51"], synonyms)


def feature(book: TermBook, text: str, term: int, name: str, without: int | None = None) -> float:
    found = book.candidates(text, without)
    (row,) = np.flatnonzero(found.terms == term)
    return float(found.features[row, FEATURES.index(name)])


def test_that_equal_texts_are_alike_by_one_and_strangers_by_nought() -> None:
    found = CharacterIndex(["高血压", "头痛"]).similarities(["高血压", "咳"])

    assert found == pytest.approx(np.array([[1.0, 0.0], [0.0, 0.0]]))


def test_that_a_diagnosis_inside_a_list_is_found_by_its_part(book: TermBook) -> None:
    assert feature(book, "骨质疏松;高血压", 0, "spelling of a part") == pytest.approx(1.0)
    assert feature(book, "骨质疏松;高血压", 0, "spelling") < 1.0
    assert feature(book, "骨质疏松;高血压", 0, "verbatim") == 1.0


def test_that_a_term_spelt_otherwise_is_found_by_its_neighbour(book: TermBook) -> None:
    assert feature(book, "右膝退变", 2, "neighbour") > 0.4
    assert feature(book, "甲减", 3, "neighbour") == pytest.approx(1.0)


def test_that_a_training_string_does_not_answer_for_itself(book: TermBook) -> None:
    assert feature(book, "头痛", 4, "neighbour") == pytest.approx(1.0)
    assert feature(book, "头痛", 4, "neighbour", without=2) == 0.0
    assert feature(book, "头痛", 4, "use", without=2) == 0.0


@pytest.mark.parametrize("text", ["", "\0", "!!!", "zzz"])
def test_that_nothing_is_found_for_nothing(book: TermBook, text: str) -> None:
    assert len(book.candidates(text).terms) == 0


def test_that_a_book_without_strings_answers_by_spelling() -> None:
    book = TermBook(["高血压"], ["I10"], [])

    assert list(book.candidates("高血压病").terms) == [0]


def test_that_the_best_come_first_and_equals_in_order() -> None:
    assert list(top(np.array([0.0, 0.5, 0.9, 0.5], dtype=np.float32), 3)) == [2, 1, 3]
