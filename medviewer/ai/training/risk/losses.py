"""What networks of risk are trained to make small."""

import torch
from torch import Tensor, nn


def hazard_loss(logits: Tensor, at_risk: Tensor, reached: Tensor) -> Tensor:
    """Mean over rows of the negative log likelihood of the intervals each was at risk in.

    Args:
        logits: (n, intervals); `at_risk` and `reached` hold 1 where a row was at risk, and had the outcome.
    """
    cross = nn.functional.binary_cross_entropy_with_logits(logits, reached, reduction="none")
    return (cross * at_risk).sum(1).mean()


def cox_loss(log_hazard: Tensor, time: Tensor, event: Tensor, start: Tensor) -> Tensor:
    """Mean over outcomes of the negative log partial likelihood among these rows (Breslow for ties).

    Args:
        log_hazard: (n,); `time`, `start` (n,); `event` (n,) of 0 and 1. Without an outcome the loss is 0.
    """
    at_risk = (time[None, :] >= time[:, None]) & (start[None, :] < time[:, None])
    everybody = torch.where(at_risk, log_hazard[None, :], torch.tensor(-1e9))
    loss = torch.logsumexp(everybody, dim=1) - log_hazard
    return (loss * event).sum() / event.sum().clamp(min=1)
