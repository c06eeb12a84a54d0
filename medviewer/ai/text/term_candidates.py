"""Which standard terms a diagnosis string may mean, and what speaks for each: the part without a network.

string → its diagnoses → terms spelt alike, and terms that like strings were given in training → for each
candidate the `FEATURES` a judge weighs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.character_index import CharacterIndex, Floats
from medviewer.ai.text.diagnosis_strings import levelled, parts_of

FEATURES = (
    "spelling",  # cosine of the whole string and the term
    "spelling of a part",
    "neighbour",  # likeness of the nearest training string with this term
    "neighbour of a part",
    "neighbours' vote",  # share of the nearest training strings, by likeness
    "contained",  # share of the term's characters the string has
    "verbatim",  # 1 where the string contains the term
    "length",  # share of the string the term would explain
    "use",  # log of how often training strings were given the term
)
SPELT, SPELT_PART, NEAR = 40, 15, 12  # how many of each become candidates

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Of one string: `terms` (n,) places in the book, `features` (n, len(FEATURES))."""

    terms: Integers
    features: Floats


@dataclass(frozen=True, slots=True)
class Synonym:
    """A string of the training part and the places in the book of the terms it was given."""

    text: str
    terms: tuple[int, ...]


class TermBook:
    """Standard terms with their codes, and how training strings were coded.

    Args:
        terms: as they are printed; `codes` beside them, "" where the table has none.
    """

    def __init__(
        self, terms: Sequence[str], codes: Sequence[str], synonyms: Sequence[Synonym]
    ) -> None:
        self.terms, self.codes, self.synonyms = tuple(terms), tuple(codes), tuple(synonyms)
        self.levelled = [levelled(term) for term in terms]
        self._uses = Counter(place for synonym in synonyms for place in synonym.terms)

    @cached_property
    def places(self) -> dict[str, int]:
        """Each term's place."""
        return {term: place for place, term in enumerate(self.terms)}

    @cached_property
    def spelling(self) -> CharacterIndex:
        """Over the terms."""
        return CharacterIndex(self.levelled)

    @cached_property
    def _near(self) -> CharacterIndex:
        return CharacterIndex([levelled(synonym.text) for synonym in self.synonyms])

    def candidates(self, text: str, without: int | None = None) -> Candidates:
        """Everything the string may mean.

        Args:
            without: the place of a synonym to be ignored: the string itself, in training.
        """
        whole = levelled(text)
        queries = [whole, *parts_of(text)]
        spelling = self.spelling.similarities(queries)
        nearness = self._nearness(queries, without)
        chosen = self._chosen(spelling, nearness)
        features = np.zeros((len(chosen), len(FEATURES)), dtype=np.float32)
        features[:, 0] = spelling[0, chosen]
        features[:, 1] = spelling[1:, chosen].max(axis=0)
        places = {int(term): row for row, term in enumerate(chosen)}
        self._ask_neighbours(features, nearness, places)
        used = self.synonyms[without].terms if without is not None else ()
        for row, term in enumerate(chosen):
            self._ask_spelling(features[row], whole, int(term))
            features[row, 8] = np.log1p(self._uses[int(term)] - (int(term) in used))
        return Candidates(chosen, features)

    def _nearness(self, queries: Sequence[str], without: int | None) -> Floats:
        """(queries, synonyms)."""
        if not self.synonyms:
            return np.zeros((len(queries), 0), dtype=np.float32)
        found = self._near.similarities(queries)
        if without is not None:
            found[:, without] = 0.0
        return found

    def _chosen(self, spelling: Floats, nearness: Floats) -> Integers:
        found = [top(spelling[0], SPELT), *(top(part, SPELT_PART) for part in spelling[1:])]
        near = [place for row in nearness for place in top(row, NEAR)]
        given = [term for place in near for term in self.synonyms[place].terms]
        return np.unique(np.concatenate([*found, np.array(given, dtype=np.int64)]))

    def _ask_neighbours(self, features: Floats, nearness: Floats, places: dict[int, int]) -> None:
        for number, row in enumerate(nearness):
            column = 2 if number == 0 else 3
            near = top(row, NEAR)
            whole = float(row[near].sum()) or 1.0
            for place in near:
                terms = self.synonyms[place].terms
                for term in terms:
                    at = features[places[term]]
                    # A part is like a string of several diagnoses in one of them only.
                    worth = row[place] if number == 0 else row[place] / len(terms) ** 0.5
                    at[column] = max(at[column], worth)
                    if number == 0:
                        at[4] += row[place] / whole

    def _ask_spelling(self, row: Floats, whole: str, term: int) -> None:
        plain = self.levelled[term]
        shared = sum((Counter(plain) & Counter(whole)).values())
        row[5] = shared / max(len(plain), 1)
        row[6] = float(bool(plain) and plain in whole)
        row[7] = min(len(plain) / max(len(whole), 1), 2.0)


def top(scores: Floats, count: int) -> Integers:
    """Places of the highest scores above 0, best first."""
    count = min(count, len(scores))
    if not count:
        return np.zeros(0, dtype=np.int64)
    best = np.argpartition(-scores, count - 1)[:count]
    best = best[np.lexsort((best, -scores[best]))]
    result: Integers = best[scores[best] > 0].astype(np.int64)
    return result
