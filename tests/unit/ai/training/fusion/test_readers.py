"""Tables of real sets as cases: which columns count, which never do, what stacks show."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer import paths
from medviewer.ai.runtime.fusion.case_inputs import RawCase
from medviewer.ai.training.fusion.readers import covid_radiographs, lgg_patients
from medviewer.ai.training.fusion.readers.lgg_patients import stack_measures
from medviewer.ai.training.fusion.recipe import FusionRecipe, read_recipe
from medviewer.errors import NothingToOpen


def recipe(name: str) -> FusionRecipe:
    return read_recipe(paths.systems() / f"{name}.toml")


def table(file: Path, rows: list[Mapping[str, str]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, names)
        writer.writeheader()
        writer.writerows(rows)


def covid_set(folder: Path, **cells: str) -> Path:
    (folder / "images").mkdir()
    Image.fromarray(np.full((40, 40), 90, np.uint8)).save(folder / "images/1.png")
    known = {"file": "images/1.png", "split": "train", "patient": "p", "went_icu": "Y"}
    table(folder / "metadata.csv", [{**known, "in_icu": "N", **cells}])
    return folder


def only_case(folder: Path) -> RawCase:
    asked = recipe("cxr_icu_fusion")
    return covid_radiographs.read(folder, "train", asked.target(""), asked).raw[0]


def test_that_outcomes_are_never_inputs(tmp_path: Path) -> None:
    outcomes = {"intubated": "Y", "survival": "N", "offset": "3", "extubated": "Y"}

    case = only_case(covid_set(tmp_path, **outcomes, age="60", clinical_notes="fever"))

    assert case.numbers == {"age": 60.0}
    assert set(case.choices) == {"sex", "view"}
    assert case.text == "fever"


def test_that_counts_per_microlitre_are_brought_to_billions_a_litre(tmp_path: Path) -> None:
    case = only_case(covid_set(tmp_path, leukocyte_count="6400", lymphocyte_count="0.8"))

    assert case.numbers == {"leukocytes": 6.4, "lymphocytes": 0.8}


def test_that_a_saturation_beside_a_pressure_is_the_pressure(tmp_path: Path) -> None:
    folder = covid_set(tmp_path, pO2_saturation="65")
    table(
        folder / "hannover_clinical.csv",
        [{"file": "images/1.png", "po2_val": "65.0", "crp_val": "120", "death_offset": "9"}],
    )

    assert only_case(folder).numbers == {"po2": 65.0, "crp": 120.0}


@pytest.mark.parametrize(("cell", "expected"), [("92", {"oxygen_saturation": 92.0}), ("130", {})])
def test_that_a_saturation_above_all_is_none(
    tmp_path: Path, cell: str, expected: dict[str, float]
) -> None:
    assert only_case(covid_set(tmp_path, pO2_saturation=cell)).numbers == expected


def test_that_a_split_without_a_known_outcome_is_named(tmp_path: Path) -> None:
    folder = covid_set(tmp_path)
    text = (folder / "metadata.csv").read_text()
    (folder / "metadata.csv").write_text(text.replace(",Y,", ",,"))

    with pytest.raises(NothingToOpen, match="went_icu"):
        only_case(folder)


def test_that_a_patients_codes_and_slices_are_joined(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.fromarray(np.full((32, 32, 3), 120, np.uint8)).save(tmp_path / "images/a.png")
    known = {"split": "train", "Patient": "T1", "neoplasm_histologic_grade": "2.0"}
    codes = {"gender": "1.0", "RNASeqCluster": "4.0", "miRNACluster": "3", "death01": "1.0"}
    table(
        tmp_path / "clinical.csv",
        [{**known, **codes, "age_at_initial_pathologic": "44.0"}],
    )
    table(tmp_path / "annotations.csv", [{"file": "images/a.png", "patient": "T1"}])
    asked = recipe("lgg_fusion")

    cases = lgg_patients.read(tmp_path, "train", asked.target("grade"), asked)

    assert cases.labels.tolist() == [1]
    assert cases.raw[0].numbers == {"age": 44.0}
    assert cases.raw[0].choices == {"gender": "1", "RNASeqCluster": "4", "miRNACluster": "3"}
    assert cases.raw[0].features is not None


def test_that_a_bright_place_on_flair_is_seen_with_its_share_and_its_side() -> None:
    stack = np.zeros((4, 100, 100, 3), np.float32)
    random = np.random.default_rng(0)
    stack[:, 10:90, 10:90] = 0.4 + 0.02 * random.normal(size=(4, 80, 80, 3))
    plain = stack_measures(stack)
    stack[1, 30:60, 12:42, 1] = 0.9  # 900 pixels of 4 · 6,400, left half, one slice of four

    measures = stack_measures(stack)

    share, slices, side, most = measures[6:10]
    assert share == pytest.approx(900 / (4 * 6400), rel=0.05)
    assert slices == 0.25
    assert side == pytest.approx(0.5, abs=0.02)
    assert most == pytest.approx(900 / 6400, rel=0.05)
    assert plain[9] < most


def test_that_an_empty_stack_has_measures_of_the_same_length() -> None:
    assert len(stack_measures(np.zeros((1, 8, 8, 3), np.float32))) == 20
