"""Which words drove a code, and what is left of its score without them.

candidates: phrases of the dictionary; words by attention x gradient of the network, neighbours joined
proof:      the words are read as unknown, and so are as many other words (`ai.text.deletion_test`)

A recurrence runs over windows that know nothing of one another, so that taking words away asks the network
for one window again, not for the text: a hundred trials cost about as much as a few readings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.networks.text_coder import TextCoder
from medviewer.ai.runtime.text.text_model import PASS, TextModel, padded
from medviewer.ai.text.blend import DICTIONARY, NETWORK, SILENT
from medviewer.ai.text.deletion_test import AskedSpan, DeletionOutcome, DeletionTest
from medviewer.ai.text.reading import Reading
from medviewer.ai.text.tokens import Span, Token
from medviewer.ai.text.vocabulary import UNKNOWN
from medviewer.domain.coding import EvidenceSpan

MOST_SPANS = 2  # of a code; more hide what mattered
LEAST_SHARE = 0.2  # of what a label's words contribute, for a word to be shown

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may have driven a label, with its share of the evidence."""

    label: int
    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class _Heard:
    """A member's reading of the text for the labels asked, (tokens, labels) each."""

    scores: torch.Tensor
    values: torch.Tensor


class TextTrial:
    """One text under trial: what its words contribute, and its scores without some of them."""

    def __init__(self, model: TextModel, reading: Reading, labels: Sequence[int]) -> None:
        self._model, self._reading = model, reading
        self._labels = tuple(labels)
        known = {label: place for place, label in enumerate(model.stored.network_labels)}
        self._taught = [label for label in labels if label in known]
        self._places = torch.tensor([known[label] for label in self._taught], dtype=torch.int64)
        self._tokens = model.vocabulary.indices(reading.keys)[:PASS]
        self._heard = [self._hear(member, self._tokens) for member in model.members]

    def candidates(self, label: int) -> list[Candidate]:
        """The likeliest stretches, strongest first: phrases if there are any, else words."""
        found = self._phrases(label) or self._words(label)
        return sorted(found, key=lambda each: -each.weight)[:MOST_SPANS]

    def without(self, masks: Sequence[Integers]) -> Floats:
        """(masks, labels asked) of the default subject, the tokens of each mask read as unknown words."""
        model, stored = self._model, self._model.stored
        count = len(stored.labels)
        scores = {NETWORK: np.full((len(masks), count), SILENT)}
        scores[NETWORK][:, self._taught] = self._network_without(masks)
        if model.dictionary is not None:
            keys = self._reading.keys
            scores[DICTIONARY] = np.array(
                [model.dictionary.scores(_struck(keys, mask), count) for mask in masks]
            ).reshape(len(masks), count)
        if stored.linear:
            struck = [_struck(self._reading.keys, mask) for mask in masks]
            scores |= model.linear_scores(struck, model.needed)
        return model.joined(scores)[:, list(self._labels)]

    def _phrases(self, label: int) -> list[Candidate]:
        dictionary, tokens = self._model.dictionary, self._reading.tokens
        if dictionary is None:
            return []
        best: dict[str, Candidate] = {}
        for match in dictionary.matches(tokens):
            if match.label == label:
                span = tokens[match.first].start, tokens[match.last].end
                phrase = " ".join(token.key for token in tokens[match.first : match.last + 1])
                best.setdefault(phrase, Candidate(label, span, match.share))
        return list(best.values())

    def _words(self, label: int) -> list[Candidate]:
        """Runs of words that contribute to the label by at least `LEAST_SHARE` of all that speak for it."""
        if label not in self._taught or not len(self._tokens):
            return []
        place = self._taught.index(label)
        given = np.mean([_contributions(each)[:, place] for each in self._heard], axis=0)
        total = float(given.clip(min=0).sum())
        if total <= 0:
            return []
        shares = given / total
        chosen = np.flatnonzero(shares >= LEAST_SHARE)
        runs = np.split(chosen, np.flatnonzero(np.diff(chosen) > 1) + 1) if len(chosen) else []
        tokens = self._reading.tokens
        return [
            Candidate(
                label, (tokens[run[0]].start, tokens[run[-1]].end), float(min(shares[run].sum(), 1))
            )
            for run in runs
        ]

    def _network_without(self, masks: Sequence[Integers]) -> Floats:
        of_members = [
            self._member_without(member, heard, masks)
            for member, heard in zip(self._model.members, self._heard, strict=True)
        ]
        result: Floats = np.mean(of_members, axis=0)
        return result

    def _member_without(
        self, member: TextCoder, heard: _Heard, masks: Sequence[Integers]
    ) -> Floats:
        """Only windows that hold a masked word are read again, all trials' windows at once."""
        window = member.shape.window
        masks = [mask[mask < len(self._tokens)] for mask in masks]
        touched = [
            (number, at) for number, mask in enumerate(masks) for at in _windows(mask, window)
        ]
        texts = []
        for number, at in touched:
            part = self._tokens[at : at + window].copy()
            inside = masks[number][(masks[number] >= at) & (masks[number] < at + len(part))] - at
            part[inside] = UNKNOWN
            texts.append(part)
        fresh = self._hear_all(member, texts)
        found = np.zeros((len(masks), len(self._taught)))
        bias = member.judge.bias.detach()[self._places].cpu()
        for number in range(len(masks)):
            scores, values = heard.scores.clone(), heard.values.clone()
            for (owner, at), again, text in zip(touched, fresh, texts, strict=True):
                if owner == number:
                    scores[at : at + len(text)] = again.scores[: len(text)]
                    values[at : at + len(text)] = again.values[: len(text)]
            if len(scores):
                found[number] = ((scores.softmax(dim=0) * values).sum(dim=0) + bias).numpy()
            else:
                found[number] = bias.numpy()
        return found

    def _hear(self, member: TextCoder, tokens: Integers) -> _Heard:
        heard = self._hear_all(member, [tokens])[0]
        return _Heard(heard.scores[: len(tokens)], heard.values[: len(tokens)])

    def _hear_all(self, member: TextCoder, texts: Sequence[Integers]) -> list[_Heard]:
        if not texts:
            return []
        with torch.inference_mode():
            scores, values = member.hear(padded(texts).to(member.judge.bias.device), self._places)
        return [_Heard(*each) for each in zip(scores.cpu(), values.cpu(), strict=True)]


