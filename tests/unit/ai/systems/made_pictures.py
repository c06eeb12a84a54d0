"""Pictures of two kinds that nobody took, for trainings of a second: a bright left or right half."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RECIPE = """
system_id = "gan"
family = "gan"
version = "0.1"
default_set = "halves"
licence = "Apache-2.0"
intended_use = "A test."
published = ""
limits = ["Made of numbers."]

[[sets]]
name = "halves"
title = "Halves"
folder = "halves"
reader = "medmnist"
labels = ["left", "right"]
size = 16
release = "SHIP-OK"
noise = 4
width = 4
tags = { modality = "OT", body_part_examined = "CHEST" }
division = { method = "groups", selection = 0.2, calibration = 0.1 }
plan = { steps = 30, batch_size = 8, learning_rate = 2e-3, precision = "fp32", report_every = 15 }
judges = { steps = 30, batch_size = 16, seeds = 2, made = 60 }
restoration = { steps = 30, more_steps = 10, batch_size = 4, width = 8, depth = 1, precision = "fp32" }
[sets.source]
name = "Made halves"
licence = "none"
attribution = ""

[[sets]]
name = "noise"
kind = "restore"
title = "Halves with noise"
folder = "halves"
reader = "medmnist"
labels = ["left", "right"]
size = 16
release = "SHIP-OK"
unit = "HU"
span = [-1000.0, 400.0]
tags = { modality = "OT", body_part_examined = "CHEST" }
division = { method = "groups", selection = 0.2, calibration = 0.1 }
restoration = { steps = 30, more_steps = 10, batch_size = 4, width = 8, depth = 1, precision = "fp32" }
[sets.source]
name = "Made halves"
licence = "none"
attribution = ""
"""


def halves(count: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """(count, 16, 16) with some noise, every one different, and their classes."""
    random = np.random.default_rng(seed)
    images = random.integers(0, 60, (count, 16, 16)).astype(np.uint8)
    classes = np.arange(count) % 2
    for image, label in zip(images, classes, strict=True):
        image[:, 8 * label : 8 * label + 8] += 150
    return images, classes


def write_halves(folder: Path) -> Path:
    """A set with its training and validation parts, and a recipe beside it; the recipe's file."""
    (folder / "halves").mkdir(parents=True)
    images, classes = halves(120, 1)
    others, their = halves(40, 2)
    np.savez(
        folder / "halves" / "trainval.npz",
        train_images=images,
        train_labels=classes,
        val_images=others,
        val_labels=their,
    )
    recipe = folder / "gan.toml"
    recipe.write_text(RECIPE, encoding="utf-8")
    return recipe


def write_held_back(folder: Path) -> Path:
    """A folder that holds nothing but a test part."""
    folder.mkdir(parents=True)
    images, classes = halves(30, 3)
    np.savez(folder / "test.npz", test_images=images, test_labels=classes)
    return folder
