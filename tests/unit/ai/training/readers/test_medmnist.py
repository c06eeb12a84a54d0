"""MedMNIST archives are found by what they hold, not by their name."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.training.readers import medmnist
from medviewer.errors import NothingToOpen, UnreadableFile

LABELS = ("normal", "pneumonia")


def test_that_the_split_is_found_in_whichever_archive_has_it(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", train_images=np.zeros((1, 2, 2), np.uint8), train_labels=[0])
    images = np.full((2, 2, 2), 9, np.uint8)
    np.savez(tmp_path / "held.npz", test_images=images, test_labels=np.array([[1], [0]]))

    samples = medmnist.read(tmp_path, "test", LABELS)

    assert samples.labels.tolist() == [1, 0]
    assert (samples.images == 9).all()


def test_that_an_archive_of_one_split_may_have_plain_names(tmp_path: Path) -> None:
    np.savez(tmp_path / "test.npz", images=np.ones((1, 2, 2), np.uint8), labels=[1])

    assert medmnist.read(tmp_path, "test", LABELS).labels.tolist() == [1]
    with pytest.raises(NothingToOpen):
        medmnist.read(tmp_path, "val", LABELS)


def test_that_the_same_picture_twice_is_one_group(tmp_path: Path) -> None:
    images = np.array([1, 2, 1], np.uint8)[:, None, None] * np.ones((1, 2, 2), np.uint8)
    np.savez(tmp_path / "a.npz", val_images=images, val_labels=[0, 1, 0])

    assert medmnist.read(tmp_path, "val", LABELS).groups.tolist() == [0, 1, 0]


def test_that_a_missing_split_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToOpen, match="test_images"):
        medmnist.read(tmp_path, "test", LABELS)


def test_that_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    hostile = np.array([{"a": 1}], object)
    np.savez(tmp_path / "a.npz", val_images=hostile, val_labels=[0])

    with pytest.raises(UnreadableFile, match=r"a\.npz"):
        medmnist.read(tmp_path, "val", LABELS)
