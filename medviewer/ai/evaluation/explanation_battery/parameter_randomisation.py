"""Cascading parameter randomisation: a map that outlives the network's weights does not explain the network.

From the head downwards more and more layers get fresh random weights; the map must lose its likeness to the
true one (Adebayo et al., Sanity Checks for Saliency Maps, 2018).
"""

import copy

import numpy as np
import torch
from torch import nn

from medviewer.ai.evaluation.explanation_battery.similarity import (
    rank_correlation,
    structural_similarity,
)
from medviewer.ai.evaluation.explanation_battery.subject import Subject
from medviewer.ai.runtime.explanations.methods import Maps
from medviewer.ai.runtime.image_model import as_batch
from medviewer.domain.model_trust import ExplanationTest

MOST_CORRELATED = 0.3  # mean Spearman after the last stage was randomised
LAST_STAGE = 0.25  # the head and this share of the layers
SHARES = (0.0, LAST_STAGE, 1.0)  # of the layers, from the top; 0 is the head alone
DRAWS = 20  # random networks for each share; three differ by more than the gate is high


def parameter_randomisation(subject: Subject) -> list[ExplanationTest]:
    """Likeness to the true map for each share of layers randomised; the last stage decides."""
    true = subject.own
    others = float(structural_similarity(subject.own, np.roll(subject.own, 1, axis=0)).mean())
    rows = []
    for share in SHARES:
        drawn = [
            subject.maps(
                subject.cases, subject.model.with_members(_randomised(subject, share, draw))
            )
            for draw in range(DRAWS)
        ]
        rows += _likeness(subject, share, true, drawn, others)
    return rows


def _likeness(
    subject: Subject, share: float, true: Maps, drawn: list[Maps], others: float
) -> list[ExplanationTest]:
    correlation = float(np.mean([rank_correlation(true, maps) for maps in drawn]))
    similarity = float(np.mean([structural_similarity(true, maps) for maps in drawn]))
    what = f"top {share:.0%} of layers randomised" if share else "head randomised"
    if share != LAST_STAGE:
        return [subject.row(f"{what}: rank correlation", correlation)]
    return [
        subject.row(
            f"{what}: rank correlation",
            correlation,
            f"≤ {MOST_CORRELATED:g}",
            is_passed=correlation <= MOST_CORRELATED,
        ),
        subject.row(
            f"{what}: SSIM",
            similarity,
            f"≤ {others:.2f} (two images)",
            is_passed=similarity <= others,
        ),
    ]


def _randomised(subject: Subject, share: float, draw: int) -> tuple[nn.Module, ...]:
    sample = as_batch(subject.cases.images[:1], torch.device("cpu"))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1000 + draw)
        return tuple(randomised(member, share, sample) for member in subject.model.members)


def randomised(member: nn.Module, share: float, sample: torch.Tensor) -> nn.Module:
    """A copy whose head and topmost `share` of layers have the weights of a new network."""
    fresh = copy.deepcopy(member).cpu()
    layers = _in_order_of_use(fresh, sample)
    for layer in layers[len(layers) - max(1, round(share * len(layers))) :]:
        layer.reset_parameters()  # type: ignore[operator]  # `_in_order_of_use` keeps only those with it
    return fresh.eval()


def _in_order_of_use(member: nn.Module, sample: torch.Tensor) -> list[nn.Module]:
    """Layers that can be drawn anew, lowest first, each once."""
    used: dict[nn.Module, None] = {}

    def note(layer: nn.Module, *_: object) -> None:
        used[layer] = None

    hooks = [
        layer.register_forward_hook(note)
        for layer in member.modules()
        if hasattr(layer, "reset_parameters")
    ]
    with torch.inference_mode():
        member.eval()(sample)
    for hook in hooks:
        hook.remove()
    return list(used)
