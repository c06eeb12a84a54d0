"""Candidate patches are read with labels and index, held-back ones alike."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from medviewer.ai.training.readers import candidate_patches
from medviewer.errors import NothingToOpen, UnreadableFile

LABELS = ("other", "nodule")


def write_patches(folder: Path, rows: list[tuple[str, str, int, int]]) -> None:
    """`rows`: file, split, label, candidate_index; each patch is grey with the value index % 256."""
    with (folder / "labels.csv").open("w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["file", "split", "label", "candidate_index"])
        writer.writerows(rows)
    for split in {row[1] for row in rows}:
        with zipfile.ZipFile(folder / f"{split}.zip", "w") as archive:
            for file, where, _, index in rows:
                if where == split:
                    data = io.BytesIO()
                    Image.new("L", (50, 50), index % 256).save(data, "PNG")
                    archive.writestr(file, data.getvalue())


@pytest.mark.parametrize("split", ["train", "val", "test"])
def test_that_a_split_is_read_with_labels_and_pixels(tmp_path: Path, split: str) -> None:
    write_patches(tmp_path, [("a.png", split, 1, 7), ("b.png", "other", 0, 400_000)])

    samples = candidate_patches.read(tmp_path, split, LABELS)

    assert samples.labels.tolist() == [1]
    assert samples.order.tolist() == [7]
    assert samples.images.shape == (1, 50, 50)
    assert (samples.images == 7).all()


def test_that_candidates_of_one_scan_are_one_group(tmp_path: Path) -> None:
    write_patches(tmp_path, [(f"{i}.png", "train", 0, i) for i in (0, 619, 620)])

    assert candidate_patches.read(tmp_path, "train", LABELS).groups.tolist() == [0, 0, 1]


def test_that_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToOpen, match=r"labels\.csv"):
        candidate_patches.read(tmp_path, "train", LABELS)


def test_that_a_split_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    write_patches(tmp_path, [("a.png", "train", 1, 7)])

    with pytest.raises(NothingToOpen, match="it has: train"):
        candidate_patches.read(tmp_path, "test", LABELS)


def test_that_a_missing_picture_is_an_error_and_not_a_smaller_set(tmp_path: Path) -> None:
    write_patches(tmp_path, [("a.png", "train", 1, 7)])
    with (tmp_path / "labels.csv").open("a") as table:
        table.write("gone.png,train,0,8\n")

    with pytest.raises(UnreadableFile, match=r"gone\.png"):
        candidate_patches.read(tmp_path, "train", LABELS)
