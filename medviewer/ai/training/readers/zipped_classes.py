"""One archive a split with a folder for each class (mednist64): {split}.zip/{class}/picture.

Nothing is known of patients: the same picture twice is one group.
"""

from pathlib import Path, PurePosixPath

import numpy as np

from medviewer.ai.training.readers.labelled_files import decode_picture, read_members, unreadable
from medviewer.ai.training.readers.medmnist import same_pictures
from medviewer.ai.training.samples import Samples


def read(folder: Path, split: str, labels: tuple[str, ...]) -> Samples:
    """All pictures of the task's classes, sorted by name; other folders of the archive are left alone."""
    file = folder / f"{split}.zip"
    members = read_members(file)
    named = sorted(name for name in members if _class_of(name) in labels)
    try:
        images = np.stack([decode_picture(members[name]) for name in named])
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from error
    return Samples(
        images=images,
        labels=np.array([labels.index(_class_of(name)) for name in named], np.int64),
        label_names=labels,
        groups=same_pictures(images),
        order=np.arange(len(named)),
        files=tuple(named),
    )


def _class_of(name: str) -> str:
    return PurePosixPath(name).parent.name
