"""What is known of a case as vectors: scores, flags, and what is not there."""

import numpy as np
import pytest

from medviewer.ai.runtime.fusion.case_inputs import RawCase, encoded
from tests.unit.ai.runtime.fusion.made_inputs import ARRAYS, PARTS, TEXT, VALUES, given


def test_that_numbers_are_standard_scores_beside_a_flag_and_choices_one_of_many() -> None:
    values = given().parts["values"]

    # age 70 is two spreads above 50; log(e) = 1; F is the second sex
    assert values[0].tolist() == pytest.approx([2.0, 1.0, 1.0, 1.0, 0.0, 1.0])
    assert values[2].tolist() == [2.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def test_that_a_part_is_there_when_anything_of_it_is_known() -> None:
    assert given().present.tolist() == [
        [True, True, True],
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],  # the only word of its text is blanked out
    ]


def test_that_a_choice_that_was_never_seen_is_unknown() -> None:
    made = encoded((VALUES,), {}, [RawCase(choices={"sex": "O"})])

    assert not made.present.any()
    assert not made.parts["values"].any()


def test_that_absurd_numbers_are_cut() -> None:
    made = encoded((VALUES,), {}, [RawCase(numbers={"age": 1e9})])

    assert made.parts["values"][0, 0] == 4.0


def test_that_a_hidden_word_leaves_no_trace() -> None:
    hidden, plain = encoded(
        (TEXT,), ARRAYS, [RawCase(text="fever ICU"), RawCase(text="fever")]
    ).parts["text"]

    assert np.array_equal(hidden, plain)


def test_that_cases_without_any_picture_have_vectors_of_the_right_width() -> None:
    made = encoded(PARTS, ARRAYS, [RawCase(text="fever")])

    assert made.parts["image"].shape == (1, 2)


def test_that_a_part_of_another_case_brings_its_being_there_along() -> None:
    swapped = given().swapped("text", np.array([1, 0, 2, 4, 3]))

    assert swapped.present[:, 2].tolist() == [False, True, False, False, True]
    assert np.array_equal(swapped.parts["text"][1], given().parts["text"][0])
    assert np.array_equal(swapped.parts["image"], given().parts["image"])
