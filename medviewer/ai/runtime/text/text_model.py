"""A trained coder that answers: the scores of network, dictionary, linear judges and their blend."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.networks.text_coder import TextCoder
from medviewer.ai.runtime.text.coder_files import CoderParts, StoredCoder, read_parts
from medviewer.ai.text.blend import DICTIONARY, NETWORK, SILENT, SVM, blended, features
from medviewer.ai.text.reading import Reading, read
from medviewer.ai.text.tfidf import likeness
from medviewer.ai.text.vocabulary import PADDING, Vocabulary
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ModelUnusable
from medviewer.progress import CancelToken
from medviewer.words import message

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

ENSEMBLE, PRIOR = "ensemble", "prior"
PASS = 2048  # tokens the network reads at once; longer texts are read in parts
OVERLAP = 128  # tokens two parts share, so that no phrase is cut in two
BATCH = 8


class TextModel:
    """Answers for texts; loaded once, asked often."""

    def __init__(self, parts: CoderParts, device: str = "cpu") -> None:
        self.stored: StoredCoder = parts.stored
        self.dictionary = parts.dictionary
        self.vocabulary = Vocabulary(parts.stored.words)
        self._linear = parts.linear
        self._device = device
        self.members = tuple(_network(parts.stored, weights, device) for weights in parts.members)
        self._shares = np.array(parts.stored.shares)

    @classmethod
    def load(cls, card: SystemCard, folder: Path, device: str = "cpu") -> "TextModel":
        """Read and check all files.

        Raises:
            ModelUnusable: a file is missing, altered or does not fit.
        """
        return cls(read_parts(card, folder), device)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Who can answer."""
        own = [NETWORK, *self.stored.linear]
        own += [DICTIONARY] if self.dictionary is not None else []
        own += [ENSEMBLE] if self.stored.blend is not None else []
        return (*own, PRIOR)

    def read(self, text: str, language: str) -> Reading:
        """The text as this coder reads it."""
        return read(text, language, self.stored.marks_negation)

    def probabilities(
        self, readings: Sequence[Reading], token: CancelToken | None = None
    ) -> Floats:
        """(texts, labels) 0..1 of the subject that answers by default."""
        return self.joined(self.scores(readings, self.needed, token))

    @property
    def needed(self) -> tuple[str, ...]:
        """Whose scores the answer is made of."""
        blend = self.stored.blend
        if self.stored.default != ENSEMBLE or blend is None:
            return (self.stored.default,)
        names = " ".join(blend.features)
        speaks = {NETWORK: "network", DICTIONARY: "phrase", SVM: "svm"}
        return tuple(each for each, name in speaks.items() if name in names)

    def joined(self, scores: Mapping[str, Floats]) -> Floats:
        """(texts, labels) 0..1 of what those `needed` say."""
        default, blend = self.stored.default, self.stored.blend
        if default == ENSEMBLE and blend is not None:
            of_each = features(scores, self._shares, blend.features)
            odds = blended(of_each, blend.weights, blend.offset)
        else:
            odds = scores[default]
        if default in (DICTIONARY, PRIOR):
            return odds
        if self.stored.is_single_label:
            raised = np.exp(odds - odds.max(axis=1, keepdims=True))
            return np.asarray(raised / raised.sum(axis=1, keepdims=True))
        return np.asarray(np.exp(-np.logaddexp(0, -odds)))

    def scores(
        self,
        readings: Sequence[Reading],
        subjects: Sequence[str] = (),
        token: CancelToken | None = None,
    ) -> dict[str, Floats]:
        """(texts, labels) of each subject; all of them unless some are named.

        Logits of the network, decision values of linear judges, 0..1 of the dictionary, log odds blended.
        """
        wanted = subjects or self.subjects
        found: dict[str, Floats] = {}
        if NETWORK in wanted:
            found[NETWORK] = self._network_scores(readings, token)
        if DICTIONARY in wanted and self.dictionary is not None:
            count = len(self.stored.labels)
            found[DICTIONARY] = np.array(
                [self.dictionary.scores(each.keys, count) for each in readings]
            ).reshape(len(readings), count)
        found |= self.linear_scores([each.keys for each in readings], wanted)
        if ENSEMBLE in wanted and self.stored.blend is not None:
            blend = self.stored.blend
            of_each = features(found, self._shares, blend.features)
            found[ENSEMBLE] = blended(of_each, blend.weights, blend.offset)
        if PRIOR in wanted:
            found[PRIOR] = np.tile(self._shares, (len(readings), 1))
        return found

    def linear_scores(
        self, texts: Sequence[Sequence[str]], wanted: Sequence[str]
    ) -> dict[str, Floats]:
        """(texts, labels) of each linear judge wanted; the texts as keys."""
        linear = self._linear
        names = [] if linear is None else [name for name in linear.judges if name in wanted]
        if linear is None or not names:
            return {}
        alike = likeness(linear.tfidf.rows(texts), linear.rows)
        return {name: linear.judges[name].scores(alike) for name in names}

    def _network_scores(self, readings: Sequence[Reading], token: CancelToken | None) -> Floats:
        """The mean over the members; a label's best part of a long text counts."""
        texts = [self.vocabulary.indices(each.keys) for each in readings]
        parts = [(number, part) for number, text in enumerate(texts) for part in passes(text)]
        parts.sort(key=lambda each: len(each[1]))  # little padding
        known = np.full((len(texts), len(self.stored.network_labels)), -np.inf)
        for start in range(0, len(parts), BATCH):
            if token is not None:
                token.check()
            batch = parts[start : start + BATCH]
            logits = self._logits([part for _, part in batch])
            for (number, _), row in zip(batch, logits, strict=True):
                known[number] = np.maximum(known[number], row)
        found = np.full((len(texts), len(self.stored.labels)), SILENT)
        found[:, list(self.stored.network_labels)] = known
        return found

    def _logits(self, texts: Sequence[Integers]) -> Floats:
        tokens = padded(texts).to(self._device)
        with torch.inference_mode():
            answers = [member(tokens).logits.double().cpu().numpy() for member in self.members]
        result: Floats = np.mean(answers, axis=0)
        return result


def passes(tokens: Integers) -> list[Integers]:
    """A long text in parts of `PASS` tokens that overlap; a short one whole."""
    step = PASS - OVERLAP
    starts = range(0, max(len(tokens) - OVERLAP, 1), step)
    return [tokens[start : start + PASS] for start in starts]


def padded(texts: Sequence[Integers]) -> torch.Tensor:
    """(texts, longest) with 0 at the end; at least one wide."""
    longest = max((len(text) for text in texts), default=0)
    block = np.full((len(texts), max(longest, 1)), PADDING, dtype=np.int64)
    for row, text in enumerate(texts):
        block[row, : len(text)] = text
    return torch.from_numpy(block)


def _network(stored: StoredCoder, weights: dict[str, torch.Tensor], device: str) -> TextCoder:
    network = TextCoder(len(Vocabulary(stored.words)), len(stored.network_labels), stored.network)
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise ModelUnusable(
            message(
                "Models",
                "The weights of the text coder do not fit its description. Install the model again.",
            )
        ) from error
    return network.to(device).eval()
