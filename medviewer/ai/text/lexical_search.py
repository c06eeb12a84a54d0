"""Searches the titles of the code table by words: for codes that no model learnt, and for the reader.

query → its words → for each the words of titles that are it, begin with it, are spelt like it, or are what
it stands for (abbreviations, Spanish) → titles, by how much of the query and of the title that covers.
An inverted index of its own; words weigh by their rarity (Spärck Jones, J Doc 1972;28:11).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.code_table import CodeTable, dotted_code, looks_like_code
from medviewer.ai.text.search_words import (
    FILLERS,
    STANDS_FOR,
    raw_words_of,
    skeleton,
    trigrams,
    words_of,
)

MOST_WORDS = 24  # of a query; what follows is not looked at
MOST_CHARACTERS = 2_000
MOST_ALTERNATIVES = 24  # words that one word of the query may stand for
SHORTEST_PREFIX = 3
SPELT_ALIKE = 0.6  # of trigrams shared (Dice)
EXACT, MEANT, BEGINS, ALIKE = 1.0, 0.9, 0.8, 0.8  # how much each way of matching counts
FILLER_WEIGHT = 0.1
OF_TITLE = 0.4  # share of the score that asks how much of the title the query covers
GOOD_ENOUGH = 0.3  # lower scores share too little with the query to be shown

Floats = NDArray[np.float32]
Lexicon = Mapping[str, tuple[tuple[str, float], ...]]  # of `ai.text.lexicon`


@dataclass(frozen=True, slots=True)
class CodeHit:
    """A code whose title was found; `score` 0..1, never a probability."""

    code: str
    title: str
    score: float


class CodeSearch:
    """An index over a code table: built in about a second, asked in some milliseconds; not thread-safe.

    Args:
        lexicon: English words that words of another language stand for.
    """

    def __init__(self, table: CodeTable, lexicon: Lexicon | None = None) -> None:
        self._table = table
        self._lexicon = lexicon or {}
        self._codes = list(table.titles)
        self._numbers: dict[str, int] = {}
        known = self._numbers
        texts = [set(words_of(title)) for title in table.titles.values()]
        numbers = [known.setdefault(word, len(known)) for text in texts for word in text]
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        self._index(np.array(numbers, dtype=np.int64), np.repeat(np.arange(len(texts)), lengths))

    @cached_property
    def _kin(self) -> "_Kin":
        return _Kin(self._numbers)  # 0.2 s; asked only where a word is none of a title's

    def find(self, query: str, limit: int = 20) -> tuple[CodeHit, ...]:
        """The codes whose titles fit best; a code typed in is answered with itself and what it heads."""
        typed = query[:MOST_CHARACTERS]
        if looks_like_code(typed):
            return self._beginning_with(typed, limit)
        words = list(dict.fromkeys(raw_words_of(typed)))[:MOST_WORDS]
        if not words:
            return ()
        scores = self._scores(words)
        best = np.argsort(-scores, kind="stable")[:limit]
        return tuple(
            CodeHit(dotted_code(code), self._table.titles[code], float(scores[place]))
            for place in best
            if scores[place] >= GOOD_ENOUGH
            for code in (self._codes[place],)
        )

    def _index(self, numbers: NDArray[np.int64], documents: NDArray[np.int64]) -> None:
        """Postings by word: `self._documents[self._starts[w]:self._starts[w + 1]]`."""
        order = np.argsort(numbers, kind="stable")
        counts = np.bincount(numbers, minlength=len(self._numbers))
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._documents = documents[order]
        rarity = np.log1p(len(self._codes) / counts)
        fillers = [number for word, number in self._numbers.items() if word in FILLERS]
        rarity[fillers] *= FILLER_WEIGHT
        self._rarity: Floats = rarity.astype(np.float32)
        weights = np.bincount(documents, rarity[numbers], minlength=len(self._codes))
        self._title_weights: Floats = weights.astype(np.float32)

    def _scores(self, words: Iterable[str]) -> Floats:
        asked = 0.0
        of_query = np.zeros(len(self._codes), dtype=np.float32)
        of_title = np.zeros(len(self._codes), dtype=np.float32)
        for word in words:
            means = self._meanings(word)
            weight = self._weight(word, means)
            asked += weight
            covered = np.zeros(len(self._codes), dtype=np.float32)
            for number, share in means.items():
                where = self._documents[self._starts[number] : self._starts[number + 1]]
                covered[where] = np.maximum(covered[where], share)
                of_title[where] += share * self._rarity[number]
            of_query += covered * weight
        coverage = np.minimum(of_title / self._title_weights, 1.0)
        result: Floats = of_query / asked * (1.0 - OF_TITLE + OF_TITLE * coverage)
        return result

    def _weight(self, word: str, means: Mapping[int, float]) -> float:
        if word in FILLERS:
            return FILLER_WEIGHT
        if not means:
            return float(self._rarity.mean())  # a word no title has is missed, but not above all
        return float(max(self._rarity[number] for number in means))

    def _meanings(self, word: str) -> dict[int, float]:
        """The words of titles this one may be, each with how much it counts."""
        (stem,) = words_of(word) or [word]
        found: dict[int, float] = {}
        self._add(found, stem, EXACT)
        for other in STANDS_FOR.get(word, "").split():
            self._add(found, other, MEANT)
        for other, weight in self._lexicon.get(stem, ()):
            self._add(found, other, weight)
        if not found or (len(word) >= SHORTEST_PREFIX and stem not in self._numbers):
            for other, weight in self._kin.of(stem):
                self._add(found, other, weight)
        return found

    def _add(self, found: dict[int, float], word: str, weight: float) -> None:
        number = self._numbers.get(word)
        if number is not None and len(found) < MOST_ALTERNATIVES:
            found[number] = max(found.get(number, 0.0), weight)

    def _beginning_with(self, typed: str, limit: int) -> tuple[CodeHit, ...]:
        head = self._table.find(typed)
        if head is None:
            return ()
        found = (code for code in self._codes if code.startswith(head))
        return tuple(
            CodeHit(dotted_code(code), self._table.titles[code], 1.0)
            for code, _ in zip(found, range(limit), strict=False)
        )


class _Kin:
    """Words that begin with a given one or are spelt like it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(words)
        self._array = np.array(self._sorted)
        self._trigrams = [trigrams(skeleton(word)) for word in self._sorted]
        self._having: dict[str, list[int]] = {}
        for place, parts in enumerate(self._trigrams):
            for part in parts:
                self._having.setdefault(part, []).append(place)

    def of(self, word: str) -> list[tuple[str, float]]:
        """Best first; nothing is spelt like a number or a very short word."""
        if len(word) < SHORTEST_PREFIX or word.isdigit():
            return []
        first, last = np.searchsorted(self._array, [word, word + "\U0010ffff"])
        begins = [
            (other, BEGINS) for other in self._sorted[first : min(last, first + MOST_ALTERNATIVES)]
        ]
        alike = self._alike(word)
        return sorted({**dict(begins), **dict(alike)}.items(), key=lambda item: -item[1])

    def _alike(self, word: str) -> list[tuple[str, float]]:
        parts = trigrams(skeleton(word))
        shared: dict[int, int] = {}
        for part in parts:
            for place in self._having.get(part, ()):
                shared[place] = shared.get(place, 0) + 1
        dice = [
            (self._sorted[place], 2 * count / (len(parts) + len(self._trigrams[place])))
            for place, count in shared.items()
        ]
        near = [
            (other, ALIKE * value)
            for other, value in dice
            if value >= SPELT_ALIKE and trigrams(other) & trigrams(word)
        ]
        return sorted(near, key=lambda item: -item[1])[:MOST_ALTERNATIVES]
