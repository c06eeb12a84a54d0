"""Finds the words of a translation that stand for words of the original, from parallel texts alone.

Which word translates which is learnt by expectation maximisation (Brown et al. 1993, model 1), with a prior
that a word stands at about the same relative place (Dyer et al., fast_align, 2013), over a band around it.
Translations here are of a machine and lack sentences, so much of this is wrong; what is right repeats.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.text.tokens import Token, tokens_of
from medviewer.ai.training.text.cases import LabelMark, TextCase

ROUNDS = 5
BAND = 25  # tokens to each side of the place a word is expected at
DECAY = 10.0  # tokens until the prior falls to 1/e
LARGEST_GAP = 2  # foreign tokens between two that translate one mention
LONGEST = 8  # tokens of a projected mention; longer ones are strays tied together

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One document's band: for each word of the translation, which words of the original it may stand for.

    `places`, `prior` and `entries` are (translated words, 2 BAND + 1); an entry names a pair of words.
    """

    places: Integers
    prior: Floats
    entries: Integers


def projected_marks(cases: Sequence[TextCase]) -> list[tuple[LabelMark, ...]]:
    """Where each case's marks stand in its `other_text`; marks that cannot be found are left out."""
    texts = [(tokens_of(case.text), tokens_of(case.other_text)) for case in cases]
    links = _links(texts)
    return [
        tuple(mark for each in case.marks if (mark := _projected(each, *pair, link)))
        for case, pair, link in zip(cases, texts, links, strict=True)
    ]


def _projected(
    mark: LabelMark, original: list[Token], translated: list[Token], links: Integers
) -> LabelMark | None:
    """The longest run of words that stand for the mark's words."""
    inside = [
        index
        for index, token in enumerate(original)
        if any(start <= token.start < end for start, end in mark.spans)
    ]
    hits = np.flatnonzero(np.isin(links, inside)) if inside else np.empty(0, np.int64)
    if not len(hits):
        return None
    runs = np.split(hits, np.flatnonzero(np.diff(hits) > LARGEST_GAP + 1) + 1)
    run = max(runs, key=len)
    if run[-1] - run[0] >= LONGEST:
        return None
    return LabelMark(mark.label, ((translated[run[0]].start, translated[run[-1]].end),))


def _links(texts: Sequence[tuple[list[Token], list[Token]]]) -> list[Integers]:
    """For each word of each translation the place of the original's word it stands for."""
    words: dict[str, int] = {}
    foreign: dict[str, int] = {}
    numbered = [
        (_numbers(original, words), _numbers(translated, foreign)) for original, translated in texts
    ]
    pairs = [_band(original, translated, len(foreign)) for original, translated in numbered]
    known = np.unique(
        np.concatenate([np.empty(0, np.int64), *(pair.entries.ravel() for pair in pairs)])
    )
    where = [np.searchsorted(known, pair.entries) for pair in pairs]
    source = (known // max(len(foreign), 1)).astype(np.int64)
    chance = np.ones(len(known))
    for _ in range(ROUNDS):
        counts = np.zeros(len(known))
        for pair, at in zip(pairs, where, strict=True):
            share = _shares(chance[at] * pair.prior)
            counts += np.bincount(at.ravel(), share.ravel(), minlength=len(known))
        of_source = np.bincount(source, counts)
        chance = counts / np.maximum(of_source[source], 1e-12)
    return [
        _best(chance[at] * pair.prior, pair.places) for pair, at in zip(pairs, where, strict=True)
    ]


def _band(original: Integers, translated: Integers, foreign: int) -> _Pair:
    offsets = np.arange(-BAND, BAND + 1)
    if not len(original):
        nothing = np.empty((0, len(offsets)))
        return _Pair(nothing.astype(np.int64), nothing, nothing.astype(np.int64))
    expected = np.arange(len(translated)) * len(original) / max(len(translated), 1)
    places = (expected[:, None] + offsets).round().astype(np.int64)
    is_inside = (places >= 0) & (places < len(original))
    places = places.clip(0, len(original) - 1)
    prior = np.exp(-np.abs(offsets) / DECAY) * is_inside
    return _Pair(places, prior, original[places] * foreign + translated[:, None])


def _shares(weights: Floats) -> Floats:
    result: Floats = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
    return result


def _best(weights: Floats, places: Integers) -> Integers:
    if not len(places):
        return np.empty(0, np.int64)
    best: Integers = places[np.arange(len(places)), weights.argmax(axis=1)]
    return best


def _numbers(tokens: Sequence[Token], known: dict[str, int]) -> Integers:
    return np.array([known.setdefault(token.key, len(known)) for token in tokens], dtype=np.int64)
