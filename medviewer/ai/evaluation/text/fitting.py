"""Fits what a text network is held against: TF-IDF with linear judges, and the dictionary of phrases."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.svm import LinearSVC

from medviewer.ai.runtime.text.coder_files import LinearBaselines
from medviewer.ai.text.phrase_dictionary import (
    Phrase,
    PhraseDictionary,
    PhrasedText,
    phrase_dictionary_of,
)
from medviewer.ai.text.reading import Reading, read
from medviewer.ai.text.tfidf import LinearJudge, shares_of, tfidf_of
from medviewer.ai.training.text.cases import TextCase
from medviewer.ai.training.text.task import TextTask

LINEAR = ("svm", "logistic", "perceptron")
NEVER = -10.0  # the decision value of a label that no text it learnt from has

Floats = NDArray[np.float64]


def readings_of(cases: Sequence[TextCase], task: TextTask) -> list[Reading]:
    """Every case as the coder reads it."""
    return [read(case.text, case.language, task.marks_negation) for case in cases]


def fit_linear(
    cases: Sequence[TextCase], labels: Sequence[str], task: TextTask
) -> LinearBaselines | None:
    """TF-IDF of words and pairs, and one judge for each linear baseline of the task; None without one."""
    names = [name for name in task.baselines if name in LINEAR]
    if not names:
        return None
    keys = [reading.keys for reading in readings_of(cases, task)]
    tfidf = tfidf_of(keys)
    rows = tfidf.rows(keys)
    judges = {name: _judge(name, rows, cases, labels) for name in names}
    return LinearBaselines(tfidf, rows, judges)


def fit_dictionary(
    cases: Sequence[TextCase], labels: Sequence[str], task: TextTask
) -> PhraseDictionary | None:
    """The phrases marked in the cases, counted in all of them; None where the task asks for none."""
    if "dictionary" not in task.baselines:
        return None
    index = {label: number for number, label in enumerate(labels)}
    readings = readings_of(cases, task)
    return phrase_dictionary_of(
        [
            PhrasedText(
                reading.keys,
                frozenset(index[label] for label in case.labels if label in index),
                _phrases(case, reading, index),
            )
            for case, reading in zip(cases, readings, strict=True)
        ]
    )


def _phrases(case: TextCase, reading: Reading, index: dict[str, int]) -> list[tuple[int, Phrase]]:
    starts = np.array([token.start for token in reading.tokens], dtype=np.int64)
    found = []
    for mark in case.marks:
        for start, end in mark.spans if mark.label in index else ():
            first, last = np.searchsorted(starts, (start, end))
            phrase = tuple(token.key for token in reading.tokens[first:last])
            found.append((index[mark.label], phrase))
    return found


def _judge(
    name: str, rows: csr_matrix, cases: Sequence[TextCase], labels: Sequence[str]
) -> LinearJudge:
    weights = np.zeros((rows.shape[1], len(labels)), dtype=np.float32)
    offsets = np.full(len(labels), NEVER)
    held = [frozenset(case.labels) for case in cases]
    for number, label in enumerate(labels):
        truth = np.array([label in each for each in held])
        if truth.any() and not truth.all():
            fitted = _fitted(name, rows, truth)
            weights[:, number], offsets[number] = fitted.coef_[0], fitted.intercept_[0]
    return LinearJudge(shares_of(weights, rows), offsets)


def _fitted(
    name: str, rows: csr_matrix, truth: NDArray[np.bool_]
) -> LinearSVC | LogisticRegression | Perceptron:
    kinds = {
        "svm": lambda: LinearSVC(C=1.0, random_state=0),
        "logistic": lambda: LogisticRegression(C=10.0, max_iter=300),
        "perceptron": lambda: Perceptron(random_state=0),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # close enough for a ranking
        return kinds[name]().fit(rows, truth)
