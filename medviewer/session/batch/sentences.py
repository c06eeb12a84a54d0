"""Sentences of a batch: kept with their values apart, so that a page may tell them in the reader's language.

    {"english": …, "context": …, "text": …, "values": {…}}      as they stand in `result.json`

`english` is for people who open the file; it is not read again.
"""

import json

from medviewer.errors import MedViewerError
from medviewer.words import Message, message

LONGEST = 2_000  # characters of a value; a path may be longer, and headers hold anything


def as_sentence(reason: object) -> Message:
    """An error's message, a message as it is, or whatever else was told."""
    if isinstance(reason, MedViewerError):
        return reason.message
    if isinstance(reason, Message):
        return reason
    return message("Batch", "{reason}", reason=str(reason))


def english(sentence: Message | None) -> str:
    return "" if sentence is None else str(sentence)


def written(sentence: Message | None) -> dict[str, object] | None:
    """As JSON has it; None where nothing was said."""
    if sentence is None:
        return None
    values = {name: _written_value(value) for name, value in sentence.values.items()}
    facts = {"context": sentence.context, "text": sentence.text, "values": values}
    return {"english": str(sentence), **facts}


def read(document: object) -> Message | None:
    """From JSON.

    Raises:
        KeyError, TypeError, ValueError: it is no sentence, or names what it has no value for.
    """
    if document is None:
        return None
    if not isinstance(document, dict) or not isinstance(document["values"], dict):
        raise TypeError("no sentence")
    values = {
        str(name): read(value) if isinstance(value, dict) else value
        for name, value in document["values"].items()
    }
    sentence = Message(str(document["context"]), str(document["text"]), values)
    str(sentence)  # told now, not where it is shown
    return sentence


def as_text(sentence: Message | None) -> str:
    """For a column of text; "" where nothing was said."""
    return "" if sentence is None else json.dumps(written(sentence), ensure_ascii=False)


def from_text(text: str) -> Message | None:
    """What `as_text` wrote; what it did not write is told as it is."""
    if not text:
        return None
    try:
        return read(json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError):
        return as_sentence(text)


def _written_value(value: object) -> object:
    if isinstance(value, Message):
        return written(value)
    return value if isinstance(value, int | float) else str(value)[:LONGEST]
