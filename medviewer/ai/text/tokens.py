"""Cuts English, Spanish and Chinese text into tokens that know where they stood.

Words of letters and digits are one token each, Chinese is cut into characters, numbers become bins of their
magnitude. What a model looks up is the `key`: folded to lower case without accents, since reports are typed
with and without them. The text itself is never changed, so that a highlight lands on the very words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LONGEST_TEXT = 200_000  # characters read; some 30,000 words, more than any report or letter
LONGEST_WORD = 40  # of a key: longer runs of letters are no words
NEGATED = "neg_"  # before the key of a word the text denies

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f"  # accents that stand beside their letter
_TOKEN = re.compile(
    rf"[{_CHINESE}]"
    r"|[0-9]+(?:[.,][0-9]+)*"
    rf"|[^\W\d_{_CHINESE}](?:[^\W_{_CHINESE}]|[{_MARKS}])*"
)

Span = tuple[int, int]  # text[start:end]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or Chinese character: `text[start:end]`, looked up by `key`."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """The part of a text that is read."""

    text: str
    is_cut: bool


def readable(text: str) -> ReadText:
    """The first `LONGEST_TEXT` characters; places in it are places in `text`."""
    return ReadText(text[:LONGEST_TEXT], len(text) > LONGEST_TEXT)


def tokens_of(text: str) -> list[Token]:
    """Every token in order; punctuation and signs are left out. Time grows with the length alone."""
    return [
        Token(key_of(found.group()), found.start(), found.end()) for found in _TOKEN.finditer(text)
    ]


def keys_of(text: str) -> list[str]:
    """The keys of `tokens_of`."""
    return [key_of(found) for found in _TOKEN.findall(text)]


def key_of(word: str) -> str:
    """What a word is looked up by: "Íleo" and "ileo" alike; a number by its magnitude.

    "#2" is a number of two digits before its decimal sign, "#0" one below 1.
    """
    if word[0] in "0123456789":
        return _number_key(word)
    if word.isascii():
        return word[:LONGEST_WORD].lower()
    parted = unicodedata.normalize("NFKD", word[:LONGEST_WORD].lower())
    return "".join(sign for sign in parted if not unicodedata.combining(sign)) or word


def mark_negated(tokens: Sequence[Token], spans: Iterable[Span]) -> list[Token]:
    """The same tokens; those inside a span carry `NEGATED` before their key."""
    denied = sorted(spans)
    marked = []
    for token in tokens:
        while denied and denied[0][1] <= token.start:
            denied.pop(0)
        is_inside = bool(denied) and denied[0][0] <= token.start
        marked.append(replace(token, key=NEGATED + token.key) if is_inside else token)
    return marked


def _number_key(number: str) -> str:
    """By magnitude: 9, 90 and 900 differ, 13.7 and 14.2 do not; 14.610 reads as 14 as it may mean either."""
    whole = re.split(r"[.,]", number, maxsplit=1)[0].lstrip("0")
    return f"#{min(len(whole), 6)}"
