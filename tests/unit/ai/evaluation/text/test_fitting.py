"""Baselines of a text coder come out the same each time they are fitted."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.evaluation.text.fitting import fit_linear
from medviewer.ai.training.text.cases import labels_of
from medviewer.ai.training.text.task import read_text_task
from tests.phantoms.clinical_texts import made_cases
from tests.phantoms.coded_sets import write_recipe


@pytest.mark.parametrize("chance", [1, 2])
def test_that_the_same_cases_give_the_same_machine_to_the_last_bit(
    tmp_path: Path, chance: int
) -> None:
    cases, task = made_cases(40), read_text_task(write_recipe(tmp_path))
    labels = labels_of(cases, 1)
    first = fit_linear(cases, labels, task)
    np.random.seed(chance)  # noqa: NPY002 - whatever others left of the global generator

    again = fit_linear(cases, labels, task)

    assert first is not None
    assert again is not None
    assert np.array_equal(first.judges["svm"].shares, again.judges["svm"].shares)
