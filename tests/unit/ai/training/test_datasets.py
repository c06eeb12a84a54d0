"""Patches are read as they are and divided so that no scan is on two sides."""

import csv
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer.ai.training.datasets import (
    PatchSet,
    divide,
    read_division,
    read_split,
    without_unseen_scan,
)
from medviewer.errors import NothingToOpen, UnreadableFile


def write_patches(folder: Path, rows: list[tuple[str, str, int, int]]) -> None:
    """`rows`: file, split, label, candidate_index; each patch is grey with the value index % 256."""
    with (folder / "labels.csv").open("w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["file", "split", "label", "candidate_index"])
        writer.writerows(rows)
    for split in ("train", "val"):
        with zipfile.ZipFile(folder / f"{split}.zip", "w") as archive:
            for file, where, _, index in rows:
                if where == split:
                    data = io.BytesIO()
                    Image.new("L", (50, 50), index % 256).save(data, "PNG")
                    archive.writestr(file, data.getvalue())


def patches_at(*indices: int) -> PatchSet:
    count = len(indices)
    return PatchSet(
        np.zeros((count, 50, 50), np.uint8), np.zeros(count, int), np.array(indices, int)
    )


def test_that_a_split_is_read_with_labels_and_pixels(tmp_path: Path) -> None:
    write_patches(tmp_path, [("a.png", "train", 1, 7), ("b.png", "val", 0, 400_000)])

    patches = read_split(tmp_path, "train")

    assert patches.labels.tolist() == [1]
    assert patches.candidate_index.tolist() == [7]
    assert patches.pixels.shape == (1, 50, 50)
    assert (patches.pixels == 7).all()


def test_that_the_scan_kept_unseen_is_left_out_to_its_last_row() -> None:
    train = patches_at(146_698, 146_699, 146_984, 146_985)

    assert without_unseen_scan(train).candidate_index.tolist() == [146_698, 146_985]


def test_that_fit_and_selection_have_a_gap_wider_than_any_scan() -> None:
    train = patches_at(37_999, 38_000, 39_999, 40_000, 56_999, 57_000, 58_999, 59_000)

    fit, selection = divide(train)

    assert fit.candidate_index.tolist() == [37_999, 59_000]
    assert selection.candidate_index.tolist() == [40_000, 56_999]


def test_that_validation_is_the_official_one(tmp_path: Path) -> None:
    write_patches(
        tmp_path,
        [
            ("a.png", "train", 1, 7),
            ("b.png", "train", 0, 45_000),
            ("c.png", "train", 1, 146_700),
            ("d.png", "val", 0, 400_000),
        ],
    )

    division = read_division(tmp_path)

    assert division.fit.candidate_index.tolist() == [7]
    assert division.selection.candidate_index.tolist() == [45_000]
    assert division.validation.candidate_index.tolist() == [400_000]


def test_that_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToOpen, match=r"labels\.csv"):
        read_split(tmp_path, "train")


def test_that_a_missing_picture_is_an_error_and_not_a_smaller_set(tmp_path: Path) -> None:
    write_patches(tmp_path, [("a.png", "train", 1, 7)])
    with (tmp_path / "labels.csv").open("a") as table:
        table.write("gone.png,train,0,8\n")

    with pytest.raises(UnreadableFile, match=r"gone\.png"):
        read_split(tmp_path, "train")
