"""`medviewer ensemble` joins runs and says what came of it."""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.catalog import load_card
from medviewer.ai.training.distributed import Place
from medviewer.ai.training.task import NetworkChoice
from medviewer.ai.training.training_run import RunPlan, train_run
from medviewer.cli import ensemble
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    ensemble.add_parser(parser.add_subparsers())
    return parser.parse_args(["ensemble", *words])


def test_that_two_runs_become_one_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = discs(60, seed=4)
    np.savez(tmp_path / "discs.npz", train_images=samples.images, train_labels=samples.labels)
    network = NetworkChoice("small_cnn", (("widths", (4, 8)),))
    task = replace(small_task(epochs=1), network=network)
    for member in (0, 1):
        plan = RunPlan(tmp_path, tmp_path / str(member), first_member=member)
        train_run(task, plan, Place(), lambda line: None)

    runs = [str(tmp_path / name) for name in "01"]
    code = ensemble.run(parsed(*runs, "--out", str(tmp_path / "both")))

    card = load_card(tmp_path / "both" / "card.toml")
    assert code == 0
    assert card.network is not None
    assert card.network.members == 2
    assert "member 1" in capsys.readouterr().out
