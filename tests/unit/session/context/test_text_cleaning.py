"""Pasted text is made fit to be shown, and what that cost is said."""

import pytest

from medviewer.session.context.text_cleaning import cleaned


@pytest.mark.parametrize(
    "text",
    [
        "58-year-old man, cough for 3 weeks.",
        "Varón de 58 años; tos, fiebre y disnea ¿neumonía?",
        "患者男，58岁，咳嗽三周。",
        "مريض عمره ٥٨ عاماً، سعال",
        "",
    ],
)
def test_that_words_of_any_language_stay_as_they_are(text: str) -> None:
    clean = cleaned(text)

    assert (clean.text, clean.removed, clean.cut) == (text, 0, 0)
    assert clean.notes == ()


def test_that_every_line_end_becomes_one_newline() -> None:
    assert cleaned("a\r\nb\rc\u2028d\x0be").text == "a\nb\nc\nd\ne"


def test_that_what_cannot_be_shown_is_left_out_and_counted() -> None:
    clean = cleaned("co\x00ugh\x1b[31m \udc80fever\tand\ufeff pain")

    assert clean.text == "cough[31m fever\tand pain"
    assert clean.removed == 4
    assert "4 characters" in str(clean.notes[0])


def test_that_marks_that_turn_the_direction_of_what_follows_are_left_out() -> None:
    assert cleaned("no \u202etnemrofed\u202c mass").text == "no tnemrofed mass"


def test_that_what_is_too_long_is_cut_with_a_sentence_that_counts() -> None:
    clean = cleaned("x" * 1_000_000, longest=50_000)

    assert len(clean.text) == 50_000
    assert clean.cut == 950_000
    assert "950000" in str(clean.notes[0]).replace(",", "")


def test_that_an_endless_line_is_broken_at_blanks_and_loses_no_word() -> None:
    words = "pneumonia " * 1000

    clean = cleaned(words.strip())

    assert max(map(len, clean.text.split("\n"))) <= 2000
    assert clean.text.split() == words.split()


def test_that_a_line_without_blanks_is_broken_too() -> None:
    clean = cleaned("肺" * 4500)

    assert [len(line) for line in clean.text.split("\n")] == [2000, 2000, 500]
