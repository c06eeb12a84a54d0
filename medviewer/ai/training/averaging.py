"""A running average of the weights over the steps: what is judged and kept instead of the last step's."""

import copy

import torch
from torch import Tensor, nn


class RunningAverage:
    """Follows `network`; `decay` 0 makes it a plain copy of the last step."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).requires_grad_(requires_grad=False)
        self._decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Take in the weights after one more step; early on it forgets the random start fast."""
        self.steps += 1
        decay = min(self._decay, (1 + self.steps) / (10 + self.steps)) if self._decay else 0.0
        current = network.state_dict()
        for name, value in self.network.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(current[name], 1 - decay)
            else:
                value.copy_(current[name])


def copied(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The tensors as they are now, on the CPU."""
    return {name: value.detach().cpu().clone() for name, value in state.items()}
