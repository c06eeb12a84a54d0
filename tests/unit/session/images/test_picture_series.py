"""Series become films and pictures: as many as there are images, and with the AI's marks."""

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer.dicom.scanner import scan
from medviewer.domain.finding import Review
from medviewer.domain.report import ReportedFinding
from medviewer.domain.study import DisplaySet
from medviewer.domain.voi import VoiWindow
from medviewer.errors import ExportError
from medviewer.progress import CancelToken
from medviewer.session.images import picture_series
from medviewer.session.images.picture_series import PictureOrder, write_pictures
from tests.phantoms.series import write_ct
from tests.unit.session.session_samples import MakeFinding

WINDOW = VoiWindow(40.0, 400.0)


@pytest.fixture
def shown(tmp_path: Path) -> DisplaySet:
    write_ct(tmp_path / "ct")
    found = scan([tmp_path / "ct"], tmp_path, CancelToken(), lambda _: None, lambda _: None)
    display_set: DisplaySet = found.studies[0].series[0].display_sets[0]
    return display_set


def written(order: PictureOrder, path: Path) -> Path:
    return write_pictures(order, path, CancelToken())


def test_that_a_gif_has_a_frame_for_each_image(shown: DisplaySet, tmp_path: Path) -> None:
    with Image.open(written(PictureOrder(shown, WINDOW), tmp_path / "a.gif")) as film:
        assert getattr(film, "n_frames", 1) == shown.count
        assert film.info["duration"] == 100  # ten a second, where the header says nothing


def test_that_png_files_are_numbered(shown: DisplaySet, tmp_path: Path) -> None:
    written(PictureOrder(shown, WINDOW), tmp_path / "a.png")

    names = sorted(path.name for path in tmp_path.glob("*.png"))
    assert names == [f"a-{number:04d}.png" for number in range(1, shown.count + 1)]


def test_that_a_findings_mark_stands_on_its_images_only(
    shown: DisplaySet, tmp_path: Path, make_finding: MakeFinding
) -> None:
    item = ReportedFinding(1, make_finding("f", 0.9), Review("f"))  # on images 0 to 2
    written(PictureOrder(shown, WINDOW), tmp_path / "bare.png")
    written(PictureOrder(shown, WINDOW, findings=(item,)), tmp_path / "marked.png")

    def is_same(number: int) -> bool:
        name = f"-{number:04d}.png"
        first, second = (Image.open(tmp_path / f"{each}{name}") for each in ("bare", "marked"))
        return bool(np.array_equal(np.asarray(first), np.asarray(second)))

    assert [is_same(1), is_same(3), is_same(4)] == [False, False, True]


def test_that_a_film_without_an_encoder_says_how_to_get_one(
    shown: DisplaySet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_series, "encoder", lambda: None)

    with pytest.raises(ExportError, match="ffmpeg"):
        written(PictureOrder(shown, WINDOW), tmp_path / "a.mp4")


@pytest.mark.skipif(sys.platform == "win32", reason="the encoder's stand-in is a shell script")
def test_that_every_image_reaches_the_encoder(
    shown: DisplaySet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "encoder"
    program.write_text('#!/bin/sh\nfor last; do :; done\ncat > "$last"\n')
    program.chmod(0o700)
    monkeypatch.setattr(picture_series, "encoder", lambda: str(program))
    written(PictureOrder(shown, WINDOW), tmp_path / "a.png")
    with Image.open(tmp_path / "a-0001.png") as picture:
        width, height = (side & ~1 for side in picture.size)

    film = written(PictureOrder(shown, WINDOW), tmp_path / "a.mp4")

    assert film.stat().st_size == width * height * 3 * shown.count


def test_that_an_encoder_that_fails_leaves_no_file(
    shown: DisplaySet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_series, "encoder", lambda: "false")

    with pytest.raises(ExportError):
        written(PictureOrder(shown, WINDOW), tmp_path / "a.mp4")
    assert list(tmp_path.glob("*.mp4")) == []