def tried_words(
    trial: TextTrial, text: str, tokens: Sequence[Token], labels: Sequence[int]
) -> list[tuple[Candidate, DeletionOutcome]]:
    """For each label the likeliest stretches, strongest first, and how they fared without."""
    columns = {label: column for column, label in enumerate(labels)}
    candidates = [each for label in labels for each in trial.candidates(label)]
    test = DeletionTest(text, [AskedSpan(columns[each.label], each.span) for each in candidates])
    starts = np.array([token.start for token in tokens], dtype=np.int64)
    scores = trial.without([_blanked(text, each, starts) for each in test.texts])
    return list(zip(candidates, test.outcomes(scores), strict=True))


def tested_evidence(
    trial: TextTrial, text: str, tokens: Sequence[Token], labels: Sequence[int]
) -> dict[int, tuple[EvidenceSpan, ...]]:
    """For each label the stretches that passed the deletion test, strongest first; their weights sum to 1."""
    standing: dict[int, list[Candidate]] = {}
    for candidate, outcome in tried_words(trial, text, tokens, labels):
        if outcome.stands:
            standing.setdefault(candidate.label, []).append(candidate)
    return {label: _evidence(found) for label, found in standing.items()}


def _evidence(found: Sequence[Candidate]) -> tuple[EvidenceSpan, ...]:
    total = sum(each.weight for each in found) or 1.0
    return tuple(EvidenceSpan(*each.span, each.weight / total) for each in found)


def _contributions(heard: _Heard) -> Floats:
    result: Floats = (heard.scores.softmax(dim=0) * heard.values).double().numpy()
    return result


def _blanked(text: str, struck: str, starts: Integers) -> Integers:
    """The tokens that are blanks in `struck`."""
    gone = [place for place, start in enumerate(starts) if struck[start] != text[start]]
    return np.array(gone, dtype=np.int64)


def _struck(keys: list[str], mask: Integers) -> list[str]:
    kept = list(keys)
    for place in mask:
        kept[place] = ""
    return kept


def _windows(mask: Integers, window: int) -> list[int]:
    return sorted({int(place) // window * window for place in mask})
