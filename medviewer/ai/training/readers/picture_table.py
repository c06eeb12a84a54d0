"""How a set's table of pictures is called and which of its columns hold what: a task's [reader_options]."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.errors import InputError
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class PictureTable:
    """Columns and texts of a table of pictures.

    Attributes:
        table: the CSV file; its column `file` names the pictures, `mask` their masks.
        group: the column naming the patient, paper or case; "": every picture is its own.
        label: the column that holds the class.
        classes: text in the table → label, where they are not the same.
        threshold: for a column of numbers: the second label from this value on.
        size: (rows, columns) all pictures are brought to, whatever their own.
        colours: three channels are three sequences of one slice, not the colours of one picture.
    """

    table: str = "labels.csv"
    group: str = ""
    label: str = "label"
    classes: tuple[tuple[str, str], ...] = ()
    threshold: float | None = None
    size: tuple[int, int] = (256, 256)
    colours: bool = False

    def label_of(self, text: str, labels: tuple[str, ...]) -> str:
        """The label a text in the table means; empty where the class is not known."""
        if self.threshold is None:
            return dict(self.classes).get(text, "") if self.classes else text
        try:
            return labels[int(float(text) >= self.threshold)]
        except ValueError:
            return ""


def picture_table(options: Mapping[str, Any]) -> PictureTable:
    """Options as a task file gives them.

    Raises:
        InputError: there is no option of that name.
    """
    strange = set(options) - {field.name for field in fields(PictureTable)}
    if strange:
        raise InputError(
            message(
                "Training",
                "The reader has no option “{options}”. Known: {known}.",
                options=", ".join(sorted(strange)),
                known=", ".join(field.name for field in fields(PictureTable)),
            )
        )
    return PictureTable(**options)


def numbered(names: Sequence[str]) -> NDArray[np.int64]:
    """Equal names get equal numbers, in order of first appearance; an empty name is nobody else's."""
    seen: dict[str, int] = {}
    found = []
    for place, name in enumerate(names):
        found.append(seen.setdefault(name or f"\0{place}", len(seen)))
    return np.array(found, np.int64)
