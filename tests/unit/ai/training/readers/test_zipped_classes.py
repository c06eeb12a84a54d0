"""Folders of an archive are classes."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from medviewer.ai.training.readers import zipped_classes
from medviewer.errors import NothingToOpen, UnreadableFile


def write_archive(file: Path, pictures: dict[str, int]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name, grey in pictures.items():
            data = io.BytesIO()
            Image.new("L", (4, 4), grey).save(data, "PNG")
            archive.writestr(name, data.getvalue())


def test_that_pictures_are_named_by_their_folder(tmp_path: Path) -> None:
    write_archive(tmp_path / "test.zip", {"Hand/b.png": 2, "CXR/a.png": 1, "Other/c.png": 3})

    samples = zipped_classes.read(tmp_path, "test", ("Hand", "CXR"))

    assert samples.files == ("CXR/a.png", "Hand/b.png")
    assert samples.labels.tolist() == [1, 0]
    assert samples.images[:, 0, 0].tolist() == [1, 2]


def test_that_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToOpen, match=r"val\.zip"):
        zipped_classes.read(tmp_path, "val", ("Hand",))


def test_that_a_broken_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "val.zip").write_bytes(b"PK nothing")

    with pytest.raises(UnreadableFile, match=r"val\.zip"):
        zipped_classes.read(tmp_path, "val", ("Hand",))


def test_that_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    file = tmp_path / "val.zip"
    write_archive(file, {"Hand/b.png": 2})
    data = bytearray(file.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1  # general purpose flag, bit 0: encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(data)

    with pytest.raises(UnreadableFile, match=r"val\.zip"):
        zipped_classes.read(tmp_path, "val", ("Hand",))
