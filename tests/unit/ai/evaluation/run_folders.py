"""A training run's folder with a two-layer ensemble, and a labelled set for it, both written for a test."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import CARD
from medviewer.ai.training.task import TASK_FILE
from medviewer.domain.model_card import ModelCard
from tests.unit.ai.evaluation.stand_ins import shaded
from tests.unit.ai.runtime.two_layers import two_layer_folder, two_layer_spec, two_layer_weights
from tests.unit.ai.training.task_texts import TASK as TASK_TEXT

SIDE = (16, 12)
RUN_TASK = (
    TASK_TEXT.replace('["none", "shadow"]', '["dark", "bright"]')
    .replace("[28, 28]", "[16, 12]")
    .replace("leave_out = [[3, 5]]", "[judging]\nprevalence = 0.2")
)


def run_folder(folder: Path) -> Path:
    """Two untrained members for one label, with card and task file."""
    folder.mkdir(parents=True)
    spec = two_layer_spec(members=2, labels=1)
    card = two_layer_folder(folder, spec, two_layer_weights(spec))
    write_card(replace(card, labels=("bright",), metrics=()), folder / CARD)
    (folder / TASK_FILE).write_text(RUN_TASK, encoding="utf-8")
    return folder


def labelled_set(folder: Path, splits: tuple[str, ...] = ("train", "val")) -> Path:
    """As MedMNIST writes it, 60 images a split, each its own patient."""
    folder.mkdir(parents=True)
    arrays: dict[str, np.ndarray] = {}
    for seed, split in enumerate(splits):
        samples = shaded(np.arange(60) % 2, ("dark", "bright"), side=16, seed=seed)
        arrays[f"{split}_images"] = samples.images[:, :, :12]
        arrays[f"{split}_labels"] = samples.labels[:, None]
    np.savez(folder / "shades.npz", allow_pickle=False, **arrays)
    return folder


def changed_metric(card: ModelCard, by: float) -> ModelCard:
    """The card with its first figure off by so much."""
    first, *rest = card.metrics
    return replace(card, metrics=(replace(first, value=round(first.value + by, 4)), *rest))
