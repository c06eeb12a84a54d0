"""Masks come with their pictures, and a slice without one is a slice without a lesion."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer.ai.training.readers import masked_slices
from medviewer.errors import InputError, UnreadableFile

LABELS = ("normal", "abnormal")


def write_set(folder: Path) -> None:
    """Two slices of one patient, 8 x 8 pixels of three sequences; the second has a 2 x 4 lesion."""
    (folder / "annotations.csv").write_text(
        "file,split,patient,mask\na.png,val,P1,\nb.png,val,P1,m.png\n", encoding="utf-8"
    )
    for name in ("a.png", "b.png"):
        Image.new("RGB", (8, 8), (10, 20, 30)).save(folder / name)
    mask = np.zeros((8, 8), bool)
    mask[2:4, 2:6] = True
    Image.fromarray(mask).save(folder / "m.png")


def test_that_a_slice_with_a_mask_is_abnormal_and_boxed(tmp_path: Path) -> None:
    write_set(tmp_path)

    samples = masked_slices.read(
        tmp_path, "val", LABELS, table="annotations.csv", group="patient", size=(8, 8)
    )

    assert samples.masks is not None
    assert samples.boxes is not None
    assert samples.labels.tolist() == [0, 1]
    assert samples.groups.tolist() == [0, 0]
    assert samples.masks.sum(axis=(1, 2)).tolist() == [0, 8]
    assert samples.boxes[1].tolist() == [2, 2, 6, 4]
    assert np.isnan(samples.boxes[0]).all()


def test_that_sequences_are_channels_at_the_size_asked_for(tmp_path: Path) -> None:
    write_set(tmp_path)

    samples = masked_slices.read(
        tmp_path, "val", LABELS, table="annotations.csv", size=(4, 4), colours=True
    )

    assert samples.images.shape == (2, 3, 4, 4)
    assert samples.images[0, :, 0, 0].tolist() == [10, 20, 30]
    assert samples.masks is not None
    assert samples.masks[1].sum() == 2


def test_that_a_missing_mask_is_named(tmp_path: Path) -> None:
    write_set(tmp_path)
    (tmp_path / "m.png").unlink()

    with pytest.raises(UnreadableFile, match=r"m\.png"):
        masked_slices.read(tmp_path, "val", LABELS, table="annotations.csv")


def test_that_an_unknown_option_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no option “colour”"):
        masked_slices.read(tmp_path, "val", LABELS, colour=True)
