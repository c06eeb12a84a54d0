"""A table that lacks a column, or whose rows are short, is a sentence and not a trace."""

from pathlib import Path

import pytest

from medviewer import paths
from medviewer.ai.training.fusion.readers import covid_radiographs, lgg_patients
from medviewer.ai.training.fusion.recipe import read_recipe
from medviewer.errors import InputError

RADIOGRAPHS = read_recipe(paths.systems() / "cxr_icu_fusion.toml")
GLIOMAS = read_recipe(paths.systems() / "lgg_fusion.toml")


@pytest.mark.parametrize(
    "table",
    [
        "patient,split,went_icu\na,train,Y\n",
        "patient,file,split,went_icu\na\nb\n",
        "patient,file,split\na,a.png,train\n",
    ],
    ids=["no column file", "short rows", "no outcome"],
)
def test_that_a_damaged_table_of_radiographs_is_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "metadata.csv").write_text(table, encoding="utf-8")

    with pytest.raises(InputError):
        covid_radiographs.read(tmp_path, "train", RADIOGRAPHS.target("icu"), RADIOGRAPHS)


@pytest.mark.parametrize(
    ("patients", "slices"),
    [
        ("Pat,split,neoplasm_histologic_grade\na,train,1\n", "patient,file\na,a.png\n"),
        ("Patient,split,neoplasm_histologic_grade\na,train,1\n", "patient,image\na,a.png\n"),
        ("Patient,split,neoplasm_histologic_grade\na\nb\n", "patient,file\na,a.png\n"),
    ],
    ids=["no column Patient", "no column file", "short rows"],
)
def test_that_damaged_tables_of_gliomas_are_refused(
    tmp_path: Path, patients: str, slices: str
) -> None:
    (tmp_path / "clinical.csv").write_text(patients, encoding="utf-8")
    (tmp_path / "annotations.csv").write_text(slices, encoding="utf-8")

    with pytest.raises(InputError):
        lgg_patients.read(tmp_path, "train", GLIOMAS.target("grade"), GLIOMAS)
