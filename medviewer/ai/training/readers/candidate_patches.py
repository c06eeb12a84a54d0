"""Patches about candidate places (LUNA16): labels.csv beside one archive of pictures for each split.

`candidate_index` is a row of LUNA16's candidates.csv, which is sorted by scan: neighbours are of one scan.
"""

from pathlib import Path

import numpy as np

from medviewer.ai.training.readers.labelled_files import (
    decode_picture,
    read_members,
    read_table,
    unreadable,
    whole_numbers,
)
from medviewer.ai.training.samples import Samples

TABLE = "labels.csv"
ROWS_A_SCAN = 620  # mean of candidates.csv: 551,065 rows of 888 scans


def read(folder: Path, split: str, labels: tuple[str, ...]) -> Samples:
    """Patches of `split` in the table's order; groups are stretches of about one scan."""
    rows = read_table(folder, TABLE, split)
    files = tuple(row["file"] for row in rows)
    members = read_members(folder / f"{split}.zip", files)
    try:
        images = np.stack([decode_picture(members[file]) for file in files])
    except (OSError, ValueError) as error:
        raise unreadable(folder / f"{split}.zip", error) from error
    order = whole_numbers(rows, "candidate_index", folder / TABLE)
    return Samples(
        images=images,
        labels=whole_numbers(rows, "label", folder / TABLE),
        label_names=labels,
        groups=order // ROWS_A_SCAN,
        order=order,
        files=files,
    )
