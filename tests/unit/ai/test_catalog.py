"""Model cards are read strictly: what is wrong is named, with the file."""

from pathlib import Path

import pytest

from medviewer.ai.catalog import load_catalog
from medviewer.domain.voi import VoiWindow
from medviewer.errors import ModelUnusable

CARD = """
model_id = "test"
version = "1.0.0"
title = "Test"
analyzer = "test"
intended_use = "Tests."
labels = ["lung_nodule"]
weights_file = "weights.safetensors"
weights_sha256 = "00"
score_threshold = 0.5
is_calibrated = false
limits = ["none"]
licence = "Apache-2.0"

[display_window]
center = -600
width = 1500

[applicability]
modalities = ["CT"]
body_parts = ["CHEST"]
min_slices = 10
max_slice_spacing_mm = 5.0
max_pixel_spacing_mm = 1.2
unit = "HU"

[[sources]]
name = "LUNA16"
licence = "CC BY 3.0"
attribution = "LIDC-IDRI"

[[metrics]]
subject = "CNN"
name = "AUC"
value = 0.9
low = 0.8
high = 0.95
data = "validation"
"""


def install(folder: Path, card: str) -> Path:
    (folder / "test").mkdir()
    (folder / "test" / "card.toml").write_text(card)
    return folder


def test_that_a_card_is_read_whole(tmp_path: Path) -> None:
    [card] = load_catalog(install(tmp_path, CARD))

    assert card.applicability.modalities == ("CT",)
    assert card.metrics[0].low == 0.8
    assert card.display_window == VoiWindow(-600, 1500)


def test_that_no_models_is_no_error(tmp_path: Path) -> None:
    assert load_catalog(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('unit = "HU"', "", "unit is missing"),
        ('labels = ["lung_nodule"]', "", "labels is missing"),
        ('unit = "HU"', 'unit = "bananas"', "bananas"),
        ('version = "1.0.0"', "", "version"),
        ('title = "Test"', 'colour = "red"', "colour"),
        ('title = "Test"', "title = ", "line"),
    ],
)
def test_that_a_broken_card_is_named_with_its_cause(
    tmp_path: Path, old: str, new: str, word: str
) -> None:
    folder = install(tmp_path, CARD.replace(old, new))

    with pytest.raises(ModelUnusable) as caught:
        load_catalog(folder)

    assert "card.toml" in str(caught.value)
    assert word in str(caught.value)
