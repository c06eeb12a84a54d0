"""Phrases and what they stood for."""

import pytest

from medviewer.ai.text.phrase_dictionary import (
    PhraseDictionary,
    PhrasedText,
    dictionary_text,
    phrase_dictionary_of,
    read_dictionary,
)
from medviewer.ai.text.tokens import tokens_of

TEXTS = [
    PhrasedText(["high", "fever", "today"], frozenset({0}), [(0, ("high", "fever"))]),
    PhrasedText(["high", "fever"], frozenset({0}), [(0, ("high", "fever"))]),
    PhrasedText(["high", "fever"], frozenset({1}), []),
]


def test_that_a_phrase_counts_by_the_texts_in_which_it_was_right() -> None:
    found = phrase_dictionary_of(TEXTS)

    assert found.shares == {"high fever": ((0, (2 - 0.5) / (3 + 0.5)),)}


def test_that_phrases_of_one_label_join_as_independent_reasons() -> None:
    dictionary = PhraseDictionary({"fever": ((0, 0.5),), "high fever": ((0, 0.5), (2, 0.1))})

    found = dictionary.scores(["high", "fever", "fever"], 3)

    assert found.tolist() == pytest.approx([0.75, 0.0, 0.1])


def test_that_a_match_says_which_words_it_was() -> None:
    dictionary = PhraseDictionary({"high fever": ((3, 0.5),)})

    (found,) = dictionary.matches(tokens_of("a HIGH fever"))

    assert (found.label, found.share, found.first, found.last) == (3, 0.5, 1, 2)


def test_that_a_written_dictionary_is_read_back() -> None:
    dictionary = PhraseDictionary({"fiebre": ((1, 0.25),)})

    assert read_dictionary(dictionary_text(dictionary), 2).shares == dictionary.shares


@pytest.mark.parametrize("text", ["[]", '{"a": 1}', '{"a": [[5, 10]]}', '{"a": [[0, 2000]]}', "x"])
def test_that_what_is_no_dictionary_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # JSON's own error is one
        read_dictionary(text, 2)
