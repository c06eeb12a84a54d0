"""A CNN with self-attention inside: every place of the feature grid may ask every other (Wang et al. 2018).

    ResNet features ──► for each place a query Q, a key K, a value V ──► softmax(Q·Kᵀ / √d) · V, added
                    ──► last ReLU ──► exact class map

Two pictures come of it, and they are kept apart. The class map says what each place's features added to
the logit; after attention these features hold some of what other places showed. The rollout says where the
places pooled over took their information from; it has no sign and no unit, and is no evidence.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.resnet import ResNet, ResNetOptions


@dataclass(frozen=True, slots=True)
class AttentionResNetOptions:
    """As `ResNetOptions`; `heads` must divide the last width, `attention_blocks` follow each other."""

    labels: int = 1
    image_channels: int = 1
    widths: tuple[int, ...] = (32, 64, 128)
    blocks: tuple[int, ...] = (2, 2, 2)
    stem_stride: int = 1
    heads: int = 4
    attention_blocks: int = 1
    dropout: float = 0.1


class SelfAttention(nn.Module):
    """Adds to each cell's features (n, channels, h, w) what it attends to, times a gate that starts at 0."""

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        if channels % heads:
            raise ValueError(f"heads must divide the last width, {channels}")
        self.heads = heads
        self.normalise = nn.GroupNorm(1, channels)
        self.ask = nn.Conv2d(channels, 3 * channels, 1)
        self.answer = nn.Conv2d(channels, channels, 1)
        self.gate = nn.Parameter(torch.zeros(1))

    def forward(self, features: Tensor) -> Tensor:
        query, key, value = self._asked(features)
        pooled = torch.softmax(_alike(query, key), dim=-1) @ value
        joined = pooled.transpose(2, 3).reshape(features.shape)
        result: Tensor = features + self.gate * self.answer(joined)
        return result

    def weights(self, features: Tensor) -> Tensor:
        """(n, cells, cells), mean of the heads: row i is what cell i attends to, and sums to 1."""
        query, key, _ = self._asked(features)
        weights: Tensor = torch.softmax(_alike(query, key), dim=-1).mean(dim=1)
        return weights

    def _asked(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values, each (n, heads, cells, channels / heads)."""
        asked = self.ask(self.normalise(features)).flatten(2)
        query, key, value = asked.reshape(len(features), 3, self.heads, -1, asked.shape[2]).unbind(
            1
        )
        return query.transpose(2, 3), key.transpose(2, 3), value.transpose(2, 3)


class AttentionResNet(ClassMapNetwork):
    """ResNet whose last stage is followed by self-attention."""

    def __init__(self, options: AttentionResNetOptions) -> None:
        super().__init__(options.widths[-1], options.labels, options.dropout)
        self.features = ResNet(
            ResNetOptions(
                image_channels=options.image_channels,
                widths=options.widths,
                blocks=options.blocks,
                stem_stride=options.stem_stride,
            )
        ).features
        self.attention = nn.ModuleList(
            SelfAttention(options.widths[-1], options.heads)
            for _ in range(options.attention_blocks)
        )

    def trunk(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(images)
        for block in self.attention:
            features = block(features)
        return features

    def rollout(self, images: Tensor) -> Tensor:
        """(n, h, w), sums to 1: where the mean over all cells took its information from.

        Attention rollout (Abnar and Zuidema 2020): each block passes on half of what a cell holds and
        half of what it attends to; the row of the pooling is the mean of all cells' rows.
        """
        features: Tensor = self.features(images * 2 - 1)
        flow = torch.full(
            (len(features), 1, features[0, 0].numel()), 1 / features[0, 0].numel()
        ).to(features)
        passed = []
        for block in self.attention:
            assert isinstance(block, SelfAttention)  # for the type checker
            passed.append(block.weights(features))
            features = block(features)
        for weights in reversed(passed):
            flow = (flow + flow @ weights) / 2
        return flow.reshape(len(features), *features.shape[2:])


def _alike(query: Tensor, key: Tensor) -> Tensor:
    alike: Tensor = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
    return alike
