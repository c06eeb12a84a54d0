"""Finds the files of a table, whole sets or a lone held-back part, and reads the rows of one split."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from medviewer.ai.risk.clinical_table import ClinicalTable, read_clinical_table
from medviewer.ai.risk.outcomes import require_column
from medviewer.errors import InputError
from medviewer.words import message

TRAINING_SPLITS = ("trainval", "train")


@dataclass(frozen=True, slots=True)
class SplitTable:
    """The rows of one split, and the file they came from."""

    table: ClinicalTable
    file: Path

    @property
    def sha256(self) -> str:
        return sha256(self.file.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table's files are looked for.

    Attributes:
        data: the set's folder, the folder that holds it as `folder_name`, or a CSV file itself.
        split_column: says train, val or test in one file; "" where each split is a file.
    """

    data: Path
    folder_name: str
    stem: str
    split_column: str = ""


def find_training(place: TablePlace) -> SplitTable:
    """The rows to learn from: of `<stem>_trainval.csv`, `<stem>_train.csv`, or marked "train".

    Raises:
        InputError: there are none.
    """
    if place.data.suffix.casefold() == ".csv":
        return SplitTable(read_clinical_table(place.data), place.data)
    if place.split_column:
        return find_split(place, "train")
    for split in TRAINING_SPLITS:
        if (file := _file(place, f"{place.stem}_{split}.csv")) is not None:
            return SplitTable(read_clinical_table(file), file)
    raise _missing(place, f"{place.stem}_trainval.csv")


def find_split(place: TablePlace, split: str) -> SplitTable:
    """The rows of that split.

    Raises:
        InputError: its file, its column or its rows are not there.
    """
    if place.data.suffix.casefold() == ".csv":
        return SplitTable(read_clinical_table(place.data), place.data)
    name = f"{place.stem}.csv" if place.split_column else f"{place.stem}_{split}.csv"
    file = _file(place, name)
    if file is None:
        raise _missing(place, name)
    table = read_clinical_table(file)
    if not place.split_column:
        return SplitTable(table, file)
    require_column(table, place.split_column)
    cells = table[place.split_column].cells
    rows = np.array([row for row, cell in enumerate(cells) if cell == split], np.int64)
    if not len(rows):
        raise _missing(place, f"{name}, {place.split_column} = {split}")
    return SplitTable(table.only(rows), file)


def has_split(place: TablePlace, split: str) -> bool:
    """Whether that split is there, apart from the rows learnt from."""
    if place.data.suffix.casefold() == ".csv" or place.split_column:
        return True
    return _file(place, f"{place.stem}_{split}.csv") is not None


def _file(place: TablePlace, name: str) -> Path | None:
    folders = (place.data, place.data / place.folder_name)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _missing(place: TablePlace, name: str) -> InputError:
    return InputError(
        message(
            "Risk",
            "{file} is not in {data}. Give the folder of the set {set}, or the folder that holds it.",
            file=name,
            data=place.data,
            set=place.folder_name,
        )
    )
