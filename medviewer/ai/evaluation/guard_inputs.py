"""Inputs a model must not fall for: its own validation images spoilt, and images of other kinds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.readers import image_kinds, outlined_slices
from medviewer.ai.training.readers.table import read_samples
from medviewer.ai.training.samples import VALIDATION, Samples, resized_image
from medviewer.ai.training.task import Task
from medviewer.domain.volume import PixelArray
from medviewer.errors import NothingToOpen
from medviewer.imaging.head_frame import head_image

PROPER = "as it should be"
MOST = 200  # images of one kind
NOISE_SIGMA = 0.25  # of the whole range of greys
SEED = 11
STANDS_UPRIGHT_DEG = 45.0  # a task whose training turns images further knows no upright

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GuardInputs:
    """Images of one kind; `is_proper` tells those the model was made for.

    Attributes:
        seen: (n, rows, columns) 0..1, as a reader sees them.
        given: the same as the network is given them, at its input size.
        data: what they are, in words.
    """

    kind: str
    seen: Pixels
    given: Pixels
    data: str
    is_proper: bool = False


def guard_inputs(task: Task, data: Path, others: Path) -> Iterator[GuardInputs]:
    """Proper images first, then everything that is wrong with an image.

    Args:
        data: the model's own labelled set, of which the validation part is taken.
        others: labelled sets as `image_kind` reads them; those of the model's own kind are left out.

    Raises:
        InputError: the set has no validation part.
    """
    images = some(own_images(task, data))
    own = f"its own validation images, n={len(images)}"
    yield _inputs(task, PROPER, images, own, is_proper=True)
    for name, spoil in SPOILT.items():
        if name != TURNED or stands_upright(task):
            yield _inputs(task, name, spoil(images), own)
    yield from other_kinds(task, others)


def own_images(task: Task, data: Path) -> Pixels:
    """The validation images before anything is done to them."""
    read = AS_SEEN.get(task.reader)
    if read is not None:
        return read(data, VALIDATION, task.labels).inputs()[:, 0]
    return read_samples(task, data, VALIDATION).inputs()[:, 0]


def other_kinds(task: Task, folder: Path) -> Iterator[GuardInputs]:
    """Other kinds of image, as small as `image_kind` sees them."""
    try:
        found = image_kinds.read(folder, VALIDATION, tuple(KIND_WORDS))
    except NothingToOpen:
        return
    own = OWN_SOURCES.get(task.reader, ())
    is_foreign = np.array([not any(source in file for source in own) for file in found.files])
    for label, name in enumerate(found.label_names):
        if name in task.card.applicability.image_kinds:
            continue
        chosen = some(found.images[(found.labels == label) & is_foreign])
        if len(chosen):
            words = f"{image_kinds.SIZE} pixels brought to {task.input_size[0]}, n={len(chosen)}"
            pixels = np.divide(chosen, 255, dtype=np.float32)
            yield _inputs(task, KIND_WORDS[name], pixels, words)


def _inputs(
    task: Task, kind: str, seen: Pixels, data: str, *, is_proper: bool = False
) -> GuardInputs:
    prepare = PREPARED.get(task.reader, _resized)
    given = np.stack([prepare(image, task.input_size) for image in seen])
    return GuardInputs(kind, seen, given, data, is_proper)


def _resized(image: Pixels, size: tuple[int, int]) -> Pixels:
    small: Pixels = resized_image(image, size).astype(np.float32)
    return small if image.shape != size else image


def _framed(image: Pixels, size: tuple[int, int]) -> Pixels:
    """As the analyzer of brain MR frames a head."""
    return np.divide(head_image(image, size[0])[0], 255, dtype=np.float32)


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
    "outlined_heads": ("brain_mri_t1ce_boxes",),
    "outlined_slices": ("brain_mri_t1ce_boxes",),
    "medmnist": ("pneumoniamnist_28",),
}

# Where a reader prepares what it reads: who reads it as it is, and how the network is given it.
AS_SEEN: dict[str, Callable[[Path, str, tuple[str, ...]], Samples]] = {
    "outlined_heads": outlined_slices.read
}
PREPARED: dict[str, Callable[[Pixels, tuple[int, int]], Pixels]] = {"outlined_heads": _framed}
