"""A run folder holds a model that can be loaded, and the task that made it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from medviewer import paths
from medviewer.ai.catalog import load_card
from medviewer.ai.training.distributed import Place
from medviewer.ai.training.runs import WEIGHTS, joined, refuse_unshippable
from medviewer.ai.training.task import NetworkChoice, Task, load_task
from medviewer.ai.training.training_run import RunPlan, train_run
from medviewer.errors import InputError
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> Path:
    """Discs as a MedMNIST archive."""
    samples = discs(60, seed=4)
    np.savez(tmp_path / "discs.npz", train_images=samples.images, train_labels=samples.labels)
    return tmp_path


def tiny(**changes: object) -> Task:
    network = NetworkChoice("small_cnn", (("widths", (4, 8)),))
    task = replace(small_task(epochs=1), network=network, members=2)
    return replace(task, **changes)  # type: ignore[arg-type]  # a test's own changes


def ignore(line: object) -> None:
    del line


def test_that_an_ensemble_is_written_with_card_curves_and_task(data: Path) -> None:
    out = data / "run"

    train_run(tiny(), RunPlan(data, out), Place(), ignore)

    card = load_card(out / "card.toml")
    weights = load_file(out / WEIGHTS)
    assert card.network is not None
    assert card.network.members == 2
    assert dict(card.network.options) == {"labels": 1, "widths": (4, 8)}
    assert {name.split(".")[0] for name in weights} == {"0", "1"}
    assert (out / "curves.csv").read_text().count("\n") == 3
    assert (out / "curves.svg").read_text().startswith("<svg")
    assert load_task(str(out)) == tiny()


def test_that_the_same_task_gives_the_same_weights_file(data: Path) -> None:
    cards = [train_run(tiny(), RunPlan(data, data / name), Place(), ignore) for name in "ab"]

    assert cards[0] is not None
    assert cards[1] is not None
    assert cards[0].weights_sha256 == cards[1].weights_sha256


def test_that_the_finished_model_looks_from_as_many_sides_as_the_task_says(data: Path) -> None:
    plain = NetworkChoice("slice_cnn", (("width", 4), ("views", 1)))
    tasks = [tiny(network=replace(plain, views_when_done=views), members=1) for views in (0, 8)]

    cards = [
        train_run(task, RunPlan(data, data / str(n)), Place(), ignore)
        for n, task in enumerate(tasks)
    ]

    networks = [card.network for card in cards if card is not None]
    assert [dict(each.options)["views"] for each in networks if each is not None] == [1, 8]
    assert len({card.weights_sha256 for card in cards if card is not None}) == 1


def test_that_an_interrupted_ensemble_goes_on_with_its_second_member(data: Path) -> None:
    whole = train_run(tiny(), RunPlan(data, data / "a"), Place(), ignore)
    train_run(tiny(members=1), RunPlan(data, data / "b"), Place(), ignore)
    lines: list[object] = []

    resumed = train_run(tiny(), RunPlan(data, data / "b", resume=True), Place(), lines.append)

    assert len(lines) == 1  # the first member's only epoch was not trained again
    assert whole is not None
    assert resumed is not None
    assert resumed.weights_sha256 == whole.weights_sha256


def test_that_members_are_numbered_in_one_table() -> None:
    table = joined([{"a": torch.zeros(1)}, {"a": torch.ones(1)}])

    assert {name: float(value) for name, value in table.items()} == {"0.a": 0.0, "1.a": 1.0}


def test_that_research_weights_are_never_written_among_the_shipped_models() -> None:
    task = tiny()
    licence = replace(task.card, licence="RESEARCH-ONLY: the data forbids more")
    research = replace(task, card=licence, release="RESEARCH-ONLY")

    with pytest.raises(InputError, match="research only"):
        refuse_unshippable(research, paths.models() / "mine")
    refuse_unshippable(task, paths.models() / "mine")


def test_that_a_research_task_must_say_so_in_its_card() -> None:
    with pytest.raises(ValueError, match=r"card\.licence"):
        tiny(release="RESEARCH-ONLY")
