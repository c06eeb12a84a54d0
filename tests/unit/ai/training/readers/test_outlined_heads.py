"""Mask and box move into the head's frame with the image."""

import csv
import json
from pathlib import Path

import numpy as np
from PIL import Image

from medviewer.ai.training.readers import outlined_heads

LESION = [[90.0, 70.0], [110.0, 70.0], [110.0, 100.0], [90.0, 100.0]]  # x, y


def write_head(folder: Path) -> None:
    y, x = np.mgrid[:200, :200]
    picture = np.where(np.hypot((y - 80) / 70, (x - 100) / 60) < 1, 80, 0).astype(np.uint8)
    picture[70:101, 90:111] = 200
    Image.fromarray(picture).save(folder / "1.png")
    columns = ["file", "split", "label", "plane", "orig_index", "x0", "y0", "x1", "y1", "polygon"]
    row = ["1.png", "val", "glioma", "axial", 1, 90, 70, 110, 100, json.dumps(LESION)]
    with (folder / "annotations.csv").open("w", newline="") as table:
        csv.writer(table).writerows([columns, row])


def test_that_the_outline_lies_on_the_lesion_in_the_frame(tmp_path: Path) -> None:
    write_head(tmp_path)

    samples = outlined_heads.read(tmp_path, "val", ("glioma",), size=96)

    assert samples.masks is not None
    assert samples.size == (96, 96)
    bright, mask = samples.images[0] > 180, samples.masks[0] > 0
    assert (bright & mask).sum() / (bright | mask).sum() > 0.85


def test_that_the_box_holds_the_outline(tmp_path: Path) -> None:
    write_head(tmp_path)

    samples = outlined_heads.read(tmp_path, "val", ("glioma",), size=96)

    assert samples.masks is not None
    assert samples.boxes is not None
    rows, columns = np.nonzero(samples.masks[0])
    hull = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert np.abs(samples.boxes[0] - hull).max() < 1.5
