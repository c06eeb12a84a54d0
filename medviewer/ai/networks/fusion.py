"""Networks that read several parts of a patient's data at once, any of which may be missing.

    part m ──► encoder ──► h_m ──► head ──► logit

* gated: logit = b + Σ g_m · s_m over the parts that are there, s_m from h_m alone. What each part adds is
  the sum's own term; the gates say how far it is believed beside the others (Arevalo et al. 2017).
* film: the first part, scaled and shifted by the others (Perez et al. 2018); a learnt stand-in without it.
* cross_attention: a learnt question looks at the parts that are there (Vaswani et al. 2017).

A missing part is left out: its content is overwritten before anything is computed of it and may be anything.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

HEADS = ("gated", "film", "cross_attention")
ATTENTION_HEADS = 2
Parts = Mapping[str, Tensor]  # (n, width) features of each part


class VectorEncoder(nn.Module):
    """Features of a part to its code; two layers, so that inputs of one part may act together."""

    def __init__(self, width: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(width, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, hidden),
            nn.Tanh(),
        )

    def forward(self, features: Tensor) -> Tensor:
        code: Tensor = self.layers(features)
        return code


class FusionNet(nn.Module):
    """One of `HEADS` over the encoders of the parts, which keep the order they are named in.

    Args:
        widths: features of each part.
        part_dropout: chance in training that a part of a case is taken away; one always stays.
    """

    def __init__(
        self,
        widths: Mapping[str, int],
        head: str = "gated",
        hidden: int = 16,
        dropout: float = 0.3,
        part_dropout: float = 0.3,
    ) -> None:
        super().__init__()
        self.names = tuple(widths)
        self.part_dropout = part_dropout
        self.encoders = nn.ModuleDict(
            {_key(name): VectorEncoder(width, hidden, dropout) for name, width in widths.items()}
        )
        self.head = _HEADS[head](len(widths), hidden)

    @property
    def is_additive(self) -> bool:
        """Whether the logit is a sum of terms of the parts."""
        return isinstance(self.head, GatedHead)

    def forward(self, parts: Parts, present: Tensor) -> Tensor:
        """The logits (n,).

        Args:
            present: (n, parts) whether a case has the part, in the order of `names`.
        """
        logit: Tensor = self.head(*self._codes(parts, present))
        return logit

    def contributions(self, parts: Parts, present: Tensor) -> tuple[Tensor, Tensor]:
        """(n, parts) terms of the logit and the bias (n,), which sum to it.

        Raises:
            TypeError: the head is no sum.
        """
        if not isinstance(self.head, GatedHead):
            raise TypeError("only a gated head is a sum of its parts")
        codes, seen = self._codes(parts, present)
        terms = self.head.terms(codes, seen)
        return terms, self.head.bias.expand(len(terms))

    def _codes(self, parts: Parts, present: Tensor) -> tuple[Tensor, Tensor]:
        """(n, parts, hidden) codes, zero where missing, and which are there after dropout."""
        present = self._thinned(present)
        codes = [
            _wiped(
                self.encoders[_key(name)](_wiped(parts[name], present[:, place])), present[:, place]
            )
            for place, name in enumerate(self.names)
        ]
        return torch.stack(codes, dim=1), present

    def _thinned(self, present: Tensor) -> Tensor:
        """Modality dropout; a case that would be left with nothing keeps all it has."""
        if not self.training or self.part_dropout <= 0:
            return present
        kept = present & (torch.rand_like(present, dtype=torch.float) >= self.part_dropout)
        return torch.where(kept.any(1, keepdim=True), kept, present)


class GatedHead(nn.Module):
    """b + Σ g_m · s_m over the parts that are there."""

    def __init__(self, parts: int, hidden: int) -> None:
        super().__init__()
        self.scores = nn.Parameter(torch.empty(parts, hidden).uniform_(-0.3, 0.3))
        self.gates = nn.Sequential(
            nn.Linear(parts * (hidden + 1), hidden), nn.Tanh(), nn.Linear(hidden, parts)
        )
        self.bias = nn.Parameter(torch.zeros(()))

    def terms(self, codes: Tensor, present: Tensor) -> Tensor:
        """(n, parts); exactly zero where a part is missing."""
        seen = present.to(codes.dtype)
        gates = self.gates(torch.cat([codes.flatten(1), seen], dim=1)).sigmoid()
        scores = (codes * self.scores).sum(2)
        terms: Tensor = gates * scores * seen
        return terms

    def forward(self, codes: Tensor, present: Tensor) -> Tensor:
        logit: Tensor = self.terms(codes, present).sum(1) + self.bias
        return logit


class FilmHead(nn.Module):
    """The first part's code, scaled and shifted by what the others say."""

    def __init__(self, parts: int, hidden: int) -> None:
        super().__init__()
        self.trunk_stand_in = nn.Parameter(torch.zeros(hidden))
        self.condition = nn.Linear((parts - 1) * (hidden + 1), 2 * hidden)
        self.last = nn.Sequential(nn.GELU(), nn.Linear(hidden, hidden), nn.GELU())
        self.logit = nn.Linear(hidden, 1)

    def forward(self, codes: Tensor, present: Tensor) -> Tensor:
        trunk = torch.where(present[:, :1], codes[:, 0], self.trunk_stand_in)
        others = torch.cat([codes[:, 1:].flatten(1), present[:, 1:].to(codes.dtype)], dim=1)
        scale, shift = self.condition(others).chunk(2, dim=1)
        logit: Tensor = self.logit(self.last((1 + scale) * trunk + shift))[:, 0]
        return logit


