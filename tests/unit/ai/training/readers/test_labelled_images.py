"""A column of the table is the class; what has none is left out."""

from pathlib import Path

import pytest
from PIL import Image

from medviewer.ai.training.readers import labelled_images
from medviewer.errors import NothingToOpen

LABELS = ("stayed", "intensive care")
TABLE = """file,split,patient,went_icu,extent
a.png,train,P1,Y,6.5
b.png,train,P1,N,1
c.png,train,P2,,4.0
d.png,val,P3,Y,
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "metadata.csv").write_text(TABLE, encoding="utf-8")
    for place, name in enumerate("abcd"):
        Image.new("L", (6 + place, 8), place).save(tmp_path / f"{name}.png")
    return tmp_path


def test_that_texts_are_classes_and_the_unknown_is_left_out(folder: Path) -> None:
    samples = labelled_images.read(
        folder,
        "train",
        LABELS,
        table="metadata.csv",
        label="went_icu",
        group="patient",
        classes=(("Y", "intensive care"), ("N", "stayed")),
        size=(4, 4),
    )

    assert samples.files == ("a.png", "b.png")
    assert samples.labels.tolist() == [1, 0]
    assert samples.groups.tolist() == [0, 0]
    assert samples.images.shape == (2, 4, 4)


def test_that_numbers_are_classes_by_a_threshold(folder: Path) -> None:
    samples = labelled_images.read(
        folder, "train", ("mild", "severe"), table="metadata.csv", label="extent", threshold=4.0
    )

    assert samples.labels.tolist() == [1, 0, 1]


def test_that_a_split_without_any_known_class_is_an_error(folder: Path) -> None:
    with pytest.raises(NothingToOpen, match="extent mild or severe"):
        labelled_images.read(
            folder, "val", ("mild", "severe"), table="metadata.csv", label="extent", threshold=4.0
        )
