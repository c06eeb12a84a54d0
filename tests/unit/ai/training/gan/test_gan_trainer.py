"""The gradient penalty by hand, and a training that goes on where it stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medviewer.ai.networks.gan import GanShape
from medviewer.ai.training.gan.penalty import gradient_penalty
from medviewer.ai.training.gan.trainer import GanPlan, GanTrainer

SHAPE = GanShape(16, 2, noise=4, width=4)
PLAN = GanPlan(steps=6, batch_size=8, precision="fp32", report_every=3)


class Linear(nn.Module):
    """critic(x) = weight · Σ pixels; its slope is `weight` at every pixel, wherever one stands."""

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(weight))

    def forward(self, images: Tensor, classes: Tensor) -> Tensor:
        del classes
        return self.weight * images.flatten(1).sum(dim=1)


def squares() -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Class 0 has a bright left half, class 1 a bright right half."""
    images = np.full((40, 1, 16, 16), -1, np.float32)
    classes = np.arange(40) % 2
    for image, label in zip(images, classes, strict=True):
        image[0, :, 8 * label : 8 * label + 8] = 1
    return images, classes


@pytest.mark.parametrize("weight", [0.0, 0.25, 0.5, 2.0])
def test_that_the_penalty_of_a_linear_critic_is_that_of_its_slope(weight: float) -> None:
    critic = Linear(weight)
    real, made = torch.randn(5, 1, 2, 2), torch.randn(5, 1, 2, 2)

    penalty = gradient_penalty(critic, real, made, torch.zeros(5, dtype=torch.long), torch.rand(5))

    slope = 2 * weight  # ‖(w, w, w, w)‖ of four pixels
    assert float(penalty.detach()) == pytest.approx((slope - 1) ** 2, abs=1e-6)


def test_that_the_penalty_moves_the_critic_towards_slope_one() -> None:
    critic = Linear(2.0)
    pair = torch.randn(5, 1, 2, 2), torch.randn(5, 1, 2, 2)

    penalty = gradient_penalty(critic, *pair, torch.zeros(5, dtype=torch.long), torch.rand(5))
    penalty.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped

    assert critic.weight.grad is not None
    assert float(critic.weight.grad) == pytest.approx(12.0, rel=1e-5)  # 2 (2w − 1) · 2 at w = 2


def test_that_a_resumed_training_is_the_one_that_was_interrupted(tmp_path: Path) -> None:
    images, classes = squares()
    whole = GanTrainer(SHAPE, PLAN, images, classes).run()
    GanTrainer(SHAPE, replace(PLAN, steps=3), images, classes).run(tmp_path / "checkpoint.pt")

    second = GanTrainer(SHAPE, PLAN, images, classes)
    is_resumed = second.resume(tmp_path / "checkpoint.pt")
    resumed = second.run()

    assert is_resumed
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value, msg=name)


def test_that_another_plans_checkpoint_is_left_alone(tmp_path: Path) -> None:
    images, classes = squares()
    GanTrainer(SHAPE, replace(PLAN, steps=3), images, classes).run(tmp_path / "checkpoint.pt")

    other = GanTrainer(SHAPE, replace(PLAN, seed=12), images, classes)

    assert not other.resume(tmp_path / "checkpoint.pt")
    assert other.step == 0


def test_that_each_class_comes_to_look_like_its_own() -> None:
    images, classes = squares()
    plan = replace(PLAN, steps=150, learning_rate=2e-3, average_decay=0.9, report_every=150)

    generator = GanTrainer(SHAPE, plan, images, classes).run()
    with torch.inference_mode():
        made = generator(torch.randn(32, 4), torch.arange(32) % 2)[:, 0]
    left, right = made[:, :, :8].mean(dim=(1, 2)), made[:, :, 8:].mean(dim=(1, 2))

    is_left_brighter = left > right
    assert is_left_brighter[::2].all()
    assert not is_left_brighter[1::2].any()
