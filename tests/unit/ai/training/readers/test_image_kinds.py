"""Kinds of image: what is read from where, what is made of it, and that nothing is parted."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer.ai.training.readers import image_kinds
from medviewer.errors import NothingToOpen

LABELS = (
    "other",
    "chest_xray",
    "turned_chest_xray",
    "inverted_chest_xray",
    "hand_xray",
    "chest_ct",
    "abdomen_ct",
    "head_ct",
    "brain_mr",
    "breast_mr",
)


def write_mednist(folder: Path, split: str, count: int = 8) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(1)
    with zipfile.ZipFile(folder / f"{split}.zip", "w") as archive:
        for kind in image_kinds.MEDNIST_KINDS:
            for index in range(count):
                picture = io.BytesIO()
                pixels = random.integers(0, 255, (64, 64), np.uint8)
                Image.fromarray(pixels).save(picture, "JPEG")
                archive.writestr(f"{kind}/{index:06}.jpeg", picture.getvalue())


def test_that_mednist_alone_is_read_as_it_is(tmp_path: Path) -> None:
    write_mednist(tmp_path, "test")

    found = image_kinds.read(tmp_path, "test", LABELS)

    counts = np.bincount(found.labels, minlength=len(LABELS))
    assert len(found) == 6 * 8
    assert dict(zip(LABELS, counts.tolist(), strict=True)) == {
        **dict.fromkeys(LABELS, 0),
        **dict.fromkeys(image_kinds.MEDNIST_KINDS.values(), 8),
    }


def test_that_films_are_also_shown_turned_and_inverted_in_the_films_own_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_mednist(tmp_path / "mednist64", "val")
    monkeypatch.setattr(image_kinds, "PHANTOMS", {"val": 0})
    monkeypatch.setattr(
        image_kinds,
        "_phantoms",
        lambda split: image_kinds.Pool(
            "chest_ct", "phantoms", np.zeros((1, 64, 64), np.uint8), np.zeros(1, np.int64)
        ),
    )

    found = image_kinds.read(tmp_path, "val", LABELS)

    films, turned, inverted = (
        found.where(found.labels == LABELS.index(kind))
        for kind in ("chest_xray", "turned_chest_xray", "inverted_chest_xray")
    )
    assert len(films) == len(turned) == len(inverted) == 8
    assert set(films.groups) == set(turned.groups) == set(inverted.groups)
    assert np.array_equal(films.images, 255 - inverted.images)
    assert (found.labels == 0).sum() > 0


def test_that_a_folder_without_any_of_the_sets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToOpen, match="mednist64"):
        image_kinds.read(tmp_path, "val", LABELS)


def test_that_an_oblong_image_lies_whole_on_a_black_square() -> None:
    oblong = np.full((100, 50), 200, np.uint8)

    square = image_kinds.as_picture(oblong)

    assert square.shape == (64, 64)
    assert (square[:, 16:48] == 200).all()
    assert not square[:, :16].any()
    assert not square[:, 48:].any()


def test_that_a_soft_tissue_window_makes_air_black() -> None:
    picture = np.full((64, 64), 100, np.uint8)
    picture[20:40, 20:40] = 150

    shown = image_kinds.windowed(np.stack([picture]), np.random.default_rng(1))[0]

    assert shown[0, 0] == 0
    assert shown[30, 30] > 0


@pytest.mark.slow
def test_that_the_shared_sets_hold_every_kind(shared_data: Path) -> None:
    found = image_kinds.read(shared_data / "labelled", "val", LABELS)

    assert set(range(len(LABELS))) == set(found.labels.tolist())
    assert found.images.shape == (len(found), 64, 64)
