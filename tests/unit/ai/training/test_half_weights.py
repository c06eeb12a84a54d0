"""Weights are halved only where the answers stay what they were."""

import torch
from torch import Tensor

from medviewer.ai.training.half_weights import narrowest

STATE = {"matrix": torch.full((2, 2), 1 / 3), "bias": torch.full((2,), 1 / 3)}


def test_that_matrices_are_halved_where_it_changes_nothing() -> None:
    (found,) = narrowest([STATE], lambda state: state["matrix"].mean())

    assert found["matrix"].dtype == torch.float16
    assert found["bias"].dtype == torch.float32


def test_that_weights_stay_whole_where_answers_would_move() -> None:
    def touchy(state: dict[str, Tensor]) -> Tensor:
        return state["matrix"] * 1e4

    (found,) = narrowest([STATE], touchy)

    assert found["matrix"].dtype == torch.float32
