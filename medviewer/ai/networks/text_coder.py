"""Label-wise attention over a recurrent network: which codes a text deserves, and which words say so.

tokens -> embedding -> LSTM or GRU over windows -> one attention per label -> one logit per label

Mullenbach et al., Explainable Prediction of Medical Codes from Clinical Text (CAML, 2018); Vu et al., A Label
Attention Model for ICD Coding (LAAT, 2020). Those can diverge when attention scores overflow the softmax;
here LayerNorm bounds what the scores are made of.
"""

from dataclasses import dataclass
from enum import StrEnum

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

PADDING = 0  # as `ai.text.vocabulary.PADDING`


class Cell(StrEnum):
    """The recurrent cell."""

    LSTM = "lstm"
    GRU = "gru"


@dataclass(frozen=True, slots=True)
class TextNetwork:
    """The shape of a `TextCoder`.

    Attributes:
        hidden: units a direction.
        window: tokens the recurrence runs over before it starts anew; attention looks at the whole text.
    """

    cell: Cell = Cell.GRU
    is_bidirectional: bool = True
    embedding: int = 128
    hidden: int = 128
    attention: int = 128
    window: int = 128
    dropout: float = 0.3

    @property
    def name(self) -> str:
        """Such as "BiGRU"."""
        return f"{'Bi' if self.is_bidirectional else ''}{self.cell.upper()}"


@dataclass(frozen=True, slots=True)
class CoderAnswer:
    """What a `TextCoder` says of texts.

    Attributes:
        logits: (texts, labels).
        attention: (texts, labels, tokens); sums to 1 over the tokens, 0 on padding.
        values: (texts, labels, tokens); what each token says of each label. A logit is its label's bias plus
            the sum of attention x values, so that product is what each token contributed, and since the
            logit is linear in the values, it is attention x gradient, too.
    """

    logits: Tensor
    attention: Tensor
    values: Tensor


class TextCoder(nn.Module):
    """One logit a label, from an attention of its own over the states of a recurrent network."""

    def __init__(self, words: int, labels: int, shape: TextNetwork) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(words, shape.embedding, padding_idx=PADDING)
        kind = nn.LSTM if shape.cell is Cell.LSTM else nn.GRU
        self.recurrence = kind(
            shape.embedding, shape.hidden, batch_first=True, bidirectional=shape.is_bidirectional
        )
        width = shape.hidden * (2 if shape.is_bidirectional else 1)
        self.keys = nn.Linear(width, shape.attention)
        self.norm = nn.LayerNorm(shape.attention)
        self.queries = nn.Parameter(torch.randn(labels, shape.attention) * shape.attention**-0.5)
        self.judge = nn.Linear(width, labels)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, tokens: Tensor, labels: Tensor | None = None) -> CoderAnswer:
        """Judge texts.

        Args:
            tokens: (texts, tokens) indices, padded with 0 at the end; a text may be empty.
            labels: which labels to answer for, in that order; None: all. Teaching two thousand of them asks
                for a few hundred at a time.
        """
        states_scores, states_values = self.hear(tokens, labels)
        is_padding = (tokens == PADDING)[:, None, :]
        scores = states_scores.transpose(1, 2).masked_fill(is_padding, float("-inf"))
        # A text without a token has nothing to attend to: its attention is 0, not a division by 0.
        attention = torch.nan_to_num(scores.softmax(dim=2), nan=0.0)
        values = states_values.transpose(1, 2)
        bias = self.judge.bias if labels is None else self.judge.bias[labels]
        logits = (attention * values).sum(dim=2) + bias
        return CoderAnswer(logits, attention, values)

    def hear(self, tokens: Tensor, labels: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """What tokens say, not yet weighed: attention scores and values, (texts, tokens, labels)."""
        chosen = slice(None) if labels is None else labels
        states = self.dropout(self._states(tokens))
        scores = self.norm(torch.tanh(self.keys(states))) @ self.queries[chosen].T
        return scores, states @ self.judge.weight[chosen].T

    def _states(self, tokens: Tensor) -> Tensor:
        """(texts, tokens, width): windows are read apart, so a long text costs no long chain of steps."""
        texts, length = tokens.shape
        window = min(self.shape.window, max(length, 1))
        missing = -length % window
        parts = nn.functional.pad(tokens, (0, missing)).reshape(-1, window)
        counts = (parts != PADDING).sum(dim=1)
        is_read = counts > 0
        width = self.judge.in_features
        states = self.embedding.weight.new_zeros((len(parts), window, width))
        if is_read.any():
            states[is_read] = self._read(parts[is_read], counts[is_read], window)
        return states.reshape(texts, length + missing, width)[:, :length]

    def _read(self, parts: Tensor, counts: Tensor, window: int) -> Tensor:
        embedded = self.dropout(self.embedding(parts))
        packed = pack_padded_sequence(
            embedded, counts.cpu(), batch_first=True, enforce_sorted=False
        )
        found, _ = self.recurrence(packed)
        states: Tensor = pad_packed_sequence(found, batch_first=True, total_length=window)[0]
        return states
