"""Repeated cross-validation by patient inside the training part: who answers best on patients left out."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from medviewer.ai.runtime.fusion.fused_model import FusionPlan
from medviewer.ai.training.fusion.fitting import fit_model
from medviewer.ai.training.fusion.labelled_cases import Cases, LabelledCases
from medviewer.ai.training.fusion.recipe import FittingPlan
from medviewer.ai.training.fusion.subject_answers import Answers, subject_answers
from medviewer.errors import InputError
from medviewer.words import message


def cross_validated(
    plan: FusionPlan,
    cases: LabelledCases,
    fitting: FittingPlan,
    done: Callable[[int, int], None],
) -> list[Answers]:
    """Of each subject, logits (draws, n) of every case from models that never saw its patient.

    Inputs are fitted anew in every fold, too. Draws of one repeat stand before those of the next.

    Args:
        done: told how many folds of how many are done.

    Raises:
        InputError: an outcome has fewer patients than there are folds.
    """
    _refuse_too_few(cases, fitting.folds)
    repeats = [_one_repeat(plan, cases, fitting, number, done) for number in range(fitting.repeats)]
    return [
        Answers(same[0].name, same[0].kind, np.concatenate([each.logits for each in same]))
        for same in zip(*repeats, strict=True)
    ]


def _refuse_too_few(cases: LabelledCases, folds: int) -> None:
    for label, outcome in ((1, "the outcome"), (0, "no such outcome")):
        patients = len(np.unique(cases.groups[cases.labels == label]))
        if patients < folds:
            raise InputError(
                message(
                    "Fused answer",
                    "Only {patients} patients of the training part have {outcome}, and cross-validation "
                    "needs {folds}. Add patients, or ask for fewer folds (--option folds=2).",
                    patients=patients,
                    outcome=outcome,
                    folds=folds,
                )
            )


def _one_repeat(
    plan: FusionPlan,
    cases: LabelledCases,
    fitting: FittingPlan,
    number: int,
    done: Callable[[int, int], None],
) -> list[Answers]:
    found: list[Answers] = []
    for fold, (kept, left_out) in enumerate(_folds(cases, fitting, fitting.seed + number)):
        model = fit_model(plan, cases.take(kept), fitting)
        for place, said in enumerate(subject_answers(model, cases.take(left_out))):
            if fold == 0:
                found.append(Answers(said.name, said.kind, _unsaid(said, len(cases))))
            found[place].logits[:, left_out] = said.logits
        done(number * fitting.folds + fold + 1, fitting.repeats * fitting.folds)
    return found


def _folds(cases: LabelledCases, fitting: FittingPlan, seed: int) -> Iterator[tuple[Cases, Cases]]:
    """Each patient is left out once; both outcomes in every fold, as far as patients allow."""
    folds = StratifiedGroupKFold(fitting.folds, shuffle=True, random_state=seed)
    for kept, left_out in folds.split(np.zeros(len(cases)), cases.labels, cases.groups):
        yield kept.astype(np.int64), left_out.astype(np.int64)


def _unsaid(said: Answers, count: int) -> NDArray[np.float64]:
    return np.full((len(said.logits), count), np.nan)
