"""Ranks the standard terms a diagnosis string may mean, by every subject of a trained system."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from medviewer.ai.networks.term_matcher import PADDING, TermMatcher
from medviewer.ai.runtime.terms.term_files import (
    Subject,
    TermFiles,
    indices_of,
    numbers_of,
)
from medviewer.ai.text.diagnosis_strings import levelled
from medviewer.ai.text.term_candidates import FEATURES, Candidates, TermBook

LONGEST_STRING, LONGEST_TERM = 64, 24  # characters the networks read

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class TermRanking:
    """A trained system of terms, ready to answer."""

    def __init__(self, files: TermFiles) -> None:
        self.book, self.settings = files.book, files.settings
        self._networks = files.networks
        self.readings = TermReadings(files.book, files.settings.alphabet)

    def subject(self, name: str) -> Subject:
        """The subject of that name."""
        return next(each for each in self.settings.subjects if each.name == name)

    def scores(self, name: str, text: str, candidates: Candidates) -> Floats:
        """(candidates,) in 0..1, of the subject of that name."""
        subject = self.subject(name)
        if subject.blend:
            parts = [self.scores(each, text, candidates) for each in subject.blend]
            blended: Floats = np.mean(parts, axis=0)
            return blended
        if subject.network:
            network = self._networks[subject.network]
            return network_scores(network, self.readings, text, candidates)
        return linear_scores(subject.features, candidates)

    @property
    def names(self) -> tuple[str, ...]:
        """Of all subjects."""
        return tuple(each.name for each in self.settings.subjects)


class TermReadings:
    """Strings and terms as the networks are given them; every term is cut once."""

    def __init__(self, book: TermBook, alphabet: str) -> None:
        self._numbers = numbers_of(alphabet)
        self._terms = [indices_of(term[:LONGEST_TERM], self._numbers) for term in book.levelled]

    def string(self, text: str) -> list[int]:
        """The characters of a string."""
        return indices_of(levelled(text)[:LONGEST_STRING], self._numbers)

    def terms(self, places: Integers) -> list[list[int]]:
        """The characters of those terms."""
        return [self._terms[place] for place in places]


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """(rows, longest) with padding behind; at least one wide."""
    block = np.full((len(rows), max([1, *map(len, rows)])), PADDING, dtype=np.int64)
    for place, row in enumerate(rows):
        block[place, : len(row)] = row
    return torch.from_numpy(block)


def network_scores(
    network: TermMatcher, readings: TermReadings, text: str, candidates: Candidates
) -> Floats:
    """(candidates,) probabilities of one string."""
    if not len(candidates.terms):
        return np.zeros(0)
    with torch.inference_mode():
        logits = network(
            padded([readings.string(text)]),
            padded(readings.terms(candidates.terms))[None],
            torch.from_numpy(candidates.features)[None],
        )
    found: Floats = torch.sigmoid(logits[0]).double().numpy()
    return found


def linear_scores(weights: Sequence[float], candidates: Candidates) -> Floats:
    """(candidates,) of a logistic regression; a single feature of weight 1 without a constant is itself."""
    values: Floats = candidates.features.astype(np.float64) @ np.array(weights[: len(FEATURES)])
    if len(weights) == len(FEATURES):
        return values
    found: Floats = 1.0 / (1.0 + np.exp(-(values + weights[-1])))
    return found


def single_feature(name: str) -> tuple[float, ...]:
    """The weights of a subject that is one feature of the search."""
    return tuple(float(each == name) for each in FEATURES)
