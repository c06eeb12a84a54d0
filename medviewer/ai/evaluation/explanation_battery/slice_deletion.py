"""Slice deletion: leaving out the slices that are said to count most must change a study's answer most."""

import numpy as np
import torch
from torch import Tensor

from medviewer.ai.evaluation.explanation_battery.similarity import rank_correlation
from medviewer.ai.networks.study_classifier import StudyClassifier
from medviewer.domain.model_trust import ExplanationTest

METHOD = "slice contributions"
TOP = 3  # slices left out together
TIMES_RANDOM = 3.0
LEAST_CORRELATED = 0.6
DRAWS = 20


@torch.inference_mode()
def slice_deletion(
    network: StudyClassifier, stacks: Tensor, label: int, data: str, seed: int = 0
) -> list[ExplanationTest]:
    """Two gates on studies (n, slices, channels, rows, columns) that bear `label`, all slices present."""
    evidence = network.evidence(stacks)
    present = torch.ones(stacks.shape[:2], dtype=torch.bool, device=stacks.device)
    whole = network.weighed(evidence, present)
    contributions = whole.contributions[..., label]

    def fall(left_out: Tensor) -> float:
        """Mean fall of the logit without each study's slices `left_out` (n, TOP)."""
        rest = network.weighed(evidence, present.scatter(1, left_out, False))
        return float((whole.logits - rest.logits)[:, label].mean())

    random = torch.Generator().manual_seed(seed)
    top = fall(contributions.topk(TOP, dim=1).indices)
    by_chance = np.mean(
        [
            fall(torch.rand(contributions.shape, generator=random).topk(TOP).indices)
            for _ in range(DRAWS)
        ]
    )
    falls = network.slice_deletion(stacks, present)[..., label]
    alike = rank_correlation(contributions[:, None].numpy(), falls[:, None].numpy()).mean()
    times = top / max(float(by_chance), 1e-9)
    return [
        _row("fall without the top 3 slices, times that of any 3", times, TIMES_RANDOM, data),
        _row(
            "contribution and fall alike (rank correlation)", float(alike), LEAST_CORRELATED, data
        ),
    ]


def _row(name: str, value: float, least: float, data: str) -> ExplanationTest:
    return ExplanationTest(METHOD, name, value, f"≥ {least:g}", value >= least, data)
