"""A highlight that is not what the answer hangs on must not stand."""

import numpy as np
import pytest

from medviewer.ai.text.deletion_test import ROUNDS, AskedSpan, DeletionTest

TEXT = "the patient of sixty years came with cough and was found to have pneumonia of the left lung today"
LABEL = 1


def span_of(word: str) -> AskedSpan:
    start = TEXT.index(word)
    return AskedSpan(LABEL, (start, start + len(word)))


def scores(texts: list[str]) -> np.ndarray:
    """A model that answers .9 where "pneumonia" is read, .1 elsewhere; its other label never changes."""
    return np.array([[0.5, 0.9 if "pneumonia" in text else 0.1] for text in texts])


def test_that_words_the_answer_hangs_on_stand() -> None:
    test = DeletionTest(TEXT, [span_of("pneumonia")])

    (outcome,) = test.outcomes(scores(test.texts))

    assert outcome.stands
    assert outcome.drop == pytest.approx(0.8)
    assert outcome.random_drop == 0.0


def test_that_words_the_answer_does_not_need_fall() -> None:
    test = DeletionTest(TEXT, [span_of("cough"), span_of("pneumonia")])

    cough, pneumonia = test.outcomes(scores(test.texts))

    assert not cough.stands
    assert pneumonia.stands


def test_that_words_are_held_against_as_many_others_that_are_not_shown() -> None:
    test = DeletionTest(TEXT, [span_of("left lung")])

    whole, without, *others = test.texts

    assert whole == TEXT
    assert without.split() == TEXT.replace("left lung", "").split()
    assert len(others) == ROUNDS
    assert all(len(text) == len(TEXT) and "left lung" in text for text in others)
    assert {len(text.split()) for text in others} == {len(TEXT.split()) - 2}


def test_that_the_same_seed_takes_the_same_words_away() -> None:
    asked = [span_of("cough")]

    assert DeletionTest(TEXT, asked, 3).texts == DeletionTest(TEXT, asked, 3).texts
    assert DeletionTest(TEXT, asked, 3).texts != DeletionTest(TEXT, asked, 4).texts


def test_that_what_cannot_be_tested_does_not_stand() -> None:
    test = DeletionTest("pneumonia", [AskedSpan(LABEL, (0, 9))])

    (outcome,) = test.outcomes(scores(test.texts))

    assert not outcome.stands
    assert np.isnan(outcome.random_drop)
