"""What a hashed batch still says: its own words, small numbers, words of the standard; nothing else."""

import os
from errno import ENOSPC

import pytest

from medviewer.session.batch.identifiers import Identifiers
from medviewer.words import Message, message

HASHED = Identifiers(b"k" * 32, frozenset({"site"}))


def of(**values: object) -> Message:
    return message("Batch", " ".join(f"{{{name}}}" for name in values), **values)


@pytest.mark.parametrize(
    "value",
    ["KNEE", "CT", "CHEST / LUNG", "ORIGINAL, PRIMARY", "2.5", 12, os.strerror(ENOSPC), "HU"],
)
def test_that_words_of_the_standard_and_small_numbers_stay(value: object) -> None:
    assert str(HASHED.sentence(of(value=value))) == str(value)


@pytest.mark.parametrize(
    "value",
    ["Doe^Jane", "/data/Doe/1.dcm", "4711001", "1.2.840.113619.2", "CHEST Doe", "1971-03-04", ""],
)
def test_that_anything_else_in_a_sentence_is_hashed(value: str) -> None:
    told = str(HASHED.sentence(of(value=value, inner=of(value=value))))

    assert told == f"{HASHED.of(value)} {HASHED.of(value)}"
    assert value not in told or not value


def test_that_sentences_stand_as_they_are_where_nothing_is_hashed() -> None:
    sentence = of(value="Doe^Jane")

    assert Identifiers().sentence(sentence) is sentence


def test_that_a_carried_cell_is_hashed_unless_its_column_is_plain() -> None:
    assert HASHED.cell("site", "North") == "North"
    assert HASHED.cell("ward", "North") == HASHED.of("North") != "North"
    assert Identifiers().cell("ward", "North") == "North"
