"""Small sets of coded texts on disk, as CodiEsp is laid out, with a recipe that learns them in seconds."""

import gzip
import json
from pathlib import Path

from medviewer.ai.systems.system import TrainOrder
from medviewer.ai.systems.text import train
from tests.phantoms.clinical_texts import made_cases

RECIPE = """
system_id = "made_coding"
family = "text"
reader = "codiesp"
folder = "made_codes"
release = "SHIP-OK"
headline = "map"
baselines = ["dictionary", "svm", "prior"]
variants = ["lstm", "bigru"]
variant_epochs = 2

[network]
cell = "gru"
is_bidirectional = true
embedding = 16
hidden = 12
attention = 12
window = 16
dropout = 0.0

[teaching]
epochs = 10
batch_size = 8
learning_rate = 0.02
mark_weight = 0.3
selection = 0.3

[card]
title = "Made codes"
intended_use = "Tests."
licence = "none"
limits = ["Made."]

[[card.sources]]
name = "made"
licence = "none"
attribution = "nobody"
"""


def write_set(folder: Path, counts: dict[str, int]) -> Path:
    """`<split>.jsonl.gz` of so many cases each."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (split, count) in enumerate(counts.items()):
        cases = made_cases(count, ("en", "es"), seed)
        with gzip.open(folder / f"{split}.jsonl.gz", "wt", encoding="utf-8") as file:
            for english, spanish in zip(cases[::2], cases[1::2], strict=True):
                mentions = [
                    {"type": "diagnosis", "code": mark.label, "offsets": f"{start} {end}"}
                    for mark in spanish.marks
                    for start, end in mark.spans
                ]
                row = {
                    "id": f"{split}-{english.group}",
                    "text_en": english.text,
                    "text_es": spanish.text,
                    "icd10_diagnosis": spanish.labels,
                    "mentions": mentions,
                }
                file.write(json.dumps(row) + "\n")
    return folder


def write_recipe(folder: Path) -> Path:
    """The recipe as a file."""
    file = folder / "made_coding.toml"
    file.write_text(RECIPE, encoding="utf-8")
    return file


def trained_coder(folder: Path) -> Path:
    """The folder of a coder that learnt such a set."""
    data = write_set(folder / "made_codes", {"train": 40})
    train(TrainOrder(write_recipe(folder), data, folder / "run", device="cpu"))
    return folder / "run"
