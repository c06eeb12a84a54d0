"""StudyClassifier: one answer for a stack of slices that sums, without remainder, over slices and places.

    each slice ──► SliceCNN ──► class map ──► mean = slice score s
                        └──► features ──► slice weights a (`slice_weights`): how much, never what
    logit = bias + Σ a · s  (+ context, where asked for: a part no slice can be shown for, kept apart)

So a · s is a slice's contribution, and a · map / cells a place's. Absent slices (padding) have no weight.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from medviewer.ai.networks.class_map import cell_mean
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.networks.slice_weights import (
    FIXED,
    GATES,
    POOLINGS,
    SliceContext,
    SliceGate,
    fixed_weights,
)


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """`width` is the slice CNN's; `hidden` the gate's; `has_context` adds evidence no slice is shown for."""

    labels: int = 1
    image_channels: int = 1
    pooling: str = "gated_attention"
    gate: str = "softmax"
    width: int = 16
    hidden: int = 32
    has_context: bool = False
    dropout: float = 0.1


class SliceEvidence(NamedTuple):
    """Of every slice: `maps` (n, slices, labels, h, w), their means `scores`, `features` (n, slices, d)."""

    maps: Tensor
    scores: Tensor
    features: Tensor


class StudyOutput(NamedTuple):
    """`logits` (n, labels) = bias + sum of `contributions` (n, slices, labels) + `context` (n, labels)."""

    logits: Tensor
    contributions: Tensor
    context: Tensor


class StudyClassifier(nn.Module):
    """Stacks (n, slices, channels, rows, columns) in 0..1; `is_present` (n, slices) marks the real slices."""

    def __init__(self, options: StudyOptions) -> None:
        super().__init__()
        if options.pooling not in POOLINGS or options.gate not in GATES:
            known = f"{', '.join(POOLINGS)}; gate: {', '.join(GATES)}"
            raise ValueError(f"pooling must be one of {known}")
        self.pooling = options.pooling
        self.slices = SliceCNN(
            options.labels, options.image_channels, options.width, options.dropout, False
        )
        self.slices.bias.requires_grad = False  # a study has one bias, not one a slice
        channels = options.width * 3
        self.context = SliceContext(options.pooling, channels)
        is_learned = options.pooling not in FIXED
        self.gate = SliceGate(channels, options.hidden, options.gate) if is_learned else None
        self.ambience = nn.Linear(channels, options.labels) if options.has_context else None
        self.bias = nn.Parameter(torch.zeros(options.labels))

    def evidence(self, stacks: Tensor) -> SliceEvidence:
        """Each slice looked at by itself."""
        grid = self.slices.feature_grid(stacks.flatten(0, 1))
        maps = self.slices.classifier(self.slices.dropout(grid))

        def by_study(of_slices: Tensor) -> Tensor:
            return of_slices.reshape(*stacks.shape[:2], *of_slices.shape[1:])

        return SliceEvidence(by_study(maps), by_study(cell_mean(maps)), by_study(cell_mean(grid)))

    def weighed(self, evidence: SliceEvidence, is_present: Tensor) -> StudyOutput:
        """The answer of slices already looked at; leaving some out costs next to nothing."""
        weights, context = self._weights(evidence, is_present)
        contributions = weights * evidence.scores * is_present[..., None]
        return StudyOutput(self.bias + contributions.sum(dim=1) + context, contributions, context)

    def class_map(self, stacks: Tensor, is_present: Tensor | None = None) -> Tensor:
        """(n, slices, labels, h, w): means over cells, summed over slices, + bias + context = logits."""
        evidence = self.evidence(stacks)
        weights, _ = self._weights(evidence, _all_present(stacks, is_present))
        return evidence.maps * weights[..., None, None]

    def slice_deletion(self, stacks: Tensor, is_present: Tensor | None = None) -> Tensor:
        """(n, slices, labels): by how much the logit falls when a slice is left out; 0 for absent ones.

        With softmax the others then count more, so this is not the contribution; with sigmoid gates and no
        view of the neighbours it is.
        """
        here = _all_present(stacks, is_present)
        evidence = self.evidence(stacks)
        whole = self.weighed(evidence, here).logits
        falls = []
        for index in range(stacks.shape[1]):
            without = here.clone()
            without[:, index] &= here.sum(dim=1) == 1  # the last slice cannot be left out
            falls.append(whole - self.weighed(evidence, without).logits)
        return torch.stack(falls, dim=1)

    def forward(self, stacks: Tensor, is_present: Tensor | None = None) -> StudyOutput:
        return self.weighed(self.evidence(stacks), _all_present(stacks, is_present))

    def _weights(self, evidence: SliceEvidence, is_present: Tensor) -> tuple[Tensor, Tensor]:
        """Weights (n, slices, labels or 1) and the context part (n, labels), 0 without one."""
        seen = self.context(evidence.features, is_present)
        if self.gate is None:
            weights = fixed_weights(self.pooling, evidence.scores, is_present)
        else:
            weights = self.gate(seen, is_present)[..., None]
        if self.ambience is None:
            return weights, torch.zeros_like(evidence.scores[:, 0])
        present = is_present[..., None]
        return weights, self.ambience((seen * present).sum(dim=1) / present.sum(dim=1))


def _all_present(stacks: Tensor, is_present: Tensor | None) -> Tensor:
    if is_present is not None:
        return is_present
    return torch.ones(stacks.shape[:2], dtype=torch.bool, device=stacks.device)
