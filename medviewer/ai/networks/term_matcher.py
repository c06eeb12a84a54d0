"""Which of some candidate terms a short string means: a recurrent reader of the string, asked by each term.

string → character embeddings → BiGRU → states; term → the same embeddings → convolution → query
query · states → attention over the string's characters → how far what is found there is the term
A small network of what search found beside them (spelling, neighbours) is added: each can answer alone.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

PADDING, UNKNOWN = 0, 1
WIDTHS = (2, 3)  # characters a term's convolutions see


@dataclass(frozen=True, slots=True)
class MatcherShape:
    """The shape of a `TermMatcher`; `hidden` is that of one direction."""

    embedding: int = 64
    hidden: int = 64
    judge: int = 32
    dropout: float = 0.2
    reads: bool = True
    searches: bool = True


class TermMatcher(nn.Module):
    """One logit a candidate.

    Args:
        characters: size of the alphabet, with padding and unknown.
        features: what search says of each candidate.
    """

    def __init__(self, characters: int, features: int, shape: MatcherShape) -> None:
        super().__init__()
        self.shape = shape
        width = 2 * shape.hidden
        self.embedding = nn.Embedding(characters, shape.embedding, padding_idx=PADDING)
        self.reader = nn.GRU(shape.embedding, shape.hidden, batch_first=True, bidirectional=True)
        self.shapes = nn.ModuleList(
            nn.Conv1d(shape.embedding, width // len(WIDTHS), size, padding=size // 2)
            for size in WIDTHS
        )
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(shape.dropout)
        self.read = nn.Sequential(
            nn.Linear(3 * width, shape.judge), nn.ReLU(), nn.Linear(shape.judge, 1)
        )
        self.searched = nn.Sequential(
            nn.Linear(features, shape.judge), nn.ReLU(), nn.Linear(shape.judge, 1)
        )

    def forward(self, string: Tensor, terms: Tensor, features: Tensor) -> Tensor:
        """Judge candidates.

        Args:
            string: (strings, characters) indices, padded with 0.
            terms: (strings, candidates, characters) likewise.
            features: (strings, candidates, features).

        Returns:
            (strings, candidates) logits; those of padding candidates mean nothing.
        """
        logits = torch.zeros(features.shape[:2], device=features.device)
        if self.shape.searches:
            logits = logits + self.searched(features)[..., 0]
        if self.shape.reads:
            strings, candidates, length = terms.shape
            queries = self.term_queries(terms.reshape(-1, length)).reshape(strings, candidates, -1)
            logits = logits + self._read(string, queries)
        return logits

    def term_queries(self, terms: Tensor) -> Tensor:
        """(terms, characters) → (terms, width)."""
        embedded = self.dropout(self.embedding(terms)).transpose(1, 2)
        length = terms.shape[1]
        is_padding = (terms == PADDING)[:, None]
        found = [
            shape(embedded)[..., :length].masked_fill(is_padding, float("-inf")).amax(dim=2)
            for shape in self.shapes
        ]
        queries: Tensor = self.norm(torch.nan_to_num(torch.cat(found, dim=1), neginf=0.0))
        return queries

    def _read(self, string: Tensor, queries: Tensor) -> Tensor:
        is_padding = (string == PADDING)[:, None, :]
        states, _ = self.reader(self.dropout(self.embedding(string)))
        states = self.norm(states)  # bounds the scores: no softmax overflows
        scores = queries @ states.transpose(1, 2) / states.shape[2] ** 0.5
        attention = scores.masked_fill(is_padding, float("-inf")).softmax(dim=2)
        found = torch.nan_to_num(attention, nan=0.0) @ states
        alike = torch.cat([found * queries, (found - queries).abs(), queries], dim=2)
        logits: Tensor = self.read(self.dropout(alike))[..., 0]
        return logits
