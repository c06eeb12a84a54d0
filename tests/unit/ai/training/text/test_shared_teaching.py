"""A text network taught by two processes is the one that a single process makes of whole batches."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from medviewer.ai.training.distributed import Place
from medviewer.ai.training.text.task import TeachingPlan
from medviewer.ai.training.text.teaching import network_of, scores_of, teach
from tests.unit.ai.training.text.test_teaching import SHAPE, classroom, task
from tests.unit.ai.training.two_processes import Weights, weights_of_two

# 16 cases in batches of five: shares are uneven, and of the last batch one process has none
PLAN = TeachingPlan(epochs=3, batch_size=5, learning_rate=0.01, word_dropout=0.2)


def taught(place: Place) -> Weights:
    return teach(replace(classroom(task(PLAN), 10), place=place), PLAN).weights


@pytest.mark.slow
def test_that_two_processes_teach_as_one_does(tmp_path: Path) -> None:
    first, second = weights_of_two(taught, tmp_path)

    alone = taught(Place())
    assert all(torch.equal(first[name], value) for name, value in second.items())
    assert np.abs(answers(alone)).max() > 0.5
    assert answers(first) == pytest.approx(answers(alone), abs=1e-3)


def answers(weights: Weights) -> NDArray[np.float64]:
    """Not the weights: the attention's shift has no slope, so that Adam moves it by rounding alone."""
    room = classroom(task(PLAN), 10)
    return scores_of(network_of(weights, room.words, room.labels, SHAPE), room.fit)
