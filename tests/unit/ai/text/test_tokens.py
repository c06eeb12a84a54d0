"""How text is cut: English, Spanish, Chinese, numbers; every token knows its place."""

import pytest

from medviewer.ai.text.tokens import (
    LONGEST_TEXT,
    key_of,
    keys_of,
    mark_negated,
    readable,
    tokens_of,
)


def test_that_a_token_knows_where_its_word_stood() -> None:
    text = "Fiebre (39,5 °C), tos."

    found = tokens_of(text)

    assert [text[token.start : token.end] for token in found] == ["Fiebre", "39,5", "C", "tos"]


def test_that_accents_and_capitals_do_not_tell_words_apart() -> None:
    assert keys_of("Íleo PARALÍTICO año") == ["ileo", "paralitico", "ano"]


def test_that_an_accent_beside_its_letter_does_not_cut_the_word() -> None:
    assert keys_of("pulmo\u0301n") == keys_of("pulmón") == ["pulmon"]


def test_that_chinese_is_cut_into_characters_and_latin_runs_into_words() -> None:
    assert keys_of("右肺CT示结节，L1椎体") == ["右", "肺", "ct", "示", "结", "节", "l1", "椎", "体"]


@pytest.mark.parametrize(
    ("number", "key"),
    [("7", "#1"), ("37", "#2"), ("0.9", "#0"), ("13,7", "#2"), ("1.200", "#1"), ("007", "#1")],
)
def test_that_a_number_is_looked_up_by_its_magnitude(number: str, key: str) -> None:
    assert key_of(number) == key


def test_that_a_number_and_its_unit_are_two_tokens() -> None:
    assert keys_of("40mg CA125") == ["#2", "mg", "ca125"]


def test_that_words_inside_a_denied_span_are_marked_and_no_others() -> None:
    text = "no pleural effusion, cough"

    marked = mark_negated(tokens_of(text), [(3, 19)])

    assert [token.key for token in marked] == ["no", "neg_pleural", "neg_effusion", "cough"]


def test_that_a_text_beyond_the_cap_is_cut_and_says_so() -> None:
    read = readable("a" * (LONGEST_TEXT + 1))

    assert read.is_cut
    assert len(read.text) == LONGEST_TEXT


def test_that_control_signs_and_lone_surrogates_are_no_words() -> None:
    assert keys_of("\x00\x01\ud800 _ … ★") == []
