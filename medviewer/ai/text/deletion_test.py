"""Whether the words shown for an answer carry it: what happens when they, or as many others, are taken away.

A highlight stands if taking its words away lowers the score by more than nine of ten stretches of as many
other words do. All texts to be scored are made first, so that a model answers them in batches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.tokens import Span, Token, tokens_of

ROUNDS = 10  # stretches of other words a highlight is held against
BEATEN = 0.9  # of them, for it to stand

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AskedSpan:
    """Words shown for a label; `label` is a column of the scores."""

    label: int
    span: Span


@dataclass(frozen=True, slots=True)
class DeletionOutcome:
    """What taking the words of `asked` away did.

    Attributes:
        drop: by how much the label's score fell.
        random_drop: by how much it fell on average without as many other words; nan of too short a text.
        stands: whether the words may be shown as what drove the answer.
    """

    asked: AskedSpan
    drop: float
    random_drop: float
    stands: bool


class DeletionTest:
    """The test of one text: score `texts`, then ask for the `outcomes`.

    Args:
        seed: decides which other words are taken away; the same seed, the same words.
    """

    def __init__(self, text: str, asked: Sequence[AskedSpan], seed: int = 0) -> None:
        self._asked = tuple(asked)
        self._tokens = tokens_of(text)
        self.texts = [text]
        self._of_span: dict[Span, int] = {}
        self._of_length: dict[int, list[int]] = {}
        random = np.random.default_rng(seed)
        shown = [each.span for each in asked]
        for each in asked:
            self._add(text, each.span, shown, random)

    def outcomes(self, scores: Floats) -> tuple[DeletionOutcome, ...]:
        """One of each span asked about, in their order.

        Args:
            scores: (texts, labels) of `texts`, in the scale the reader sees.
        """
        return tuple(self._outcome(each, scores[:, each.label]) for each in self._asked)

    def _add(
        self, text: str, span: Span, shown: Sequence[Span], random: np.random.Generator
    ) -> None:
        if span in self._of_span:
            return
        self._of_span[span] = len(self.texts)
        self.texts.append(_without(text, span))
        length = sum(_is_inside(token, span) for token in self._tokens)
        if length in self._of_length:
            return
        others = _other_stretches(self._tokens, length, shown)
        drawn = random.permutation(len(others))[:ROUNDS]
        self._of_length[length] = list(range(len(self.texts), len(self.texts) + len(drawn)))
        self.texts += [_without(text, others[place]) for place in drawn]

    def _outcome(self, asked: AskedSpan, scores: Floats) -> DeletionOutcome:
        length = sum(_is_inside(token, asked.span) for token in self._tokens)
        drop = float(scores[0] - scores[self._of_span[asked.span]])
        others = scores[0] - scores[self._of_length[length]]
        if not len(others):
            return DeletionOutcome(asked, drop, float("nan"), stands=False)
        stands = drop > 0 and float(np.mean(drop > others)) >= BEATEN
        return DeletionOutcome(asked, drop, float(others.mean()), stands)


def _is_inside(token: Token, span: Span) -> bool:
    return span[0] <= token.start < span[1]


def _without(text: str, span: Span) -> str:
    """Blanks in the place of the words, so that all others stay where they were."""
    start, end = span
    return text[:start] + " " * (end - start) + text[end:]


def _other_stretches(tokens: Sequence[Token], length: int, shown: Sequence[Span]) -> list[Span]:
    """Every run of so many tokens that touches none of the words shown."""
    if not length:
        return []
    is_shown = np.array([any(_is_inside(token, span) for span in shown) for token in tokens])
    if len(tokens) < length:
        return []
    touched = np.convolve(is_shown, np.ones(length), "valid")
    return [
        (tokens[place].start, tokens[place + length - 1].end)
        for place, count in enumerate(touched)
        if count < 1
    ]
