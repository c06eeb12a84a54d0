"""The classical models every network is judged beside, on the same images and the same division.

Pixels shrunk to a short side and standardised; strength of regularisation chosen on the selection part, then
fitted to the whole training split, the calibration part too: the strongest they can be. A network that does
not beat them is not worth its cost.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.classification import area
from medviewer.ai.figures.discrimination import Scores
from medviewer.ai.training.division import Division
from medviewer.ai.training.samples import Samples, resized

LONGEST_SIDE = (
    32  # pixels; on larger images none of the four gains, and all take minutes (measured)
)
BASELINES = (
    "perceptron",
    "logistic regression",
    "linear support vector machine",
    "RBF support vector machine",
)
STRENGTHS = (1e-4, 1e-3, 1e-2)  # inverse regularisation of the linear models
PENALTIES = (1.0, 10.0)  # C of the RBF support vector machine
ALPHAS = (1e-4, 1e-2, 1.0)  # regularisation of the perceptron
LARGEST_DECISION = 30.0  # beyond it a sigmoid rounds to 1 and scores would tie


@dataclass(frozen=True, slots=True)
class Baseline:
    """A fitted classical model.

    Attributes:
        probabilities_of: (n, classes) for samples: a softmax or sigmoid of its decision function.
    """

    name: str
    probabilities_of: Callable[[Samples], Scores]


def fit_baselines(whole: Samples, division: Division, seed: int) -> Iterator[Baseline]:
    """Perceptron, logistic regression, linear and RBF support vector machine, one after the other."""
    from sklearn.linear_model import LogisticRegression, SGDClassifier
    from sklearn.svm import SVC, LinearSVC

    def perceptron(alpha: float) -> Any:
        return SGDClassifier(
            loss="perceptron", penalty="l2", alpha=alpha, average=True, random_state=seed
        )

    models: tuple[tuple[Sequence[float], Callable[[float], Any]], ...] = (
        (ALPHAS, perceptron),
        (STRENGTHS, lambda strength: LogisticRegression(C=strength, max_iter=200)),
        (STRENGTHS, lambda strength: LinearSVC(C=strength, dual=False, max_iter=200)),
        (PENALTIES, lambda penalty: SVC(C=penalty, gamma="scale")),
    )
    for name, (choices, build) in zip(BASELINES, models, strict=True):
        best = _best_choice(division, choices, build)
        model = _fitted(build(best), pixel_features(whole), whole.labels)
        yield Baseline(name, partial(_probabilities, model))


def _best_choice(
    division: Division, choices: Sequence[float], build: Callable[[float], Any]
) -> float:
    """The regularisation with the best area under the curve on the selection part."""
    pixels, others = pixel_features(division.fit), pixel_features(division.selection)

    def selection_area(choice: float) -> float:
        model = _fitted(build(choice), pixels, division.fit.labels)
        return area(division.selection.labels, _class_scores(model, others))

    return max(choices, key=selection_area)


def _probabilities(model: Any, samples: Samples) -> Scores:
    return _class_scores(model, pixel_features(samples))


def pixel_features(samples: Samples) -> NDArray[np.float32]:
    """(n, pixels) in 0..1, the longer side at most `LONGEST_SIDE`."""
    share = min(1.0, LONGEST_SIDE / max(samples.size))
    rows, columns = (max(1, round(side * share)) for side in samples.size)
    return resized(samples, (rows, columns)).inputs().reshape(len(samples), -1)


def _fitted(model: Any, pixels: NDArray[np.float32], labels: NDArray[np.int64]) -> Any:
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    pipeline = make_pipeline(StandardScaler(), model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # not converged: the selection AUC is the judge
        return pipeline.fit(pixels, labels)


def _class_scores(model: Any, pixels: NDArray[np.float32]) -> Scores:
    """(n, classes), in order of the decision function; no probabilities in the sense of a promise."""
    decision = np.asarray(model.decision_function(pixels), float)
    decision = decision / max(1.0, np.abs(decision).max() / LARGEST_DECISION)
    if decision.ndim == 1:
        positive = 1 / (1 + np.exp(-decision))
        return np.stack([1 - positive, positive], axis=1)
    raised = np.exp(decision - decision.max(axis=1, keepdims=True))
    scores: Scores = raised / raised.sum(axis=1, keepdims=True)
    return scores
