"""Which format is read by whom, and the one call that reads a task's data."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from medviewer.ai.training.readers import (
    candidate_patches,
    image_kinds,
    labelled_images,
    masked_slices,
    medmnist,
    outlined_heads,
    outlined_slices,
    slice_stacks,
    zipped_classes,
)
from medviewer.ai.training.samples import Samples, resized
from medviewer.ai.training.task import Task
from medviewer.errors import InputError
from medviewer.words import message

Reader = Callable[[Path, str], Samples]

READERS: dict[str, Callable[..., Samples]] = {
    "candidate_patches": candidate_patches.read,
    "image_kinds": image_kinds.read,
    "labelled_images": labelled_images.read,
    "masked_slices": masked_slices.read,
    "medmnist": medmnist.read,
    "outlined_heads": outlined_heads.read,
    "outlined_slices": outlined_slices.read,
    "slice_stacks": slice_stacks.read,
    "zipped_classes": zipped_classes.read,
}


def reader_of(task: Task) -> Reader:
    """The task's reader with its labels and options bound.

    Raises:
        InputError: no reader of that name.
    """
    if task.reader not in READERS:
        raise InputError(
            message(
                "Training",
                "The task {task} asks for the reader “{reader}”, which does not exist. Readers: {readers}.",
                task=task.task_id,
                reader=task.reader,
                readers=", ".join(READERS),
            )
        )
    return partial(READERS[task.reader], labels=task.labels, **dict(task.reader_options))


def read_samples(task: Task, folder: Path, split: str) -> Samples:
    """One split at the size the task's network takes."""
    return resized(reader_of(task)(folder, split), task.input_size)
