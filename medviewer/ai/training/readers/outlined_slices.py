"""Slices with an expert's outline (brain_mri_t1ce_boxes): annotations.csv beside a folder of pictures.

The table has no patients, but the original numbering (`orig_index`) runs through batch, class, plane and
patient in this order. So one patient's slices stand at about the same *relative* place of each plane's run,
and `order` is that place: class x 100,000 + the share of the run x 10,000.
"""

import json
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from medviewer.ai.training.readers.labelled_files import (
    Row,
    column,
    read_picture,
    read_table,
    unreadable,
    whole_numbers,
)
from medviewer.ai.training.samples import Samples

TABLE = "annotations.csv"
CLASS_STEP, RUN_STEP = 100_000, 10_000
SLICES_A_PATIENT = 13  # 3,064 slices of 233 patients


def read(folder: Path, split: str, labels: tuple[str, ...]) -> Samples:
    """Slices of `split` with outlines as masks; groups are about one patient wide."""
    rows = read_table(folder, TABLE, split)
    names = column(rows, "label", folder / TABLE)
    try:
        classes = np.array([labels.index(name) for name in names], np.int64)
        boxes = np.array([[float(row[k]) for k in ("x0", "y0", "x1", "y1")] for row in rows])
        images = np.stack([read_picture(folder / row["file"]) for row in rows])
        masks = np.stack([filled(json.loads(row["polygon"]), images.shape[1:]) for row in rows])
    except (KeyError, ValueError, TypeError) as error:
        raise unreadable(folder / TABLE, error) from error
    order = relative_places(rows, classes, whole_numbers(rows, "orig_index", folder / TABLE))
    return Samples(
        images=images,
        labels=classes,
        label_names=labels,
        groups=patient_blocks(order),
        order=order,
        files=tuple(row["file"] for row in rows),
        masks=masks,
        boxes=boxes.astype(np.float32),
        subgroups=np.array(column(rows, "plane", folder / TABLE)),
    )


def filled(outline: list[list[float]], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """A mask (rows, columns) of the pixels inside an outline of x, y corners."""
    canvas = Image.new("L", (shape[1], shape[0]), 0)
    ImageDraw.Draw(canvas).polygon([(float(x), float(y)) for x, y in outline], fill=1, outline=1)
    return np.asarray(canvas)


def relative_places(
    rows: list[Row], classes: NDArray[np.int64], original: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Each slice's class and its share of the way through its run of one class and plane."""
    order = np.zeros(len(rows), np.int64)
    by_number = np.argsort(original, kind="stable")
    for _, run in groupby(by_number, key=lambda i: (classes[i], rows[i]["plane"])):
        members = np.array(list(run))
        share = np.arange(len(members)) * RUN_STEP // len(members)
        order[members] = classes[members] * CLASS_STEP + share
    return order


def patient_blocks(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number stretches of about `SLICES_A_PATIENT` slices that are near in `order`, class by class."""
    blocks = np.zeros(len(order), np.int64)
    for label in np.unique(order // CLASS_STEP):
        members = np.flatnonzero(order // CLASS_STEP == label)
        count = max(1, len(members) // SLICES_A_PATIENT)
        place = (order[members] % CLASS_STEP) * count // RUN_STEP
        blocks[members] = label * CLASS_STEP + place
    return blocks
