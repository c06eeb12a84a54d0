"""A trained network and its baselines in figures with intervals, as a model card prints them."""

from dataclasses import dataclass

import numpy as np

from medviewer.ai.evaluation.decisions import Counts, count_decisions
from medviewer.ai.evaluation.discrimination import Labels, Scores, area_under_roc
from medviewer.ai.evaluation.intervals import bootstrap
from medviewer.ai.evaluation.operating_points import threshold_for_specificity
from medviewer.ai.evaluation.patch_baselines import Baseline
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.training.datasets import Division, PatchSet
from medviewer.ai.training.trainer import logits
from medviewer.domain.model_card import Metric
from medviewer.domain.model_trust import Interval

SPECIFICITY = 0.97  # on the selection patches, where the threshold is chosen
ROWS_A_SCAN = (
    620  # mean of LUNA16's candidates.csv: cases are redrawn in blocks about one scan wide
)
NETWORK = "SliceCNN"
VALIDATION = (
    "official validation patches, never used for training or selection (n={n}, {positive} nodule)"
)
SELECTION = "selection patches, used to choose epoch and threshold (n={n}, {positive} nodule)"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The threshold chosen on the selection patches, and the figures."""

    score_threshold: float
    metrics: tuple[Metric, ...]
    network_auc: float
    best_baseline_auc: float
    fit_count: int
    selection_count: int

    @property
    def beats_baselines(self) -> bool:
        return self.network_auc > self.best_baseline_auc


def evaluate(network: SliceCNN, baselines: tuple[Baseline, ...], division: Division) -> Evaluation:
    """Choose the threshold on the selection patches, then measure once on the validation patches."""
    selection = sigmoid(logits(network, division.selection))
    threshold = round(
        threshold_for_specificity(division.selection.labels, selection, SPECIFICITY), 3
    )
    validation = sigmoid(logits(network, division.validation))
    metrics = [_auc(NETWORK, division.selection, selection, SELECTION)]
    metrics.append(_auc(NETWORK, division.validation, validation, VALIDATION))
    metrics += _decisions(division.validation, validation, threshold)
    for baseline in baselines:
        metrics.append(
            _auc(baseline.name, division.validation, baseline.validation_scores, VALIDATION)
        )
    labels = division.validation.labels
    best = max((area_under_roc(labels, each.validation_scores) for each in baselines), default=0.5)
    return Evaluation(
        threshold,
        tuple(metric for metric in metrics if np.isfinite(metric.value)),
        area_under_roc(labels, validation),
        best,
        len(division.fit),
        len(division.selection),
    )


def sigmoid(values: Scores) -> Scores:
    scores: Scores = 1 / (1 + np.exp(-values))
    return scores


def _auc(subject: str, patches: PatchSet, scores: Scores, data: str) -> Metric:
    estimate = bootstrap(area_under_roc, patches.labels, scores, groups=_scans(patches))
    return _metric(subject, "AUC", estimate, _about(data, patches))


def _decisions(patches: PatchSet, scores: Scores, threshold: float) -> list[Metric]:
    """Sensitivity, specificity, precision and F1 at the threshold."""
    data = _about(VALIDATION, patches)

    def estimated(name: str) -> Interval:
        def measure(labels: Labels, values: Scores) -> float:
            counts: Counts = count_decisions(labels, values, threshold)
            return float(getattr(counts, name))

        return bootstrap(measure, patches.labels, scores, groups=_scans(patches))

    return [
        _metric(NETWORK, f"{title} at score {threshold:g}", estimated(name), data)
        for title, name in (
            ("sensitivity", "sensitivity"),
            ("specificity", "specificity"),
            ("precision", "precision"),
            ("F1", "f1"),
        )
    ]


def _metric(subject: str, name: str, estimate: Interval, data: str) -> Metric:
    value, low, high = (round(x, 4) for x in (estimate.value, estimate.low, estimate.high))
    return Metric(subject, name, value, low, high, data)


def _about(data: str, patches: PatchSet) -> str:
    return data.format(n=len(patches), positive=int(patches.labels.sum()))


def _scans(patches: PatchSet) -> Labels:
    scans: Labels = patches.candidate_index // ROWS_A_SCAN
    return scans
