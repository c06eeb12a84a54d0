"""Words as counts in buckets, and words that must not be read."""

import numpy as np

from medviewer.ai.text.hashed_words import hashed_counts, without_words


def test_that_a_word_said_twice_counts_by_its_logarithm() -> None:
    counts = hashed_counts(["cough cough", "cough"], buckets=64)

    assert counts[0].max() == np.float32(np.log(3))
    assert counts[1].max() == np.float32(np.log(2))
    assert counts[0].argmax() == counts[1].argmax()


def test_that_case_and_accents_make_no_other_word() -> None:
    one, other = hashed_counts(["Neumonía", "neumonia"], buckets=64)

    assert np.array_equal(one, other)


def test_that_words_that_tell_the_outcome_are_blanked_and_the_others_keep_their_places() -> None:
    text = "Was intubated in ICU, fever."

    left = without_words(text, ("intubat", "icu"))

    assert left == "Was           in    , fever."


def test_that_an_empty_text_has_no_word() -> None:
    assert not hashed_counts([""], buckets=8).any()
