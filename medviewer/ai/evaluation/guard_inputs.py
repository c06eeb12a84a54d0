"""Inputs a model must not fall for: its own validation images spoilt, and images of other kinds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.readers import image_kinds
from medviewer.ai.training.samples import Samples, resized_image
from medviewer.ai.training.task import Task
from medviewer.domain.volume import PixelArray
from medviewer.errors import NothingToOpen

PROPER = "as it should be"
MOST = 200  # images of one kind
NOISE_SIGMA = 0.25  # of the whole range of greys
SEED = 11
OTHERS_SPLIT = "val"
STANDS_UPRIGHT_DEG = 45.0  # a task whose training turns images further knows no upright

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GuardInputs:
    """Images (n, rows, columns) 0..1 of one kind; `is_proper` tells those the model was made for."""

    kind: str
    images: Pixels
    data: str
    is_proper: bool = False


def guard_inputs(task: Task, proper: Samples, folder: Path) -> Iterator[GuardInputs]:
    """Proper images first, then everything that is wrong with an image.

    Args:
        proper: the model's own validation images.
        folder: labelled sets as `image_kind` reads them; those of the model's own kind are left out.
    """
    images = some(proper.inputs()[:, 0])
    own = f"its own validation images, n={len(images)}"
    yield GuardInputs(PROPER, images, own, is_proper=True)
    for name, spoil in SPOILT.items():
        if name != TURNED or stands_upright(task):
            yield GuardInputs(name, spoil(images), own)
    yield from others(task, folder)


def others(task: Task, folder: Path) -> Iterator[GuardInputs]:
    """Other kinds of image, brought to the model's size."""
    try:
        found = image_kinds.read(folder, OTHERS_SPLIT, tuple(KIND_WORDS))
    except NothingToOpen:
        return
    own = OWN_SOURCES.get(task.reader, ())
    is_foreign = np.array([not any(source in file for source in own) for file in found.files])
    for label, name in enumerate(found.label_names):
        if name in task.card.applicability.image_kinds:
            continue
        chosen = some(found.images[(found.labels == label) & is_foreign])
        if len(chosen):
            images = np.stack([resized_image(image, task.input_size) for image in chosen])
            words = f"{image_kinds.SIZE} pixels brought to {task.input_size[0]}, n={len(images)}"
            yield GuardInputs(KIND_WORDS[name], np.divide(images, 255, dtype=np.float32), words)


def stands_upright(task: Task) -> bool:
    """Whether the task's training leaves images the right way up."""
    turn = dict(dict(task.augment).get("geometry", ())).get("turn_deg", 0.0)
    return isinstance(turn, int | float) and turn < STANDS_UPRIGHT_DEG


def some(images: PixelArray) -> PixelArray:
    """At most `MOST`, evenly through their order."""
    if len(images) <= MOST:
        return images
    chosen: PixelArray = images[np.linspace(0, len(images) - 1, MOST).astype(int)]
    return chosen


def _turned(images: Pixels) -> Pixels:
    """By one, two or three quarters in turn; oblong images, which must keep their shape, by two."""
    is_square = images.shape[1] == images.shape[2]
    quarters = (1, 2, 3) if is_square else (2, 2, 2)
    return np.stack([np.rot90(image, quarters[i % 3]) for i, image in enumerate(images)])


def _noisy(images: Pixels) -> Pixels:
    noise = np.random.default_rng(SEED).normal(0, NOISE_SIGMA, images.shape)
    return np.clip(images + noise, 0, 1).astype(np.float32)


def _blank(images: Pixels) -> Pixels:
    means = images.mean(axis=(1, 2), keepdims=True)
    return np.broadcast_to(means, images.shape).astype(np.float32)


TURNED = "turned by quarters"
SPOILT: dict[str, Callable[[Pixels], Pixels]] = {
    "inverted": lambda images: 1 - images,
    TURNED: _turned,
    f"with noise of {NOISE_SIGMA:.0%} of the greys": _noisy,
    "blank": _blank,
}
# Labels of `image_kind` in the card's words; the order is the one its reader is asked with.
KIND_WORDS = {
    "other": "parts, tiles and patterns",
    "chest_xray": "chest radiographs",
    "turned_chest_xray": "turned chest radiographs",
    "inverted_chest_xray": "inverted chest radiographs",
    "hand_xray": "hand radiographs",
    "chest_ct": "chest CT",
    "abdomen_ct": "abdomen CT",
    "head_ct": "head CT",
    "brain_mr": "brain MR",
    "breast_mr": "breast MR",
}
# What a reader's own set is called among the sources of `image_kinds`.
OWN_SOURCES = {
    "candidate_patches": ("luna16_nodule_patches", "chest_ct", "phantoms"),
    "outlined_slices": ("brain_mri_t1ce_boxes",),
    "medmnist": ("pneumoniamnist_28",),
}
