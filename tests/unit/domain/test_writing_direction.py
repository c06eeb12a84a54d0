"""Hebrew and Arabic as they are drawn; expected lines spelt letter by letter."""

import pytest

from medviewer.domain.writing_direction import in_visual_order


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Doe, Jane (1)", "Doe, Jane (1)"),
        ("王小明", "王小明"),
        # shin resh vav nun → nun vav resh shin
        ("\u05e9\u05e8\u05d5\u05df", "\u05df\u05d5\u05e8\u05e9"),
        # two words: the first stands on the right, the comma between them
        ("\u05d0\u05d1, \u05d2\u05d3", "\u05d3\u05d2 ,\u05d1\u05d0"),
        # a Hebrew name in a Latin line keeps its place
        ("CT \u05d0\u05d1 12", "CT \u05d1\u05d0 12"),
        # numbers within Hebrew keep their order; brackets open the other way
        ("\u05d0 (12)", "(12) \u05d0"),
        # a point stays on its letter
        ("\u05d0\u05b8\u05d1", "\u05d1\u05d0\u05b8"),
    ],
)
def test_that_a_line_is_put_in_the_order_it_is_drawn_in(written: str, drawn: str) -> None:
    assert in_visual_order(written) == drawn


def test_that_arabic_letters_join() -> None:
    # beh alef beh: initial, final, and the last beh stands alone since alef joins nothing after it
    assert in_visual_order("\u0628\u0627\u0628") == "\ufe8f\ufe8e\ufe91"


def test_that_a_letter_between_two_is_medial() -> None:
    assert in_visual_order("\u0628\u0628\u0628") == "\ufe90\ufe92\ufe91"


def test_that_lam_and_alef_are_one_shape() -> None:
    assert in_visual_order("\u0644\u0627") == "\ufefb"
