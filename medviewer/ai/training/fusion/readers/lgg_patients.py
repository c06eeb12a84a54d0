"""Patients with a lower-grade glioma (brain_mri_lgg_seg): slices of three sequences, clinical, genomic codes.

The picture is a handful of plain measures of the whole stack; the experts' outlines are not used, since a
reader would not have them.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.fusion.case_inputs import RawCase
from medviewer.ai.training.fusion.labelled_cases import LabelledCases
from medviewer.ai.training.fusion.readers.cells import choices_in, number_in
from medviewer.ai.training.fusion.recipe import FusionRecipe, Target
from medviewer.ai.training.readers.labelled_files import column, missing, read_picture, read_table
from medviewer.ai.training.readers.picture_table import numbered

SLICES, PATIENTS = "annotations.csv", "clinical.csv"
AGE = "age_at_initial_pathologic"
MOST_SLICES = 12  # of one patient, evenly through the stack
HEAD_FROM = 0.08  # of the brightest grey: below is air
BRIGHT_FROM = 2.0  # standard deviations above the brain's mean
PERCENTILES = (5, 25, 50, 75, 95, 99)
Floats = NDArray[np.float32]


def read(folder: Path, split: str, target: Target, recipe: FusionRecipe) -> LabelledCases:
    """Every patient of the split whose outcome is known.

    Raises:
        InputError: a table or picture is missing or damaged, or no outcome of the split is known.
    """
    rows = read_table(folder, PATIENTS, split)
    outcomes = [text.removesuffix(".0") for text in column(rows, target.column, folder / PATIENTS)]
    known = [
        (r, o)
        for r, o in zip(rows, outcomes, strict=True)
        if o in target.positive + target.negative
    ]
    if not known:
        raise missing(folder, f"patient of the split {split} with a known {target.column}")
    patients = column([row for row, _ in known], "Patient", folder / PATIENTS)
    slices: dict[str, list[str]] = {}
    listed = read_table(folder, SLICES)
    for row, name in zip(listed, column(listed, "file", folder / SLICES), strict=True):
        slices.setdefault(row.get("patient", ""), []).append(name)
    choices = [each for part in recipe.parts for each in part.choices]
    raw = []
    for (row, _), patient in zip(known, patients, strict=True):
        age = number_in(row.get(AGE, ""))
        raw.append(
            RawCase(
                _measures(folder, slices.get(patient, [])),
                {} if age is None else {"age": age},
                choices_in(row, choices),
            )
        )
    labels = np.array([o in target.positive for _, o in known], np.int64)
    return LabelledCases(tuple(raw), labels, numbered(patients))


def _measures(folder: Path, files: Sequence[str]) -> Floats | None:
    """What the stack shows of brightness; None where a patient has no slices."""
    if not files:
        return None
    chosen = np.unique(np.linspace(0, len(files) - 1, min(len(files), MOST_SLICES)).round())
    pictures = [read_picture(folder / files[int(place)], "RGB") for place in chosen]
    return stack_measures((np.stack(pictures) / 255).astype(np.float32))


def stack_measures(stack: Floats) -> Floats:
    """Of (slices, rows, columns, 3): before contrast, FLAIR, after contrast, 0..1.

    For FLAIR and for what contrast brightens: percentiles of standard scores within the head; how much of it
    is bright, on how many slices, how far to one side, and how the brightest slice compares.
    """
    before, flair, after = (stack[..., channel] for channel in range(3))
    is_head = flair > HEAD_FROM
    if is_head.sum() < 100:
        return np.zeros(2 * (len(PERCENTILES) + 4), np.float32)
    found: list[float] = []
    for values in (flair, after - before):
        inside = values[is_head]
        standard = (values - inside.mean()) / (inside.std() + 1e-6)
        is_bright = (standard > BRIGHT_FROM) & is_head
        by_slice = is_bright.sum(axis=(1, 2)) / np.maximum(is_head.sum(axis=(1, 2)), 1)
        halves = is_bright[:, :, : stack.shape[2] // 2].sum(), is_bright.sum()
        found += [float(each) for each in np.percentile(standard[is_head], PERCENTILES)]
        found += [
            float(is_bright.sum() / is_head.sum()),
            float((by_slice > 0.02).mean()),
            abs(float(halves[0]) / max(float(halves[1]), 1.0) - 0.5),
            float(by_slice.max()),
        ]
    return np.array(found, np.float32)
