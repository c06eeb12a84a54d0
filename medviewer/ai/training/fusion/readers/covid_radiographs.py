"""Radiographs with laboratory values and notes (cxr_covid_multimodal): metadata.csv, hannover_clinical.csv.

What is an outcome is never an input: intensive care, intubation, survival, oxygen given, and every offset.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from medviewer.ai.runtime.fusion.case_inputs import Floats, RawCase
from medviewer.ai.runtime.fusion.picture_features import PictureFeatures
from medviewer.ai.training.fusion.labelled_cases import LabelledCases
from medviewer.ai.training.fusion.readers.cells import numbers_in
from medviewer.ai.training.fusion.recipe import FusionRecipe, Target
from medviewer.ai.training.readers.labelled_files import (
    Row,
    column,
    missing,
    read_picture,
    read_table,
)
from medviewer.ai.training.readers.picture_table import numbered

TABLE, HANNOVER = "metadata.csv", "hannover_clinical.csv"
IN_TABLE = {
    "age": "age",
    "temperature": "temperature",
    "oxygen_saturation": "pO2_saturation",
    "leukocytes": "leukocyte_count",
    "neutrophils": "neutrophil_count",
    "lymphocytes": "lymphocyte_count",
}
IN_HANNOVER = {
    "crp": "crp_val",
    "d_dimer": "d-dimer_val",
    "ldh": "ldh_val",
    "lymphocytes": "lymphocytes_val",
    "neutrophils": "neutrophils_val",
    "pco2": "pco2_val",
    "po2": "po2_val",
}
COUNTS = ("leukocytes", "neutrophils", "lymphocytes")
FULL_SATURATION = 100.0  # percent
PER_MICROLITRE_FROM = 200.0  # 10⁹/L: beyond, a count was written per microlitre


def read(folder: Path, split: str, target: Target, recipe: FusionRecipe) -> LabelledCases:
    """Every radiograph of the split whose outcome is known.

    Raises:
        InputError: a table or picture is missing or damaged, or no outcome of the split is known.
    """
    del recipe
    file = folder / TABLE
    rows = read_table(folder, TABLE, split)
    outcomes = column(rows, target.column, file)
    column(rows, "file", file)
    known = [
        (r, o)
        for r, o in zip(rows, outcomes, strict=True)
        if o in target.positive + target.negative
    ]
    if not known:
        raise missing(folder, f"radiograph of the split {split} with a known {target.column}")
    values = _hannover(folder)
    features = PictureFeatures()([read_picture(folder / row["file"]) for row, _ in known])
    raw = [
        _case(row, values.get(row["file"], {}), picture)
        for (row, _), picture in zip(known, features, strict=True)
    ]
    return LabelledCases(
        tuple(raw),
        np.array([o in target.positive for _, o in known], np.int64),
        numbered(column([row for row, _ in known], "patient", file)),
        tuple(row.get("in_icu", "") for row, _ in known),
    )


def _hannover(folder: Path) -> Mapping[str, Row]:
    """Laboratory values by picture; a held-back folder may come without them."""
    if not (folder / HANNOVER).is_file():
        return {}
    return {row["file"]: row for row in read_table(folder, HANNOVER) if "file" in row}


def _case(row: Row, hannover: Mapping[str, str], features: Floats) -> RawCase:
    numbers = numbers_in(hannover, IN_HANNOVER) | numbers_in(row, IN_TABLE)
    for name in COUNTS:
        if numbers.get(name, 0.0) >= PER_MICROLITRE_FROM:
            numbers[name] /= 1000
    if "po2" in numbers or numbers.get("oxygen_saturation", 0.0) > FULL_SATURATION:
        numbers.pop("oxygen_saturation", None)  # the column holds pO₂ of those that have one
    choices = {"sex": row.get("sex", "").upper(), "view": row.get("view", "")}
    return RawCase(features, numbers, choices, row.get("clinical_notes", ""))
