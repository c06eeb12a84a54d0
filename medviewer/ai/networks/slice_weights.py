"""What decides how much each slice of a study counts: six ways, none of which can add evidence of its own.

mean, max                      fixed: all slices alike; for each label its highest slice
gated_attention                each slice by itself (Ilse et al. 2018)
gru, lstm, self_attention      each slice in view of its neighbours, then the same gate

The learned ones end in a gate: softmax (the weights of a study sum to 1; without one slice the others count
more) or independent sigmoids (a slice's weight does not depend on how many others there are).
"""

import torch
from torch import Tensor, nn

FIXED = ("mean", "max")
CONTEXTS = ("gru", "lstm", "self_attention")
POOLINGS = (*FIXED, "gated_attention", *CONTEXTS)
GATES = ("softmax", "sigmoid")
HEADS = 4  # of the self-attention


class SliceContext(nn.Module):
    """Features (n, slices, channels) in view of all present slices of their study; same shape."""

    def __init__(self, kind: str, channels: int) -> None:
        super().__init__()
        self.kind = kind
        self.memory: nn.Module | None = None
        if kind in ("gru", "lstm"):
            recurrent = nn.GRU if kind == "gru" else nn.LSTM
            self.memory = recurrent(channels, channels // 2, batch_first=True, bidirectional=True)
        elif kind == "self_attention":
            self.memory = nn.TransformerEncoderLayer(
                channels, HEADS, 2 * channels, dropout=0.1, batch_first=True, norm_first=True
            )

    def forward(self, features: Tensor, is_present: Tensor) -> Tensor:
        if self.memory is None:
            return features
        if self.kind == "self_attention":
            seen: Tensor = self.memory(features, src_key_padding_mask=~is_present)
            return seen
        return self._remembered(features, is_present)

    def _remembered(self, features: Tensor, is_present: Tensor) -> Tensor:
        """The recurrent network over the present slices alone, as if the absent ones were not there."""
        assert self.memory is not None  # for the type checker
        order = torch.argsort((~is_present).int(), dim=1, stable=True)
        places = order[..., None].expand(features.shape)
        packed = nn.utils.rnn.pack_padded_sequence(
            features.gather(1, places),
            is_present.sum(dim=1).cpu(),
            batch_first=True,
            enforce_sorted=False,
        )
        seen, _ = nn.utils.rnn.pad_packed_sequence(
            self.memory(packed)[0], batch_first=True, total_length=features.shape[1]
        )
        return torch.zeros_like(seen).scatter(1, places, seen)


class SliceGate(nn.Module):
    """The weight (n, slices) of each slice from its features: tanh and sigmoid halves multiplied."""

    def __init__(self, channels: int, hidden: int, gate: str) -> None:
        super().__init__()
        self.gate = gate
        self.say = nn.Linear(channels, hidden)
        self.dim = nn.Linear(channels, hidden)
        self.weigh = nn.Linear(hidden, 1)

    def forward(self, features: Tensor, is_present: Tensor) -> Tensor:
        said = torch.tanh(self.say(features)) * torch.sigmoid(self.dim(features))
        raw: Tensor = self.weigh(said)[..., 0]
        if self.gate == "sigmoid":
            return raw.sigmoid() * is_present
        return raw.masked_fill(~is_present, -torch.inf).softmax(dim=1)


def fixed_weights(pooling: str, scores: Tensor, is_present: Tensor) -> Tensor:
    """Weights (n, slices, labels) of "mean" or "max" for slice scores of the same shape."""
    present = is_present[..., None]
    if pooling == "mean":
        return (present / present.sum(dim=1, keepdim=True)).expand(scores.shape)
    highest = scores.masked_fill(~present, -torch.inf).argmax(dim=1, keepdim=True)
    return torch.zeros_like(scores).scatter(1, highest, 1.0)
