"""The gradient penalty of WGAN-GP: the critic's slope between real and made images is held at one."""

import torch
from torch import Tensor, nn


def gradient_penalty(
    critic: nn.Module, real: Tensor, made: Tensor, classes: Tensor, shares: Tensor
) -> Tensor:
    """Mean of (‖∂critic/∂image‖ − 1)² on the straight line between each pair of images.

    Args:
        real, made: (n, 1, rows, columns).
        shares: (n,) in 0..1: how far towards `real` each point lies.

    Gulrajani et al., Improved training of Wasserstein GANs (2017), algorithm 1.
    """
    share = shares.view(-1, 1, 1, 1)
    between = (share * real + (1 - share) * made).detach().requires_grad_()
    judged = critic(between, classes)
    (slope,) = torch.autograd.grad(judged.sum(), between, create_graph=True)
    lengths = slope.flatten(1).norm(dim=1)
    penalty: Tensor = ((lengths - 1) ** 2).mean()
    return penalty
