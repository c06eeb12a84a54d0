"""Keeps weights in half precision where the answers stay what they were."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

LARGEST_CHANGE = 1e-3  # of any probability, of a label or of a pixel's lesion

State = dict[str, Tensor]


def halved(state: State) -> State:
    """Convolutions and matrices in fp16; biases and statistics stay as they are, they weigh nothing."""
    return {
        name: value.half() if value.dtype == torch.float32 and value.dim() > 1 else value
        for name, value in state.items()
    }


def widened(state: State) -> State:
    return {n: v.float() if v.dtype == torch.float16 else v for n, v in state.items()}


def narrowest(
    members: Sequence[State], probabilities: Callable[[State], Tensor]
) -> tuple[State, ...]:
    """All members halved if no probability moves by more than `LARGEST_CHANGE`, else all as they are.

    Args:
        probabilities: what a network with these weights answers on a set of images.
    """
    narrow = tuple(halved(state) for state in members)
    for full, half in zip(members, narrow, strict=True):
        change = (probabilities(full) - probabilities(widened(half))).abs().max()
        if not float(change) <= LARGEST_CHANGE:
            return tuple(members)
    return narrow
