"""`medviewer train` on a handful of images."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.catalog import load_card
from medviewer.ai.training.task import load_task, write_task
from medviewer.cli import train
from medviewer.errors import InputError, NothingToOpen
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    train.add_parser(parser.add_subparsers())
    return parser.parse_args(["train", *words])


@pytest.fixture(name="words")
def _words(tmp_path: Path) -> tuple[str, ...]:
    """A task file, its data, and where to write."""
    samples = discs(60, seed=4)
    np.savez(tmp_path / "discs.npz", train_images=samples.images, train_labels=samples.labels)
    write_task(small_task(epochs=1), tmp_path / "discs.toml")
    return (str(tmp_path / "discs.toml"), "--data", str(tmp_path), "--out", str(tmp_path / "run"))


def test_that_the_command_line_changes_the_task_and_the_run_says_so(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    changes = ("--network", "small_cnn", "--epochs", "2", "--members", "2", "--seed", "5")

    train.run(parsed(*words, *changes, "--device", "cpu"))

    task = load_task(str(tmp_path / "run"))
    assert (task.optimiser.epochs, task.members, task.seed) == (2, 2, 5)
    assert task.network.name == "small_cnn"
    assert load_card(tmp_path / "run" / "card.toml").network is not None


def test_that_json_has_one_line_an_epoch(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    train.run(parsed(*words, "--epochs", "2", "--json", "--device", "cpu"))

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["epoch"] for line in lines] == [1, 2]
    assert {"loss", "score", "best_score"} <= set(lines[0])


def test_that_a_folder_without_data_is_an_input_error(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(NothingToOpen, match="train_images"):
        train.run(parsed(words[0], "--data", str(empty), "--out", str(tmp_path / "run")))


def test_that_an_unknown_task_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no task “appendix”"):
        train.run(parsed("appendix", "--data", str(tmp_path), "--out", str(tmp_path)))


def test_that_a_run_ends_judged_on_val(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    train_set, val = discs(60, seed=4), discs(40, seed=5)
    np.savez(
        tmp_path / "discs.npz",
        train_images=train_set.images,
        train_labels=train_set.labels,
        val_images=val.images,
        val_labels=val.labels,
    )

    train.run(parsed(*words, "--device", "cpu"))

    card = load_card(tmp_path / "run" / "card.toml")
    assert {metric.split for metric in card.metrics} == {"", "val"}
    assert card.calibration is not None
    assert "RBF support vector machine" in capsys.readouterr().out


def test_that_a_run_without_val_says_that_it_was_not_judged(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    train.run(parsed(*words, "--device", "cpu"))

    assert "not judged: " in capsys.readouterr().err
    assert load_card(tmp_path / "run" / "card.toml").calibration is None
