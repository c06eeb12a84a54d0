"""Training repeats, resumes, and keeps the best epoch."""

from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.training.datasets import PatchSet
from medviewer.ai.training.trainer import EpochReport, Trainer, TrainingPlan


def discs(count: int, seed: int) -> PatchSet:
    """Positives have a bright disc in the middle, negatives have only noise."""
    random = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    pixels = random.integers(0, 60, (count, 50, 50), dtype=np.uint8)
    rows, columns = np.ogrid[:50, :50]
    disc = (rows - 24.5) ** 2 + (columns - 24.5) ** 2 < 64
    pixels[labels == 1] += (disc * 150).astype(np.uint8)
    return PatchSet(pixels, labels, np.arange(count))


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def ignore(report: EpochReport) -> None:
    del report


def same_weights(one: SliceCNN, other: SliceCNN) -> bool:
    return all(
        torch.equal(value, other.state_dict()[name]) for name, value in one.state_dict().items()
    )


def test_that_a_resumed_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    plan = TrainingPlan(epochs=2, batch_size=8)
    fit, selection = discs(16, 1), discs(8, 2)
    unbroken = Trainer(plan, fit, selection).run(tmp_path / "a.pt", ignore)

    def stop(report: EpochReport) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Trainer(plan, fit, selection).run(tmp_path / "b.pt", stop)
    second = Trainer(plan, fit, selection)
    was_resumed = second.resume(tmp_path / "b.pt")
    resumed = second.run(tmp_path / "b.pt", ignore)

    assert was_resumed
    assert same_weights(unbroken, resumed)


def test_that_a_checkpoint_of_another_plan_is_not_resumed(tmp_path: Path) -> None:
    fit, selection = discs(8, 1), discs(8, 2)
    Trainer(TrainingPlan(epochs=1, batch_size=8), fit, selection).run(tmp_path / "a.pt", ignore)

    other = Trainer(TrainingPlan(epochs=1, batch_size=8, seed=8), fit, selection)

    assert not other.resume(tmp_path / "a.pt")
    assert other.epoch == 0


def test_that_discs_are_told_from_noise_after_a_few_epochs(tmp_path: Path) -> None:
    reports: list[EpochReport] = []
    plan = TrainingPlan(epochs=6, batch_size=8)

    Trainer(plan, discs(64, 1), discs(32, 2)).run(tmp_path / "a.pt", reports.append)

    assert [report.epoch for report in reports] == [1, 2, 3, 4, 5, 6]
    assert reports[-1].best_auc > 0.95
