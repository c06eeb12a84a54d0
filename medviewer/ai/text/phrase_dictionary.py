"""Looks codes up by the phrases that stood for them in coded texts: the classical way, and hard to beat.

A phrase counts for a code by how often a text that holds the phrase had the code; several phrases of one code
join as independent reasons: 1 - (1 - p)(1 - q).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.tokens import Token

LONGEST_PHRASE = 8  # tokens
LEAST = 0.01  # of a phrase that stood for a code and yet never made it; keeps its rank above no phrase at all
DISCOUNT = 0.5  # of every count, so that a phrase seen once is no certainty (absolute discounting)
MOST_PHRASES = 500_000

Floats = NDArray[np.float64]
Phrase = tuple[str, ...]
Shares = dict[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found: `tokens[first:last + 1]` of the text, for that label, right in that share of texts."""

    label: int
    share: float
    first: int
    last: int


class PhraseDictionary:
    """Phrases, and for each the labels it stands for with the share of texts in which it did.

    Args:
        shares: by the phrase's keys joined by spaces.
    """

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self._openings = {phrase.split(" ", 1)[0] for phrase in shares}

    def matches(self, tokens: Sequence[Token]) -> list[PhraseMatch]:
        """Every phrase of the text for every label it stands for."""
        keys = [token.key for token in tokens]
        return [
            PhraseMatch(label, share, first, last)
            for first, last, phrase in self._phrases(keys)
            for label, share in self.shares[phrase]
        ]

    def scores(self, keys: Sequence[str], labels: int) -> Floats:
        """(labels,) 0..1; 0 where no phrase of the label stands in the text. A phrase counts once."""
        doubt = np.ones(labels)
        for phrase in dict.fromkeys(phrase for _, _, phrase in self._phrases(keys)):
            for label, share in self.shares[phrase]:
                doubt[label] *= 1 - share
        return 1 - doubt

    def _phrases(self, keys: Sequence[str]) -> Iterable[tuple[int, int, str]]:
        for first, key in enumerate(keys):
            if key in self._openings:
                phrase = ""
                for last in range(first, min(first + LONGEST_PHRASE, len(keys))):
                    phrase = f"{phrase} {keys[last]}" if phrase else key
                    if phrase in self.shares:
                        yield first, last, phrase


@dataclass(frozen=True, slots=True)
class PhrasedText:
    """A coded text: its keys, its labels, and the phrases that stood for some of them."""

    keys: Sequence[str]
    labels: frozenset[int]
    phrases: Sequence[tuple[int, Phrase]]


def phrase_dictionary_of(texts: Sequence[PhrasedText]) -> PhraseDictionary:
    """Count every phrase of every text in all of them."""
    meant: dict[str, set[int]] = defaultdict(set)
    for text in texts:
        for label, phrase in text.phrases:
            if 0 < len(phrase) <= LONGEST_PHRASE:
                meant[" ".join(phrase)].add(label)
    bare = PhraseDictionary(
        {phrase: tuple((each, 1.0) for each in meant[phrase]) for phrase in meant}
    )
    held: Counter[str] = Counter()
    right: Counter[tuple[str, int]] = Counter()
    for text in texts:
        found = {phrase for _, _, phrase in bare._phrases(text.keys)}
        held.update(found)
        right.update((phrase, label) for phrase in found for label in meant[phrase] & text.labels)
    return PhraseDictionary(_shares(meant, held, right))


def dictionary_text(dictionary: PhraseDictionary) -> str:
    """As JSON: for each phrase its labels and shares in thousandths."""
    return json.dumps(
        {
            phrase: [[label, round(1000 * share)] for label, share in shares]
            for phrase, shares in sorted(dictionary.shares.items())
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_dictionary(text: str, labels: int) -> PhraseDictionary:
    """The dictionary `dictionary_text` wrote.

    Raises:
        ValueError: it is none, or names a label that is not there.
    """
    found = json.loads(text)
    if not isinstance(found, dict) or len(found) > MOST_PHRASES:
        raise ValueError("the dictionary is no table of phrases, or too large a one")
    try:
        shares = {
            phrase: tuple((int(label), int(share) / 1000) for label, share in each)
            for phrase, each in found.items()
        }
    except (TypeError, ValueError) as error:
        raise ValueError("a phrase of the dictionary does not name labels and shares") from error
    for each in shares.values():
        if not all(0 <= label < labels and 0 <= share <= 1 for label, share in each):
            raise ValueError("a phrase of the dictionary names a label or share that cannot be")
    return PhraseDictionary(shares)


def _shares(
    meant: Mapping[str, set[int]],
    held: Mapping[str, int],
    right: Mapping[tuple[str, int], int],
) -> Shares:
    return {
        phrase: tuple(
            (
                label,
                max(
                    (right.get((phrase, label), 0) - DISCOUNT) / (held.get(phrase, 0) + 0.5), LEAST
                ),
            )
            for label in sorted(labels)
        )
        for phrase, labels in meant.items()
    }
