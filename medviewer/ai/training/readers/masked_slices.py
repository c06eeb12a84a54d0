"""Pictures with a 1-bit mask beside each (brain_mri_lgg_seg, cxr_lung_masks): a table, pictures, masks."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.localisation import boxes_around
from medviewer.ai.training.readers.labelled_files import Row, column, read_picture, read_table
from medviewer.ai.training.readers.picture_table import PictureTable, numbered, picture_table
from medviewer.ai.training.samples import Samples, resized_image


def read(folder: Path, split: str, labels: tuple[str, ...], **options: Any) -> Samples:
    """Pictures of `split`; those in which something is marked have label 1, the others 0.

    Args:
        options: those of `PictureTable`.
    """
    kind = picture_table(options)
    rows = read_table(folder, kind.table, split)
    masks = np.stack([_mask(folder, row, kind) for row in rows])
    return Samples(
        images=np.stack([_image(folder, row, kind) for row in rows]),
        labels=np.array([mask.any() for mask in masks], np.int64),
        label_names=labels,
        groups=numbered(column(rows, kind.group or "file", folder / kind.table)),
        order=np.arange(len(rows)),
        files=tuple(row["file"] for row in rows),
        masks=masks,
        boxes=boxes_around(masks).astype(np.float32),
    )


def _image(folder: Path, row: Row, kind: PictureTable) -> NDArray[np.uint8]:
    """(rows, columns), or (3, rows, columns)."""
    picture = read_picture(folder / row["file"], "RGB" if kind.colours else "L")
    if not kind.colours:
        return resized_image(picture, kind.size).astype(np.uint8)
    channels = [np.ascontiguousarray(picture[..., channel]) for channel in range(3)]
    return np.stack([resized_image(channel, kind.size) for channel in channels]).astype(np.uint8)


def _mask(folder: Path, row: Row, kind: PictureTable) -> NDArray[np.uint8]:
    """Zeros where the table names no mask."""
    if not row.get("mask"):
        return np.zeros(kind.size, np.uint8)
    marked = (read_picture(folder / row["mask"]) > 0).astype(np.float32)
    return np.greater_equal(resized_image(marked, kind.size), 0.5).astype(np.uint8)
