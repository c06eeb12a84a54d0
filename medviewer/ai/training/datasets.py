"""The labelled patches a network is trained on, and how they are divided so that no scan is on two sides.

`candidate_index` is a row of LUNA16's candidates.csv, which is sorted by scan: neighbours in the index are
of one scan, so the division is by ranges of the index with gaps wider than any scan (about 620 rows each).
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.errors import NothingToOpen, UnreadableFile
from medviewer.words import message

UNSEEN_SCAN = range(146_699, 146_985)  # LIDC-IDRI-0001, kept unseen for whole-scan checks
SELECTION_RANGES = (range(40_000, 57_000), range(150_000, 167_000), range(260_000, 277_000))
GAP_ROWS = 2_000  # dropped on both sides of a selection range: three scans' worth

PatchArray = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PatchSet:
    """Patches (n, 50, 50) of the HU window -1000..400 as 0..255, labels 0/1, and each one's index."""

    pixels: PatchArray
    labels: NDArray[np.int64]
    candidate_index: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    def where(self, keep: NDArray[np.bool_]) -> "PatchSet":
        return PatchSet(self.pixels[keep], self.labels[keep], self.candidate_index[keep])


@dataclass(frozen=True, slots=True)
class Division:
    """What is fitted on, what chooses epoch and threshold, and what neither ever touches."""

    fit: PatchSet
    selection: PatchSet
    validation: PatchSet


def read_division(folder: Path) -> Division:
    """Read the patch set at `folder` and divide its training part.

    Raises:
        NothingToOpen: labels.csv is not there.
        UnreadableFile: an image named in it is missing or broken.
    """
    train = without_unseen_scan(read_split(folder, "train"))
    fit, selection = divide(train)
    return Division(fit, selection, read_split(folder, "val"))


def read_split(folder: Path, split: str) -> PatchSet:
    """All patches of one split, in the order of labels.csv."""
    rows = [row for row in _read_labels(folder) if row["split"] == split]
    try:
        with zipfile.ZipFile(folder / f"{split}.zip") as archive:
            pixels = np.stack([_decode(archive.read(row["file"])) for row in rows])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableFile(
            message(
                "Training",
                "{file} could not be read ({cause}). Fetch the patch set again.",
                file=f"{split}.zip",
                cause=str(error),
            )
        ) from error
    labels = np.array([int(row["label"]) for row in rows])
    return PatchSet(pixels, labels, np.array([int(row["candidate_index"]) for row in rows]))


def without_unseen_scan(patches: PatchSet) -> PatchSet:
    """Leave out the scan that whole-scan checks use."""
    return patches.where(~_inside(patches.candidate_index, UNSEEN_SCAN))


def divide(train: PatchSet) -> tuple[PatchSet, PatchSet]:
    """Split by index ranges into (fit, selection); rows within `GAP_ROWS` of a border are dropped."""
    index = train.candidate_index
    is_selection = np.zeros(len(index), bool)
    is_near = np.zeros(len(index), bool)
    for chosen in SELECTION_RANGES:
        is_selection |= _inside(index, chosen)
        is_near |= _inside(index, range(chosen.start - GAP_ROWS, chosen.stop + GAP_ROWS))
    return train.where(~is_near), train.where(is_selection)


def _read_labels(folder: Path) -> list[dict[str, str]]:
    try:
        with (folder / "labels.csv").open(newline="", encoding="utf-8") as table:
            return list(csv.DictReader(table))
    except FileNotFoundError as error:
        raise NothingToOpen(
            message(
                "Training",
                "There is no labels.csv in {folder}. Name the folder that holds labels.csv, train.zip "
                "and val.zip.",
                folder=folder,
            )
        ) from error


def _decode(data: bytes) -> PatchArray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"))


def _inside(index: NDArray[np.int64], rows: range) -> NDArray[np.bool_]:
    return (index >= rows.start) & (index < rows.stop)