class CrossAttentionHead(nn.Module):
    """A learnt question attends to the parts that are there; a part of its own stands for "nothing known"."""

    def __init__(self, parts: int, hidden: int) -> None:
        super().__init__()
        self.kinds = nn.Parameter(torch.empty(parts + 1, hidden).uniform_(-0.3, 0.3))
        self.question = nn.Parameter(torch.empty(1, 1, hidden).uniform_(-0.3, 0.3))
        self.mix = nn.MultiheadAttention(hidden, ATTENTION_HEADS, batch_first=True)
        self.attention = nn.MultiheadAttention(hidden, ATTENTION_HEADS, batch_first=True)
        self.between = nn.Sequential(
            nn.LayerNorm(hidden),
            nn.Linear(hidden, 2 * hidden),
            nn.GELU(),
            nn.Linear(2 * hidden, hidden),
        )
        self.last = nn.Sequential(
            nn.LayerNorm(hidden), nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, 1)
        )

    def forward(self, codes: Tensor, present: Tensor) -> Tensor:
        count = len(codes)
        tokens = torch.cat([codes + self.kinds[:-1], self.kinds[-1].expand(count, 1, -1)], dim=1)
        is_missing = torch.cat([~present, present.new_zeros(count, 1)], dim=1)
        mixed, _ = self.mix(tokens, tokens, tokens, is_missing, need_weights=False)
        tokens = tokens + mixed
        tokens = tokens + self.between(tokens)
        question = self.question.expand(count, -1, -1)
        answer, _ = self.attention(question, tokens, tokens, is_missing, need_weights=False)
        logit: Tensor = self.last(answer[:, 0])[:, 0]
        return logit


def _key(name: str) -> str:
    """A `ModuleDict` has no room for a part called "values"."""
    return f"of_{name}"


def _wiped(values: Tensor, is_there: Tensor) -> Tensor:
    """Zeros in the rows of cases that have no such part; `where`, since a product would let NaN through."""
    return torch.where(is_there[:, None], values, torch.zeros_like(values))


_HEADS: Mapping[str, type[GatedHead] | type[FilmHead] | type[CrossAttentionHead]] = {
    "gated": GatedHead,
    "film": FilmHead,
    "cross_attention": CrossAttentionHead,
}
