"""Networks for risk: an encoder of clinical values, words and images, and two heads over it.

The discrete-time hazard head says for each interval how likely the outcome is in it if it did not come before
(logistic hazard: Gensheimer and Narasimhan, PeerJ 7 (2019) e6257); the Cox head says one log hazard (Katzman
et al., BMC Med Res Methodol 18 (2018) 24). Both keep a straight line from the clinical values to the answer,
so that a small table can do no worse than learn that line.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

PADDING = 0  # the number of no word


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """What goes in: numbers a row, words known (0: no text), numbers of an image (0: none)."""

    clinical: int
    hidden: int = 16
    dropout: float = 0.3
    vocabulary: int = 0
    image: int = 0


@dataclass(frozen=True, slots=True)
class RiskInputs:
    """(n, clinical) values; (n, length) numbers of words, padded with 0; (n, image) features."""

    clinical: Tensor
    words: Tensor | None = None
    image: Tensor | None = None


class WordReader(nn.Module):
    """A text as the mean of what a gated recurrent network says of its words, in both directions."""

    def __init__(self, vocabulary: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, hidden, padding_idx=PADDING)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True, bidirectional=True)
        self.narrow = nn.Linear(2 * hidden, hidden)

    def forward(self, words: Tensor) -> Tensor:
        """(n, length) numbers of words to (n, hidden); a text without words gives zeros."""
        is_word = (words != PADDING).unsqueeze(2).float()
        states, _ = self.recurrent(self.embedding(words))
        mean = (states * is_word).sum(1) / is_word.sum(1).clamp(min=1)
        has_words = is_word.amax(1) if words.shape[1] else is_word.new_zeros(len(words), 1)
        narrowed: Tensor = self.narrow(mean) * has_words
        return narrowed


class RiskEncoder(nn.Module):
    """Each kind of data to `hidden` numbers; those stated are added, so that one may be missing."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.clinical = nn.Linear(shape.clinical, shape.hidden)
        self.words = WordReader(shape.vocabulary, shape.hidden) if shape.vocabulary else None
        self.image = nn.Linear(shape.image, shape.hidden) if shape.image else None
        self.last = nn.Sequential(
            nn.SELU(), nn.Dropout(shape.dropout), nn.Linear(shape.hidden, shape.hidden), nn.SELU()
        )
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, inputs: RiskInputs) -> Tensor:
        """(n, hidden)."""
        found: Tensor = self.clinical(inputs.clinical)
        if self.words is not None and inputs.words is not None:
            found = found + self.words(inputs.words)
        if self.image is not None and inputs.image is not None:
            found = found + self.image(inputs.image)
        encoded: Tensor = self.dropout(self.last(found))
        return encoded


class HazardNetwork(nn.Module):
    """Logits of the conditional probability of the outcome in each interval: (n, intervals)."""

    def __init__(self, shape: EncoderShape, intervals: int) -> None:
        super().__init__()
        self.encoder = RiskEncoder(shape)
        self.line = nn.Linear(shape.clinical, 1, bias=False)
        self.base = nn.Parameter(torch.zeros(intervals))
        self.bend = nn.Linear(shape.hidden, intervals, bias=False)
        nn.init.zeros_(self.line.weight)
        nn.init.zeros_(self.bend.weight)

    def forward(self, inputs: RiskInputs) -> Tensor:
        found: Tensor = self.base + self.line(inputs.clinical) + self.bend(self.encoder(inputs))
        return found


class CoxNetwork(nn.Module):
    """The log hazard of each row, up to a constant: (n,)."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.encoder = RiskEncoder(shape)
        self.line = nn.Linear(shape.clinical, 1, bias=False)
        self.bend = nn.Linear(shape.hidden, 1, bias=False)
        nn.init.zeros_(self.line.weight)
        nn.init.zeros_(self.bend.weight)

    def forward(self, inputs: RiskInputs) -> Tensor:
        found: Tensor = self.line(inputs.clinical) + self.bend(self.encoder(inputs))
        return found.squeeze(1)


def cumulative_hazard(logits: Tensor, ends: Tensor, times: Tensor) -> Tensor:
    """(n, times) from (n, intervals) logits, straight within an interval and level after the last.

    Args:
        ends: (intervals,) of the intervals, ascending; the first begins at 0.
    """
    steps = nn.functional.softplus(logits).cumsum(1)  # -log(1 - hazard)
    steps = torch.cat([steps.new_zeros(len(steps), 1), steps], dim=1)
    borders = torch.cat([ends.new_zeros(1), ends])
    right = torch.searchsorted(borders, times).clamp(1, len(ends))
    left = right - 1
    share = ((times - borders[left]) / (borders[right] - borders[left])).clamp(0, 1)
    found: Tensor = steps[:, left] + share * (steps[:, right] - steps[:, left])
    return found
