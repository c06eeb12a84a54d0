"""Outlines become masks, and the listing's order becomes a place that is the same in every plane."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer.ai.training.readers import outlined_slices
from medviewer.errors import UnreadableFile

LABELS = ("meningioma", "glioma")
SQUARE = [[2.0, 1.0], [5.0, 1.0], [5.0, 3.0], [2.0, 3.0]]


def write_slices(folder: Path, rows: list[tuple[str, str, int]], outline: object = SQUARE) -> None:
    """`rows`: label, plane, orig_index; 8 x 8 pixels each."""
    columns = ["file", "split", "label", "plane", "orig_index", "x0", "y0", "x1", "y1", "polygon"]
    with (folder / "annotations.csv").open("w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(columns)
        for label, plane, index in rows:
            file = f"{index}.png"
            Image.new("L", (8, 8), index).save(folder / file)
            writer.writerow([file, "val", label, plane, index, 2, 1, 5, 3, json.dumps(outline)])


def test_that_an_outline_is_filled_and_its_box_kept(tmp_path: Path) -> None:
    write_slices(tmp_path, [("glioma", "axial", 4)])

    samples = outlined_slices.read(tmp_path, "val", LABELS)

    assert samples.masks is not None
    assert samples.boxes is not None
    assert samples.labels.tolist() == [1]
    assert samples.boxes.tolist() == [[2, 1, 5, 3]]
    assert samples.masks[0, 1:4, 2:6].all()
    assert samples.masks[0].sum() == 12


def test_that_a_place_counts_within_its_own_plane(tmp_path: Path) -> None:
    rows = [("meningioma", "axial", i) for i in range(4)]
    rows += [("meningioma", "coronal", i) for i in range(10, 12)]
    write_slices(tmp_path, [*rows, ("glioma", "axial", 20)])

    order = outlined_slices.read(tmp_path, "val", LABELS).order

    assert order.tolist() == [0, 2500, 5000, 7500, 0, 5000, 100_000]


def test_that_groups_are_about_one_patient_wide() -> None:
    order = np.arange(0, 10_000, 100)  # a hundred slices: seven patients

    blocks = outlined_slices.patient_blocks(order)

    assert len(set(blocks)) == 7
    assert (np.diff(blocks) >= 0).all()


def test_that_a_broken_outline_is_named(tmp_path: Path) -> None:
    write_slices(tmp_path, [("glioma", "axial", 4)], outline=[["x"]])

    with pytest.raises(UnreadableFile, match=r"annotations\.csv"):
        outlined_slices.read(tmp_path, "val", LABELS)


def test_that_a_label_the_task_does_not_know_is_an_error(tmp_path: Path) -> None:
    write_slices(tmp_path, [("abscess", "axial", 4)])

    with pytest.raises(UnreadableFile, match=r"abscess|not in"):
        outlined_slices.read(tmp_path, "val", LABELS)
