"""Who can answer of a fusion model: networks, or the linear baseline; each says what every part added."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.networks.fusion import FusionNet
from medviewer.ai.runtime.fusion.case_inputs import Encoded

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Terms (n, parts) and a bias (n,) that sum to the logits; `is_exact`: they are the model's own sum."""

    terms: Numbers
    bias: Numbers
    is_exact: bool


class Subject(Protocol):
    """Answers cases from the parts it reads; any of them may be missing."""

    @property
    def parts(self) -> tuple[str, ...]: ...

    def logits(self, given: Encoded) -> Numbers:
        """(members, n)."""
        ...

    def shares(self, given: Encoded) -> Shares:
        """What each of `parts` added to the mean of the members' logits."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class NetworkSubject:
    """Networks of one shape, trained from different starts."""

    parts: tuple[str, ...]
    members: tuple[FusionNet, ...]

    def logits(self, given: Encoded) -> Numbers:
        vectors, present = given.of(self.parts)
        tensors = {name: torch.from_numpy(values) for name, values in vectors.items()}
        flags = torch.from_numpy(np.ascontiguousarray(present))
        with torch.inference_mode():
            found = [member.eval()(tensors, flags).double().numpy() for member in self.members]
        return np.stack(found)

    def shares(self, given: Encoded) -> Shares:
        if not self.members[0].is_additive:
            return shapley_shares(self, given)
        vectors, present = given.of(self.parts)
        tensors = {name: torch.from_numpy(values) for name, values in vectors.items()}
        flags = torch.from_numpy(np.ascontiguousarray(present))
        with torch.inference_mode():
            found = [member.eval().contributions(tensors, flags) for member in self.members]
        terms = np.mean([each.detach().double().numpy() for each, _ in found], axis=0)
        bias = np.mean([each.detach().double().numpy() for _, each in found], axis=0)
        return Shares(terms, bias, is_exact=True)


@dataclass(frozen=True, slots=True, eq=False)
class LinearSubject:
    """Logistic regression on all vectors beside one another; a missing part adds nothing.

    Attributes:
        weights: one vector a part: its features', then that of the part being there.
    """

    parts: tuple[str, ...]
    weights: tuple[Numbers, ...]
    bias: float

    def logits(self, given: Encoded) -> Numbers:
        found: Numbers = self._terms(given).sum(axis=1) + self.bias
        return found[None]

    def shares(self, given: Encoded) -> Shares:
        terms = self._terms(given)
        return Shares(terms, np.full(len(terms), self.bias), is_exact=True)

    def _terms(self, given: Encoded) -> Numbers:
        rows = side_by_side(given, self.parts)
        pairs = zip(rows, self.weights, strict=True)
        return np.stack([row @ weights for row, weights in pairs], axis=1)


def side_by_side(given: Encoded, parts: Sequence[str]) -> list[Numbers]:
    """Each part's vectors and whether it is there, zero where it is not."""
    vectors, present = given.of(parts)
    rows = []
    for place, name in enumerate(parts):
        there = present[:, place : place + 1]
        row = np.concatenate([vectors[name], np.ones_like(there, np.float32)], axis=1)
        rows.append(np.where(there, row, 0.0).astype(np.float64))
    return rows


def shapley_shares(subject: Subject, given: Encoded) -> Shares:
    """Each part's mean gain over every order in which the parts could have become known.

    Shapley 1953; exact, since the subject answers any subset of at most a few parts. A part that is missing
    gains nothing.
    """
    names = subject.parts
    subsets = [set(c) for size in range(len(names) + 1) for c in combinations(names, size)]
    worth = {frozenset(known): _with_only(subject, given, known) for known in subsets}
    terms = np.zeros((len(given), len(names)))
    for place, name in enumerate(names):
        for known in subsets:
            if name in known:
                continue
            orders = math.factorial(len(known)) * math.factorial(len(names) - len(known) - 1)
            gain = worth[frozenset(known | {name})] - worth[frozenset(known)]
            terms[:, place] += gain * orders / math.factorial(len(names))
    return Shares(terms, worth[frozenset()], is_exact=False)


def _with_only(subject: Subject, given: Encoded, known: set[str]) -> Numbers:
    hidden = [name for name in subject.parts if name not in known]
    found: Numbers = subject.logits(given.without(*hidden)).mean(axis=0)
    return found
