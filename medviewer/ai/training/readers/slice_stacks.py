"""Studies as stacks of slices (brain_mri_lgg_seg with clinical.csv): a table of slices, a table of studies.

A stack stands where an image has channels: (studies, slices, rows, columns). All stacks have as many slices;
of a longer series they are taken at even distances, of a shorter one some twice.
"""

from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.readers.labelled_files import (
    Row,
    column,
    missing,
    read_picture,
    read_table,
    whole_numbers,
)
from medviewer.ai.training.readers.picture_table import PictureTable, picture_table
from medviewer.ai.training.samples import Samples, resized_image


@dataclass(frozen=True, slots=True)
class StackTable:
    """What a stack needs beside the table of its slices.

    Attributes:
        studies: the CSV file with one row a study, and the class.
        study: its column naming what `PictureTable.group` names in the table of slices.
        place: the column of slices that numbers them from end to end.
        slices: of every stack.
        channel: which of a slice's three sequences is taken.
    """

    studies: str = "clinical.csv"
    study: str = "patient"
    place: str = "slice"
    slices: int = 12
    channel: int = 0


def read(folder: Path, split: str, labels: tuple[str, ...], **options: Any) -> Samples:
    """One stack for every study of `split` whose class is one of `labels`.

    Args:
        options: those of `PictureTable` and `StackTable`.
    """
    own = {field.name for field in fields(StackTable)}
    stacks = StackTable(**{name: value for name, value in options.items() if name in own})
    kind = picture_table({name: value for name, value in options.items() if name not in own})
    found = _classes(folder, labels, kind, stacks)
    series = {
        name: rows for name, rows in _series(folder, split, kind, stacks).items() if name in found
    }
    if not series:
        raise missing(folder, f"study of the split {split} with {kind.label} {' or '.join(labels)}")
    return Samples(
        images=np.stack([_stack(folder, rows, kind, stacks) for rows in series.values()]),
        labels=np.array([labels.index(found[name]) for name in series], np.int64),
        label_names=labels,
        groups=np.arange(len(series)),
        order=np.arange(len(series)),
        files=tuple(series),
    )


def _classes(
    folder: Path, labels: tuple[str, ...], kind: PictureTable, stacks: StackTable
) -> dict[str, str]:
    """Each study's class, where it is known."""
    rows = read_table(folder, stacks.studies)
    names = column(rows, stacks.study, folder / stacks.studies)
    texts = column(rows, kind.label, folder / stacks.studies)
    found = {name: kind.label_of(text, labels) for name, text in zip(names, texts, strict=True)}
    return {name: label for name, label in found.items() if label in labels}


def _series(
    folder: Path, split: str, kind: PictureTable, stacks: StackTable
) -> dict[str, list[Row]]:
    """Each study's slices from end to end."""
    file = folder / kind.table
    rows = read_table(folder, kind.table, split)
    names = column(rows, kind.group, file)
    series: dict[str, list[Row]] = defaultdict(list)
    for index in np.argsort(whole_numbers(rows, stacks.place, file), kind="stable"):
        series[names[index]].append(rows[index])
    return dict(sorted(series.items()))


def _stack(
    folder: Path, rows: list[Row], kind: PictureTable, stacks: StackTable
) -> NDArray[np.uint8]:
    """(slices, rows, columns)."""
    chosen = np.linspace(0, len(rows) - 1, stacks.slices).round().astype(np.int64)
    slices = [
        np.ascontiguousarray(read_picture(folder / rows[i]["file"], "RGB")[..., stacks.channel])
        for i in chosen
    ]
    return np.stack([resized_image(each, kind.size) for each in slices]).astype(np.uint8)
