"""Words and pairs of words as weighted counts (TF-IDF), and linear judges over them, as sparse arithmetic.

Weights as in scikit-learn: (1 + ln count) (1 + ln((1 + n) / (1 + df))), rows of length 1. A linear judge is
kept by what it gives to each text it learnt from: its weights are a sum of those texts (representer theorem),
and there are far fewer texts than words times labels.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

MIN_TEXTS = 2  # a word or pair of one text alone teaches nothing about others

Floats = NDArray[np.float64]


class TfIdf:
    """The words and pairs known, and how rare each is.

    Args:
        features: words, and pairs joined by a space.
        rarity: (features,) the inverse document frequency.
    """

    def __init__(self, features: Sequence[str], rarity: Floats) -> None:
        self.features = tuple(features)
        self.rarity = rarity
        self._index = {feature: place for place, feature in enumerate(self.features)}

    def rows(self, texts: Iterable[Sequence[str]]) -> csr_matrix:
        """(texts, features) of keys; a text without a known word is a row of zeros."""
        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for keys in texts:
            places, weights = self._row(keys)
            columns.extend(places)
            values.extend(weights)
            ends.append(len(columns))
        shape = (len(ends) - 1, len(self.features))
        return csr_matrix((np.array(values), np.array(columns, dtype=np.int64), ends), shape=shape)

    def _row(self, keys: Sequence[str]) -> tuple[list[int], list[float]]:
        counts = Counter(
            place for each in pairs_of(keys) if (place := self._index.get(each)) is not None
        )
        places = sorted(counts)
        weights = (1 + np.log([counts[place] for place in places])) * self.rarity[places]
        length = float(np.linalg.norm(weights)) or 1.0
        return places, (weights / length).tolist()


@dataclass(frozen=True, slots=True)
class LinearJudge:
    """One linear decision a label.

    Attributes:
        shares: (texts learnt from, labels) what each of them gives to each label's weights.
        offsets: (labels,)
    """

    shares: Floats
    offsets: Floats

    def scores(self, alike: Floats) -> Floats:
        """(texts, labels) of their likeness (texts, texts learnt from): products of TF-IDF rows."""
        result: Floats = alike @ self.shares + self.offsets
        return result


def tfidf_of(texts: Sequence[Sequence[str]], min_texts: int = MIN_TEXTS) -> TfIdf:
    """The words and pairs of enough texts."""
    counts: Counter[str] = Counter()
    for keys in texts:
        counts.update(set(pairs_of(keys)))
    features = sorted(feature for feature, count in counts.items() if count >= min_texts)
    found = np.array([counts[feature] for feature in features], dtype=np.float64)
    return TfIdf(features, 1 + np.log((1 + len(texts)) / (1 + found)))


def pairs_of(keys: Sequence[str]) -> list[str]:
    """Every word, and every two in a row."""
    return [*keys, *(f"{first} {second}" for first, second in pairwise(keys))]


def likeness(rows: csr_matrix, learnt_from: csr_matrix) -> Floats:
    """(texts, texts learnt from) the cosine of their words."""
    result: Floats = np.asarray((rows @ learnt_from.T).todense(), dtype=np.float64)
    return result


def shares_of(weights: Floats, learnt_from: csr_matrix) -> Floats:
    """What a judge of weights (features, labels), learnt from those texts, gives to each of them.

    Exact where the weights lie in the span of the texts, as those of every L2-regularised linear model do.
    """
    products = np.asarray(learnt_from @ weights)
    alike = likeness(learnt_from, learnt_from)
    alike[np.diag_indices_from(alike)] += 1e-9  # two equal texts share what they give
    result: Floats = np.linalg.solve(alike, products)
    return result
