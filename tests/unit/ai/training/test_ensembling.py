"""Members trained apart join to what one run would have written."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.catalog import load_card
from medviewer.ai.training.distributed import Place
from medviewer.ai.training.ensembling import join_runs
from medviewer.ai.training.task import NetworkChoice, Task, load_task
from medviewer.ai.training.training_run import RunPlan, train_run
from medviewer.errors import InputError
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task


def tiny(width: int = 4, members: int = 1) -> Task:
    network = NetworkChoice("small_cnn", (("widths", (width, 8)),))
    return replace(small_task(epochs=1), network=network, members=members)


def train(task: Task, data: Path, name: str, first_member: int = 0) -> Path:
    train_run(task, RunPlan(data, data / name, first_member), Place(), lambda line: None)
    return data / name


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> Path:
    samples = discs(60, seed=4)
    np.savez(tmp_path / "discs.npz", train_images=samples.images, train_labels=samples.labels)
    return tmp_path


def test_that_members_trained_apart_are_the_ensemble_of_one_run(data: Path) -> None:
    whole = train(tiny(members=2), data, "whole")
    parts = [train(tiny(), data, "first"), train(tiny(), data, "second", first_member=1)]

    card = join_runs(parts, data / "joined")

    assert card.weights_sha256 == load_card(whole / "card.toml").weights_sha256
    assert load_task(str(data / "joined")) == tiny(members=2)
    assert (data / "joined" / "curves.csv").read_text().count("\n") == 3


def test_that_the_same_run_twice_counts_as_two_members(data: Path) -> None:
    run = train(tiny(), data, "run")

    card = join_runs([run, run], data / "joined")

    assert card.network is not None
    assert card.network.members == 2
    lines = (data / "joined" / "curves.csv").read_text().splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["0", "1"]


def test_that_other_networks_do_not_join(data: Path) -> None:
    runs = [train(tiny(), data, "narrow"), train(tiny(width=6), data, "wide")]

    with pytest.raises(InputError, match="differ in task, labels or network"):
        join_runs(runs, data / "joined")
