"""Inputs and subjects fitted to made cases, whose outcome needs what is known to be in them."""

import numpy as np
import pytest

from medviewer.ai.figures.discrimination import area_under_roc
from medviewer.ai.runtime.fusion.case_inputs import NumberInput, PartKind, PartPlan, RawCase
from medviewer.ai.runtime.fusion.fused_model import FusionPlan
from medviewer.ai.training.fusion.cross_validation import cross_validated
from medviewer.ai.training.fusion.fitting import case_weights, fit_model, projection_arrays
from medviewer.ai.training.fusion.labelled_cases import LabelledCases
from medviewer.ai.training.fusion.recipe import FittingPlan
from medviewer.ai.training.fusion.subject_answers import subject_answers
from medviewer.ai.training.fusion.subject_list import GATED, LINEAR_ALL, subject_list
from medviewer.errors import InputError

FAST = FittingPlan(epochs=60, learning_rate=2e-2, members=1, folds=3, repeats=1, weight_decay=0.0)
PARTS = (
    PartPlan("image", PartKind.PICTURE, size=3),
    PartPlan("values", PartKind.TABLE, numbers=(NumberInput("crp", "CRP"),)),
    PartPlan("text", PartKind.TEXT, size=2, buckets=16),
)


def made(count: int = 90, seed: int = 0) -> LabelledCases:
    """The picture tells the outcome well, the value a little, the text nothing; two cases a patient."""
    random = np.random.default_rng(seed)
    labels = np.repeat(random.integers(0, 2, count // 2), 2)
    raw = [
        RawCase(
            (random.normal(size=5) + 2.0 * label).astype(np.float32),
            {"crp": float(50 + 10 * label + random.normal(0, 10))},
            {},
            random.choice(["fever", "cough", "fever and cough"]),
        )
        for label in labels
    ]
    return LabelledCases(tuple(raw), labels.astype(np.int64), np.repeat(np.arange(count // 2), 2))


def plan() -> FusionPlan:
    return FusionPlan("made", PARTS, subject_list(PARTS, members=1, hidden=6))


def test_that_every_patient_counts_alike() -> None:
    weights = case_weights(np.array([5, 5, 5, 8]))

    assert weights.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2.0])


def test_that_cases_spread_by_one_along_each_axis_of_a_picture() -> None:
    cases = made().raw

    arrays = projection_arrays(PARTS[0], cases)

    values = np.stack([case.features for case in cases if case.features is not None])
    along = (values - arrays["image.mean"]) @ arrays["image.axes"].T
    assert along.std(axis=0) == pytest.approx(np.ones(3), abs=1e-3)


def test_that_what_a_part_tells_is_found_and_lost_with_it() -> None:
    model = fit_model(plan(), made(), FAST)
    unseen = made(seed=1)

    aucs = {
        each.name: np.mean([area_under_roc(unseen.labels, row) for row in each.logits])
        for each in subject_answers(model, unseen)
    }

    assert aucs["image only"] >= 0.95
    assert aucs[GATED] >= 0.95
    assert aucs[LINEAR_ALL] >= 0.95
    assert aucs["text only"] <= 0.7
    assert aucs[f"{GATED}, image shuffled"] <= 0.85
    assert aucs[f"{GATED}, text shuffled"] >= 0.93
    assert aucs[f"{GATED} without image"] <= 0.9


def test_that_cross_validation_answers_every_case_once_a_repeat() -> None:
    told: list[tuple[int, int]] = []

    answers = cross_validated(plan(), made(30), FAST, lambda *done: told.append(done))

    assert all(np.isfinite(each.logits).all() for each in answers)
    assert {each.name: len(each.logits) for each in answers}[GATED] == 1
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_that_too_few_patients_of_an_outcome_are_named() -> None:
    cases = made(30)
    ill = np.flatnonzero(cases.labels == 1)[:2]  # one patient
    well = np.flatnonzero(cases.labels == 0)

    with pytest.raises(InputError, match="Only 1 patients"):
        cross_validated(plan(), cases.take(np.concatenate([ill, well])), FAST, lambda *done: None)
