"""Sentences for a reader as JSON and back: a template and its values, still to be translated here."""

import string

from medviewer.ai.remote.strict_json import (
    Fields,
    Malformed,
    as_fields,
    as_number,
    as_text,
    as_whole,
    fields,
    text,
)
from medviewer.words import Message

DEEPEST = 3  # messages within messages
MOST_VALUES = 20
LARGEST = 10**15  # of a whole number in a sentence
LONGEST = 1000  # characters of a template or a value


def written(sentence: Message) -> Fields:
    """A message as JSON; what is neither text nor number nor message is sent as its words."""
    values = {name: _value(value) for name, value in sentence.values.items()}
    return {"context": sentence.context, "text": sentence.text, "values": values}


def read(value: object, name: str, depth: int = 0) -> Message:
    """A message another machine sent.

    Its text is put into words by `str.format` later, so it may name its values and nothing else: no
    attributes, no widths, no conversions.
    """
    found = as_fields(value, name)
    values = fields(found, "values")
    if depth >= DEEPEST or len(values) > MOST_VALUES:
        raise Malformed(name)
    template = text(found, "text", LONGEST)
    if not _names_values_only(template, values):
        raise Malformed(name)
    return Message(
        text(found, "context"),
        template,
        {key: _read_value(each, name, depth) for key, each in values.items()},
    )


def _value(value: object) -> object:
    if isinstance(value, Message):
        return written(value)
    return value if isinstance(value, str | int | float) else str(value)


def _read_value(value: object, name: str, depth: int) -> object:
    if isinstance(value, dict):
        return read(value, name, depth + 1)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return as_whole(value, name, -LARGEST, LARGEST)
    if isinstance(value, float):
        return as_number(value, name)
    return as_text(value, name, LONGEST)


def _names_values_only(template: str, values: Fields) -> bool:
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        return False
    return all(
        name is None or (name in values and name.isidentifier() and not spec and not conversion)
        for _, name, spec, conversion in parts
    )
