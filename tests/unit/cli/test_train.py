"""`medviewer train` on a handful of patches."""

import argparse
from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.ai.catalog import load_card
from medviewer.ai.evaluation import patch_baselines as baselines
from medviewer.ai.evaluation.patch_baselines import Baseline
from medviewer.ai.training import datasets, trainer
from medviewer.ai.training.datasets import Division, PatchSet
from medviewer.cli import train
from medviewer.errors import NothingToOpen


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    train.add_parser(parser.add_subparsers())
    return parser.parse_args(["train", "chest_ct_nodules", *words])


def noise(count: int, seed: int) -> PatchSet:
    """Positives are brighter in the middle."""
    random = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    pixels = random.integers(0, 90, (count, 50, 50), dtype=np.uint8)
    pixels[labels == 1, 20:30, 20:30] += 150
    return PatchSet(pixels, labels, np.arange(count) * 700)


DIVISION = Division(noise(48, 1), noise(40, 2), noise(40, 3))


@pytest.fixture(autouse=True)
def _few_patches(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(2)
    monkeypatch.setattr(datasets, "read_division", lambda folder: DIVISION)
    # With one batch an epoch, the average over hundreds of batches would still be the random start.
    monkeypatch.setattr(trainer, "AVERAGE_DECAY", 0.5)


def run_against(
    scores: np.ndarray, out: Path, monkeypatch: pytest.MonkeyPatch, epochs: int = 8
) -> int:
    """Train beside one baseline that scores the validation patches as given."""
    rival = Baseline("logistic regression", 0.5, scores)
    monkeypatch.setattr(baselines, "fit_baselines", lambda division, seed: (rival,))
    return train.run(
        parsed("--data", "x", "--out", str(out), "--epochs", str(epochs), "--phantoms", "0")
    )


def test_that_a_better_network_is_released_with_all_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.zeros(40)

    code = run_against(chance, tmp_path, monkeypatch)

    card = load_card(tmp_path / "card.toml")
    aucs = {m.subject: m.value for m in card.metrics if m.name == "AUC" and "official" in m.data}
    assert code == 0
    assert aucs["logistic regression"] == 0.5
    assert aucs["SliceCNN"] > 0.5


def test_that_a_network_no_better_than_its_baselines_is_not_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    perfect = DIVISION.validation.labels.astype(float)

    code = run_against(perfect, tmp_path, monkeypatch, epochs=1)

    assert code == train.NOT_BETTER
    assert not (tmp_path / "card.toml").exists()
    assert "nothing was written" in capsys.readouterr().out


def test_that_a_finished_run_is_resumed_without_training_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_against(np.zeros(40), tmp_path, monkeypatch, epochs=1)

    words = ("--data", "x", "--out", str(tmp_path), "--epochs", "1", "--phantoms", "0", "--resume")
    train.run(parsed(*words))

    assert "resumed after epoch 1" in capsys.readouterr().out


def test_that_a_folder_without_patches_is_an_input_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()

    with pytest.raises(NothingToOpen, match=r"labels\.csv"):
        train.run(parsed("--data", str(tmp_path), "--out", str(tmp_path)))


def test_that_only_models_we_have_can_be_trained() -> None:
    parser = argparse.ArgumentParser()
    train.add_parser(parser.add_subparsers())

    with pytest.raises(SystemExit):
        parser.parse_args(["train", "appendix", "--data", "x"])
