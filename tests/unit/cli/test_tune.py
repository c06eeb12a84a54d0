"""`medviewer tune` prints every trial and writes the best as a task file."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.training.task import NetworkChoice, read_task, write_task
from medviewer.cli import tune
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

pytest.importorskip("optuna", reason="Optuna is not installed")


@pytest.fixture(name="words")
def _words(tmp_path: Path) -> list[str]:
    samples = discs(40, seed=4)
    np.savez(tmp_path / "discs.npz", train_images=samples.images, train_labels=samples.labels)
    network = NetworkChoice("small_cnn", (("widths", (4, 8)),))
    write_task(replace(small_task(epochs=4), network=network), tmp_path / "discs.toml")
    options = ["--data", str(tmp_path), "--out", str(tmp_path / "search"), "--epochs", "1"]
    return ["tune", str(tmp_path / "discs.toml"), *options]


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    tune.add_parser(parser.add_subparsers())
    return parser.parse_args(words)


def test_that_every_trial_is_a_line_and_the_best_a_task(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tune.run(parsed([*words, "--trials", "2", "--json"]))

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    best = read_task(tmp_path / "search" / "best_task.toml")
    assert [line["number"] for line in lines] == [0, 1]
    assert best.optimiser.epochs == 4  # short trials find settings for the whole task


def test_that_people_are_told_how_to_train_with_what_was_found(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tune.run(parsed([*words, "--trials", "1"]))

    assert "medviewer train" in capsys.readouterr().out
