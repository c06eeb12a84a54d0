"""Training repeats, resumes, stops, and keeps the best epoch."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from medviewer.ai.training.division import Division
from medviewer.ai.training.task import Task
from medviewer.ai.training.trainer import EpochReport, Trained, Trainer
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task


class TwoLayers(nn.Module):
    """Small enough to train in a test; with dropout, so that chance matters."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.layers = nn.Sequential(
            nn.Conv2d(1, 4, 5, padding=2), nn.ReLU(), nn.Dropout(0.1), nn.Conv2d(4, 1, 1)
        )

    def forward(self, images: Tensor) -> Tensor:
        logits: Tensor = self.layers(images).amax(dim=(2, 3))
        return logits


class Drawing(TwoLayers):
    """Draws instead of naming."""

    lesion_logits: Tensor
    label_logits: Tensor | None = None

    def forward(self, images: Tensor) -> "Drawing":  # type: ignore[override]  # as a LesionNet does
        self.lesion_logits = self.layers(images)
        return self


PARTS = Division(discs(48, 1), discs(24, 2), discs(8, 3))


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def trained(task: Task, checkpoint: Path | None = None) -> Trained:
    return Trainer(task, PARTS, TwoLayers()).run(checkpoint)


def same_weights(one: Trained, other: Trained) -> bool:
    return all(torch.equal(value, other.weights[name]) for name, value in one.weights.items())


AUGMENTED = replace(small_task(mixup=0.2), augment=(("noise", (("largest_sigma", 0.1),)),))


def test_that_the_same_seed_gives_the_same_weights_to_the_last_bit() -> None:
    assert same_weights(trained(AUGMENTED), trained(AUGMENTED))
    assert not same_weights(trained(AUGMENTED), trained(replace(AUGMENTED, seed=8)))


def test_that_a_resumed_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    task = replace(AUGMENTED, optimiser=replace(AUGMENTED.optimiser, epochs=3))

    def stop(line: EpochReport) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Trainer(task, PARTS, TwoLayers()).run(tmp_path / "b.pt", stop)
    second = Trainer(task, PARTS, TwoLayers())
    was_resumed = second.resume(tmp_path / "b.pt")
    resumed = second.run(tmp_path / "b.pt")

    unbroken = trained(task)
    assert was_resumed
    assert same_weights(unbroken, resumed)
    assert [line.score for line in unbroken.history] == [line.score for line in resumed.history]


def test_that_a_checkpoint_of_other_settings_is_not_resumed(tmp_path: Path) -> None:
    trained(small_task(epochs=1), tmp_path / "a.pt")

    other = Trainer(small_task(epochs=1, mixup=0.1), PARTS, TwoLayers())

    assert not other.resume(tmp_path / "a.pt")
    assert other.epoch == 0


def test_that_a_broken_checkpoint_is_not_resumed(tmp_path: Path) -> None:
    (tmp_path / "a.pt").write_bytes(b"not a checkpoint")

    assert not Trainer(small_task(), PARTS, TwoLayers()).resume(tmp_path / "a.pt")


def test_that_a_finished_run_is_not_trained_again(tmp_path: Path) -> None:
    task = small_task(epochs=1)
    first = trained(task, tmp_path / "a.pt")

    again = Trainer(task, PARTS, TwoLayers())
    again.resume(tmp_path / "a.pt")
    reports: list[EpochReport] = []

    assert same_weights(first, again.run(report=reports.append))
    assert reports == []


def test_that_discs_are_told_from_noise_after_a_few_epochs() -> None:
    found = trained(small_task(epochs=6, learning_rate=0.03))

    assert [line.epoch for line in found.history] == [1, 2, 3, 4, 5, 6]
    assert found.score > 0.95


@pytest.mark.parametrize("imbalance", ["class_weights", "focal", "balanced_sampling"])
def test_that_every_remedy_for_imbalance_trains(imbalance: str) -> None:
    task = replace(small_task(epochs=6, learning_rate=0.03), imbalance=imbalance)

    assert trained(task).score > 0.95


def test_that_discs_are_drawn_after_a_few_epochs() -> None:
    task = replace(small_task(epochs=20, learning_rate=0.2), kind="segmentation")

    assert Trainer(task, PARTS, Drawing()).run().score > 0.6


def test_that_training_stops_when_it_gets_no_better() -> None:
    task = small_task(epochs=9, patience=2, learning_rate=1e-9)

    # Every epoch gives the same score; the loss falls so little that at most the first few count as better.
    found = Trainer(
        replace(task, optimiser=replace(task.optimiser, weight_decay=0.0)), PARTS, Still()
    )

    assert len(found.run().history) == 3


class Still(nn.Module):
    """Answers the same whatever it learns."""

    def __init__(self) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, images: Tensor) -> Tensor:
        return images.flatten(1).sum(dim=1, keepdim=True) + 0 * self.bias


def test_that_half_precision_trains_too() -> None:
    task = replace(small_task(epochs=6, learning_rate=0.03), precision="bf16")

    assert trained(task).score > 0.9
