"""Sentences outlive a run with their values apart, and what is no sentence is no reason to stop."""

import json
from pathlib import Path

import pytest

from medviewer.errors import InputError
from medviewer.session.batch.sentences import as_sentence, as_text, from_text, read, written
from medviewer.words import Message, message

INNER = message("Image kind", "chest CT")
SENTENCE = message("Batch", "{file}: {count} of {kind}", file=Path("/x"), count=3, kind=INNER)


def test_that_a_sentence_comes_back_with_its_values_apart() -> None:
    again = read(json.loads(json.dumps(written(SENTENCE))))

    assert again == Message(
        "Batch", "{file}: {count} of {kind}", {"file": "/x", "count": 3, "kind": INNER}
    )
    assert from_text(as_text(SENTENCE)) == again


def test_that_people_find_it_in_english() -> None:
    document = written(SENTENCE)

    assert document is not None
    assert document["english"] == "/x: 3 of chest CT"


def test_that_nothing_said_stays_nothing_said() -> None:
    assert (written(None), read(None), as_text(None), from_text("")) == (None, None, "", None)


@pytest.mark.parametrize(
    "document",
    [
        3,
        {},
        {"context": "a", "text": "{x}", "values": {}},
        {"context": "a", "text": "{", "values": {}},
        {"context": "a", "text": "a", "values": []},
    ],
)
def test_that_what_is_no_sentence_is_refused_at_once(document: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read(document)


def test_that_a_column_somebody_else_wrote_is_told_as_it_is() -> None:
    assert str(from_text("It {broke.")) == "It {broke."


def test_that_errors_and_plain_texts_are_sentences_too() -> None:
    assert as_sentence(InputError(SENTENCE)) is SENTENCE
    assert str(as_sentence("=It broke {x}.")) == "=It broke {x}."
