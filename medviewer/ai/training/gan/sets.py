"""Reads the labelled set a recipe names, at the recipe's size, and divides its training part."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.division import divide
from medviewer.ai.training.gan.recipe import PictureSet
from medviewer.ai.training.readers.table import READERS
from medviewer.ai.training.samples import TRAIN, Samples, resized
from medviewer.errors import InputError
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class Parts:
    """A training split: what networks learn from, and what chooses among them."""

    fit: Samples
    selection: Samples


def read_split(chosen: PictureSet, data: Path, split: str) -> Samples:
    """All images of the classes that are made or judged, sides brought to the recipe's size.

    Args:
        data: the set's folder, or the one that holds it under its usual name.

    Raises:
        InputError: the reader is unknown, the split is not there, or it cannot be read.
    """
    if chosen.reader not in READERS:
        raise InputError(
            message(
                "Training",
                "The task {task} asks for the reader “{reader}”, which does not exist. Readers: {readers}.",
                task=chosen.name,
                reader=chosen.reader,
                readers=", ".join(READERS),
            )
        )
    samples = READERS[chosen.reader](set_folder(chosen, data), split, labels=chosen.read_labels)
    return resized(samples, (chosen.size, chosen.size))


def set_folder(chosen: PictureSet, data: Path) -> Path:
    inside = data / chosen.folder
    return inside if inside.is_dir() else data


def read_parts(chosen: PictureSet, data: Path) -> Parts:
    """The training split, divided; what other tasks calibrate on selects here, too.

    Raises:
        InputError: as `read_split`, or a part would be empty.
    """
    parts = divide(read_split(chosen, data, TRAIN), chosen.division)
    return Parts(parts.fit, joined(parts.selection, parts.calibration))


def joined(first: Samples, second: Samples) -> Samples:
    """Both, one after the other."""
    return Samples(
        images=np.concatenate([first.images, second.images]),
        labels=np.concatenate([first.labels, second.labels]),
        label_names=first.label_names,
        groups=np.concatenate([first.groups, second.groups]),
        order=np.concatenate([first.order, second.order]),
        files=first.files + second.files,
    )


def made_classes(samples: Samples, chosen: PictureSet) -> Samples:
    """Only the images of classes that are made, which come first among those read."""
    return samples.where(samples.labels < len(chosen.labels))


def as_tones(samples: Samples) -> NDArray[np.float32]:
    """(n, 1, rows, columns) in −1..1, as generators make them."""
    return samples.inputs() * 2 - 1
