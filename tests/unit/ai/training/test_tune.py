"""A search is seeded, goes on where it stopped, and never opens what it must not."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.training import tune as tuning
from medviewer.ai.training.task import NetworkChoice, Task, read_task
from medviewer.ai.training.tune import BEST, Search, TrialReport, tune
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

pytest.importorskip("optuna", reason="Optuna is not installed")


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> Path:
    """Only a training part: a search that opened `val` would fail."""
    samples = discs(40, seed=4)
    np.savez(tmp_path / "discs.npz", train_images=samples.images, train_labels=samples.labels)
    return tmp_path


def tiny() -> Task:
    network = NetworkChoice("small_cnn", (("widths", (4, 8)),))
    return replace(small_task(epochs=1), network=network)


def search(data: Path, name: str, trials: int) -> list[TrialReport]:
    heard: list[TrialReport] = []
    tune(tiny(), Search(data, data / name, trials), heard.append)
    return heard


def test_that_the_same_seed_proposes_the_same_settings(data: Path) -> None:
    first, second = search(data, "a", 2), search(data, "b", 2)

    assert [trial.settings for trial in first] == [trial.settings for trial in second]
    assert first[0].settings != first[1].settings


def test_that_a_search_goes_on_where_it_stopped(data: Path) -> None:
    search(data, "a", 1)

    heard = search(data, "a", 1)

    assert [trial.number for trial in heard] == [1]


def test_that_the_best_settings_are_a_task_file(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = iter([0.7, 0.9, 0.8])
    seen: list[Task] = []

    def score(task: Task, *rest: object) -> float:
        seen.append(task)
        return next(scores)

    monkeypatch.setattr(tuning, "_score", score)
    search(data, "a", 3)

    assert read_task(data / "a" / BEST) == seen[1]
