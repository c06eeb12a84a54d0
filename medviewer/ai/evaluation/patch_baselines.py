"""The classical models every network is judged beside, on the same patches and the same split.

Pixels averaged 2 x 2 and standardised; strength of regularisation chosen on the selection patches. A network
that does not beat them is not worth its cost.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.discrimination import Scores, area_under_roc
from medviewer.ai.training.datasets import Division, PatchSet

STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1)  # inverse regularisation of the logistic regression
PENALTIES = (1.0, 3.0, 10.0)  # C of the support vector machine
ALPHAS = (1e-4, 1e-2, 1.0)  # regularisation of the perceptron


@dataclass(frozen=True, slots=True)
class Baseline:
    """A fitted classical model and its scores on the validation patches."""

    name: str
    selection_auc: float
    validation_scores: Scores


def fit_baselines(division: Division, seed: int) -> tuple[Baseline, ...]:
    """Perceptron, logistic regression and RBF support vector machine; a minute or two."""
    from sklearn.linear_model import LogisticRegression, SGDClassifier
    from sklearn.svm import SVC

    return (
        _best(
            "linear perceptron",
            division,
            ALPHAS,
            lambda alpha: SGDClassifier(
                loss="perceptron", penalty="l2", alpha=alpha, average=True, random_state=seed
            ),
        ),
        _best(
            "logistic regression",
            division,
            STRENGTHS,
            lambda strength: LogisticRegression(C=strength, max_iter=2000),
        ),
        _best(
            "support vector machine (RBF)",
            division,
            PENALTIES,
            lambda penalty: SVC(C=penalty, gamma="scale"),
        ),
    )


def _best(
    name: str, division: Division, choices: Sequence[float], build: Callable[[float], Any]
) -> Baseline:
    """Fit with every choice; keep the one with the best selection AUC."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    fitted = []
    for choice in choices:
        model = make_pipeline(StandardScaler(), build(choice))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # not converged: the selection AUC is the judge
            model.fit(pixel_features(division.fit), division.fit.labels)
        selection = _scores(model, division.selection)
        fitted.append((area_under_roc(division.selection.labels, selection), model))
    auc, model = max(fitted, key=lambda pair: pair[0])
    return Baseline(name, auc, _scores(model, division.validation))


def pixel_features(patches: PatchSet) -> NDArray[np.float32]:
    """Patches (n, 50, 50) as (n, 625) means of 2 x 2 pixels, 0..1."""
    count, size, _ = patches.pixels.shape
    blocks = patches.pixels.reshape(count, size // 2, 2, size // 2, 2).astype(np.float32)
    means: NDArray[np.float32] = blocks.mean(axis=(2, 4)).reshape(count, -1) / 255
    return means


def _scores(model: Any, patches: PatchSet) -> Scores:
    scores: Scores = np.asarray(model.decision_function(pixel_features(patches)), float)
    return scores
