"""A table of pictures with a class in one of its columns (ct_covid_slices, cxr_covid_multimodal)."""

from pathlib import Path
from typing import Any

import numpy as np

from medviewer.ai.training.readers.labelled_files import column, missing, read_picture, read_table
from medviewer.ai.training.readers.picture_table import numbered, picture_table
from medviewer.ai.training.samples import Samples, resized_image


def read(folder: Path, split: str, labels: tuple[str, ...], **options: Any) -> Samples:
    """Pictures of `split` whose class is one of `labels`; rows of an empty or another class are left out.

    Args:
        options: those of `PictureTable`.
    """
    kind = picture_table(options)
    file = folder / kind.table
    rows = read_table(folder, kind.table, split)
    found = [kind.label_of(text, labels) for text in column(rows, kind.label, file)]
    kept = [(row, name) for row, name in zip(rows, found, strict=True) if name in labels]
    if not kept:
        raise missing(
            folder, f"picture of the split {split} with {kind.label} {' or '.join(labels)}"
        )
    images = [resized_image(read_picture(folder / row["file"]), kind.size) for row, _ in kept]
    patients = column([row for row, _ in kept], kind.group or "file", file)
    return Samples(
        images=np.stack(images).astype(np.uint8),
        labels=np.array([labels.index(name) for _, name in kept], np.int64),
        label_names=labels,
        groups=numbered(patients),
        order=np.arange(len(kept)),
        files=tuple(row["file"] for row, _ in kept),
    )
