"""`python -m medviewer inspect | convert | render`, as a script calls them: streams, codes and files."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813 - its own name for itself
from PIL import Image

from medviewer.cli.inspection import SCHEMA_VERSION
from tests.phantoms.series import CtSeries

CHECKOUT = Path(__file__).parents[2]


def medviewer(*words: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "medviewer", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=CHECKOUT,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def readme_example() -> Any:
    """The document the README shows."""
    [block] = re.findall(r"```json\n(.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.S)
    return json.loads(block)


def same_shape(document: Any, example: Any) -> bool:
    """Whether both have the same keys in the same order, and values of the same kinds or null."""
    if document is None or example is None:
        return True
    if isinstance(example, dict):
        return list(document) == list(example) and all(
            same_shape(document[key], example[key]) for key in example
        )
    if isinstance(example, list):
        return isinstance(document, list) and all(same_shape(one, example[0]) for one in document)
    numbers = (int, float)
    return isinstance(document, type(example)) or (
        isinstance(document, numbers) and isinstance(example, numbers)
    )


def test_that_the_document_is_the_one_the_readme_shows(
    ct_series: CtSeries, tmp_path: Path, readme_example: Any
) -> None:
    (tmp_path / "empty.dcm").touch()

    done = medviewer("inspect", ct_series.folder, tmp_path, "--json", "--probe", "-1,2,3")

    document = json.loads(done.stdout)
    assert done.stderr == ""
    assert same_shape(document, readme_example)
    assert document["schema_version"] == readme_example["schema_version"] == SCHEMA_VERSION
    assert [one["file"] for one in document["unreadable"]] == [str(tmp_path / "empty.dcm")]


def test_that_two_runs_print_the_same(ct_series: CtSeries) -> None:
    one, other = (medviewer("inspect", ct_series.folder, "--json") for _ in range(2))

    assert one.stdout == other.stdout


def test_that_nothing_readable_is_code_2_with_json(tmp_path: Path) -> None:
    done = medviewer("inspect", tmp_path, "--json", code=2)

    assert json.loads(done.stdout) == {"schema_version": 1, "studies": [], "unreadable": []}


def test_that_inspect_convert_and_render_agree(ct_series: CtSeries, tmp_path: Path) -> None:
    document = json.loads(medviewer("inspect", ct_series.folder, "--json").stdout)
    [series] = document["studies"][0]["series"]
    [volume] = series["display_sets"]
    uid = series["series_instance_uid"]
    asked = ("--series", uid, "--out")

    medviewer("convert", ct_series.folder, *asked, tmp_path / "ct.nii.gz")
    medviewer(
        "render", ct_series.folder, *asked, tmp_path / "ct.png", "--slice", 3, "--window", "2,0.5"
    )

    image: Any = sitk.ReadImage(str(tmp_path / "ct.nii.gz"))
    voxels = sitk.GetArrayFromImage(image)
    assert (voxels.min(), voxels.max()) == (volume["min"], volume["max"])
    picture = np.asarray(Image.open(tmp_path / "ct.png"))
    assert picture.shape == (volume["rows"], volume["columns"])
    corner = (np.asarray(volume["affine_lps"]) @ [0, 0, 3, 1])[:3]
    value = image[image.TransformPhysicalPointToIndex(corner.tolist())]
    assert picture[0, 0] == (255 if value > 0 else 0)


def test_that_an_unknown_series_is_one_sentence_and_a_list(ct_series: CtSeries) -> None:
    done = medviewer("convert", ct_series.folder, "--series", "9.9", "--out", "x.nrrd", code=2)

    assert "There is no series 9.9 with images here" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_reader_that_goes_away_is_no_error(ct_series: CtSeries) -> None:
    """As in `medviewer inspect … | head -1`."""
    command = f"'{sys.executable}' -m medviewer inspect '{ct_series.folder}' --json | head -1"

    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, cwd=CHECKOUT, check=True
    )

    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr
