"""The figures of every subject of a text coder on a split."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import mean_of_defined
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.figures.ranking import (
    JudgedTexts,
    accuracy_figures,
    average_precisions,
    text_figures,
)
from medviewer.ai.runtime.text.text_model import TextModel
from medviewer.ai.training.text.cases import TextCase
from medviewer.domain.model_trust import Interval

CATEGORY_SIGNS = 3
READ_AT_ONCE = 64  # cases; their scores are kept, their attention is not

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of cases, in a coder's labels.

    Attributes:
        held: (cases, labels).
        beyond: (cases,) true labels the coder does not have.
        groups: (cases,) a number for each independent case.
        languages: (cases,)
    """

    held: Bools
    beyond: Integers
    groups: Integers
    languages: NDArray[np.str_]


def truth_of_cases(cases: Sequence[TextCase], labels: Sequence[str]) -> Truth:
    """Labels of cases as arrays."""
    index = {label: number for number, label in enumerate(labels)}
    held = np.zeros((len(cases), len(labels)), dtype=np.bool_)
    for row, case in enumerate(cases):
        held[row, [index[label] for label in case.labels if label in index]] = True
    beyond = np.array([sum(each not in index for each in case.labels) for case in cases])
    _, groups = np.unique([case.group for case in cases], return_inverse=True)
    languages = np.array([case.language for case in cases])
    return Truth(held, beyond.astype(np.int64), groups.astype(np.int64), languages)


def scores_of_cases(model: TextModel, cases: Sequence[TextCase]) -> dict[str, Floats]:
    """(cases, labels) of every subject."""
    blocks = [
        model.scores(
            [model.read(case.text, case.language) for case in cases[at : at + READ_AT_ONCE]]
        )
        for at in range(0, len(cases), READ_AT_ONCE)
    ]
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def by_category(scores: Floats, labels: Sequence[str]) -> tuple[Floats, tuple[str, ...]]:
    """(cases, categories) of (cases, labels), and the categories: the best code of each speaks for it."""
    heads, of_label = np.unique([label[:CATEGORY_SIGNS] for label in labels], return_inverse=True)
    best = np.full((len(scores), len(heads)), -np.inf)
    for label, head in enumerate(of_label):
        best[:, head] = np.maximum(best[:, head], scores[:, label])
    return best, tuple(str(head) for head in heads)


def figures_of(
    scores: Floats, truth: Truth, decided: Bools | None, labels: Sequence[str], headline: str
) -> dict[str, Interval]:
    """Every figure of a subject with its interval; the whole list first, then by language and category."""
    judged = JudgedTexts(scores, truth.held, truth.beyond, decided)
    if headline == "accuracy":
        return accuracy_figures(judged, truth.groups)
    found = text_figures(judged, truth.groups)
    if headline == "map":
        spoken = sorted(set(truth.languages.tolist()))
        for language in spoken if len(spoken) > 1 else ():
            found[f"map_{language}"] = _map(judged, truth, truth.languages == language)
        if any(len(label) > CATEGORY_SIGNS for label in labels):
            found["map_three"] = _map(_categories(scores, truth, labels), truth)
    return found


def _map(judged: JudgedTexts, truth: Truth, chosen: Bools | None = None) -> Interval:
    each = average_precisions(judged)
    groups = truth.groups
    if chosen is not None:
        each, groups = each[chosen], groups[chosen]
    return intervals(lambda cases: {"map": mean_of_defined(each[cases])}, groups)["map"]


def _categories(scores: Floats, truth: Truth, labels: Sequence[str]) -> JudgedTexts:
    """The same answers by the first three characters: the best code of a category speaks for it.

    A code nobody can name stays a miss, though another of its category may be right: a lower bound.
    """
    best, heads = by_category(scores, labels)
    place = {head: number for number, head in enumerate(heads)}
    held = np.zeros(best.shape, dtype=np.bool_)
    for label, name in enumerate(labels):
        held[:, place[name[:CATEGORY_SIGNS]]] |= truth.held[:, label]
    return JudgedTexts(best, held, truth.beyond)
