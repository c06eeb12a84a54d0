"""Which words are known, and that a vocabulary file is read only if it is one."""

import pytest

from medviewer.ai.text.vocabulary import (
    UNKNOWN,
    Vocabulary,
    read_vocabulary,
    vocabulary_of,
    vocabulary_text,
)


def test_that_a_word_of_one_document_is_unknown() -> None:
    found = vocabulary_of([["fever", "cough", "cough"], ["fever", "pain"]])

    assert found.words == ("fever",)
    assert found.indices(["fever", "cough"]).tolist() == [2, UNKNOWN]


def test_that_the_most_frequent_words_come_first_and_ties_by_alphabet() -> None:
    found = vocabulary_of([["b", "a", "c"], ["b", "c"], ["c"]], min_documents=1)

    assert found.words == ("c", "b", "a")


def test_that_a_word_never_seen_is_read_as_those_that_begin_like_it() -> None:
    found = vocabulary_of([["leiomyoma"], ["leiomyomas"], ["neg_leiomyoma"]])

    assert found.words == ("leiomy*",)
    assert found.indices(["leiomyosis", "leio", "neg_leiomyoma"]).tolist() == [2, UNKNOWN, UNKNOWN]


def test_that_a_written_vocabulary_is_read_back() -> None:
    vocabulary = Vocabulary(["肺", "fever"])

    assert read_vocabulary(vocabulary_text(vocabulary)).words == vocabulary.words


@pytest.mark.parametrize("text", ['{"a": 1}', '["a", 1]', '["a", "a"]', "[", "[" * 5])
def test_that_what_is_no_vocabulary_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # JSON's own error is one
        read_vocabulary(text)
