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
SEED = 0


@torch.inference_mode()
def slice_deletion(
    network: StudyClassifier, stacks: Tensor, present: Tensor, label: int, data: str
) -> list[ExplanationTest]:
    """Two gates on studies (n, slices, channels, rows, columns) that bear `label`.

    Args:
        present: (n, slices), at least four a study.
    """
    evidence = network.evidence(stacks)
    whole = network.weighed(evidence, present)
    contributions = whole.contributions[..., label]

    def fall(left_out: Tensor) -> float:
        """Mean fall of the logit without each study's slices `left_out` (n, TOP)."""
        rest = network.weighed(evidence, present.scatter(1, left_out, False))
        return float((whole.logits - rest.logits)[:, label].mean())

    def top_of(values: Tensor) -> Tensor:
        return values.masked_fill(~present, -torch.inf).topk(TOP, dim=1).indices

    random = torch.Generator().manual_seed(SEED)
    top = fall(top_of(contributions))
    drawn = [torch.rand(contributions.shape, generator=random) for _ in range(DRAWS)]
    by_chance = np.mean([fall(top_of(values)) for values in drawn])
    falls = network.slice_deletion(stacks, present)[..., label]
    pairs = zip(contributions, falls, present, strict=True)
    alike = np.mean([_alike(given[here], fallen[here]) for given, fallen, here in pairs])
    times = top / max(float(by_chance), 1e-9)
    return [
        _row("fall without the top 3 slices, times that of any 3", times, TIMES_RANDOM, data),
        _row(
            "contribution and fall alike (rank correlation)", float(alike), LEAST_CORRELATED, data
        ),
    ]


def _alike(contributions: Tensor, falls: Tensor) -> float:
    """Rank correlation of one study's slices."""
    rows = (contributions[None, None].numpy(), falls[None, None].numpy())
    return float(rank_correlation(*rows)[0])


def _row(name: str, value: float, least: float, data: str) -> ExplanationTest:
    return ExplanationTest(METHOD, name, value, f"≥ {least:g}", value >= least, data)
