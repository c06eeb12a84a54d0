"""Studies are stacks of as many slices each, in their order, with the class of another table."""

from pathlib import Path

import pytest
from PIL import Image

from medviewer.ai.training.readers import slice_stacks
from medviewer.errors import NothingToOpen

LABELS = ("grade II", "grade III")
OPTIONS = {
    "table": "annotations.csv",
    "group": "patient",
    "label": "grade",
    "classes": (("1.0", "grade II"), ("2.0", "grade III")),
    "size": (4, 4),
    "slices": 3,
    "channel": 1,
}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """P1 has slices 1 to 5 of grey 1 to 5 in the second sequence, out of order; P2's class is not known."""
    rows = ["file,split,patient,slice"]
    for patient, number in [("P1", n) for n in (3, 1, 5, 2, 4)] + [("P2", 1), ("P3", 7)]:
        name = f"{patient}_{number}.png"
        Image.new("RGB", (4, 4), (99, number, 99)).save(tmp_path / name)
        rows.append(f"{name},val,{patient},{number}")
    (tmp_path / "annotations.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "clinical.csv").write_text("patient,grade\nP1,2.0\nP2,\nP3,1.0\n", encoding="utf-8")
    return tmp_path


def test_that_slices_are_taken_at_even_distances_from_end_to_end(folder: Path) -> None:
    samples = slice_stacks.read(folder, "val", LABELS, **OPTIONS)

    assert samples.files == ("P1", "P3")
    assert samples.images.shape == (2, 3, 4, 4)
    assert samples.images[0, :, 0, 0].tolist() == [1, 3, 5]


def test_that_a_short_series_repeats_its_slices(folder: Path) -> None:
    samples = slice_stacks.read(folder, "val", LABELS, **OPTIONS)

    assert samples.images[1, :, 0, 0].tolist() == [7, 7, 7]


def test_that_the_class_comes_from_the_table_of_studies(folder: Path) -> None:
    assert slice_stacks.read(folder, "val", LABELS, **OPTIONS).labels.tolist() == [1, 0]


def test_that_a_split_without_any_known_study_is_an_error(folder: Path) -> None:
    (folder / "clinical.csv").write_text("patient,grade\nP1,\n", encoding="utf-8")

    with pytest.raises(NothingToOpen, match="grade"):
        slice_stacks.read(folder, "val", LABELS, **OPTIONS)
