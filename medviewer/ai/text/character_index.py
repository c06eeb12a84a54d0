"""Finds short texts by the runs of characters they share: TF-IDF of one to three characters, cosine.

Works for any script that is not parted into words; scipy's sparse arrays carry it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

LONGEST_RUN = 3

Floats = NDArray[np.float32]


class CharacterIndex:
    """An index of texts, already levelled the way queries are."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._numbers: dict[str, int] = {}
        for text in texts:
            for run in runs_of(text):
                self._numbers.setdefault(run, len(self._numbers))
        counts = self._counts(texts)
        found = np.bincount(counts.indices, minlength=len(self._numbers))
        self._rarity = np.log((1 + len(texts)) / (1 + found)) + 1
        self._matrix = self._weighted(counts).T.tocsr()

    def similarities(self, queries: Sequence[str]) -> Floats:
        """(queries, texts) cosines, 0..1; ask for some hundred queries at a time."""
        found: Floats = (self._weighted(self._counts(queries)) @ self._matrix).toarray()
        return found

    def _counts(self, texts: Sequence[str]) -> csr_array:
        starts = [0]
        indices: list[int] = []
        values: list[int] = []
        for text in texts:
            known = {
                self._numbers[run]: count
                for run, count in Counter(runs_of(text)).items()
                if run in self._numbers
            }
            indices += known.keys()
            values += known.values()
            starts.append(len(indices))
        shape = (len(texts), max(len(self._numbers), 1))
        return csr_array((np.array(values, np.float32), np.array(indices, np.int32), starts), shape)

    def _weighted(self, counts: csr_array) -> csr_array:
        """Sublinear counts by rarity, each text of length 1."""
        weights = (1 + np.log(counts.data)) * self._rarity[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=counts.shape[0]))
        data = (weights / lengths[rows]).astype(np.float32)
        return csr_array((data, counts.indices, counts.indptr), counts.shape)


def runs_of(text: str) -> list[str]:
    """Every run of one to three characters."""
    return [
        text[place : place + length]
        for length in range(1, LONGEST_RUN + 1)
        for place in range(len(text) - length + 1)
    ]
