"""DICOM JSON (PS3.18 annex F) as servers write it: missing values, wrong types, persons without a name."""

import json
from collections.abc import Iterator, Mapping, Sequence

LARGEST_NUMBER = 2**31 - 1  # of images, or of a reason; what is more cannot be meant
MOST_LETTERS = 1024  # of one value; the longest a search shows has 64
PERSON_GROUPS = ("Alphabetic", "Ideographic", "Phonetic")

JsonDataset = Mapping[str, object]


class NotDicomJson(ValueError):  # noqa: N818 - told in a sentence by who asked
    """The text is something else."""


def data_sets(body: bytes) -> list[JsonDataset]:
    """The data sets of an answer; what among them is none is left out.

    Raises:
        NotDicomJson: no JSON, or JSON of something else.
    """
    if not body.strip():
        return []
    try:
        value = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise NotDicomJson from error
    values = [value] if isinstance(value, dict) else value  # some send one without the list
    if not isinstance(values, list):
        raise NotDicomJson
    return [each for each in values if isinstance(each, dict)]


def text(data_set: JsonDataset, tag: str) -> str:
    """All values of an element joined by backslashes, "" where there is none."""
    return "\\".join(_texts(data_set, tag)).strip("\\")


def number(data_set: JsonDataset, tag: str) -> int | None:
    """The first value as a whole number, None where it is none of 0 to 2147483647; some write it as text."""
    first = next(_texts(data_set, tag), "")
    try:
        found = int(float(first))
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found <= LARGEST_NUMBER else None


def items(data_set: JsonDataset, tag: str) -> list[JsonDataset]:
    """The items of a sequence."""
    return [value for value in _values(data_set, tag) if isinstance(value, dict)]


def _texts(data_set: JsonDataset, tag: str) -> Iterator[str]:
    for value in _values(data_set, tag):
        yield _text(value)[:MOST_LETTERS].strip("\0 ")


def _text(value: object) -> str:
    if isinstance(value, dict):
        groups = [value.get(group) for group in PERSON_GROUPS]
        return "=".join(group if isinstance(group, str) else "" for group in groups).rstrip("=")
    return "" if value is None or isinstance(value, list | bool) else str(value)


def _values(data_set: JsonDataset, tag: str) -> Sequence[object]:
    """Values by tag (`0020000D`); some servers write its letters small, or a value without its list."""
    element = data_set.get(tag) or data_set.get(tag.lower())
    if not isinstance(element, dict):
        return []
    value = element.get("Value")
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
