"""Membership inference by the loss (Yeom et al. 2018): who is fitted better than strangers was trained on."""

import numpy as np

from medviewer.ai.figures.discrimination import Labels, Scores, area_under_roc

FEW_ALARMS = (
    0.01  # false positive rate at which an attack on single cases is judged (Carlini et al. 2022)
)
SMALLEST_PROBABILITY = 1e-12


def losses(labels: Labels, probabilities: Scores) -> Scores:
    """(n,) negative log probability of the true class, in nats."""
    of_truth = probabilities[np.arange(len(labels)), labels]
    return np.asarray(-np.log(np.maximum(of_truth, SMALLEST_PROBABILITY)), np.float64)


def membership_auc(members: Scores, strangers: Scores) -> float:
    """Chance that a member's loss is below a stranger's: 0.5 where nothing was remembered."""
    truth = np.concatenate([np.ones(len(members)), np.zeros(len(strangers))]).astype(np.int64)
    return area_under_roc(truth, -np.concatenate([members, strangers]))


def found_at_few_alarms(members: Scores, strangers: Scores) -> float:
    """Share of the members found where at most one stranger in a hundred is taken for one."""
    limit = np.quantile(strangers, FEW_ALARMS, method="lower")
    return float(np.mean(members < limit))
