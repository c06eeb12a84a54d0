"""`medviewer render`: greys against the standard's window function, and what is refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from medviewer.__main__ import main
from tests.phantoms.dicom_files import write_image


def render(
    folder: Path, out: Path, *words: str, slice_: str = "0", code: int = 0
) -> NDArray[np.uint8]:
    assert main(["render", str(folder), "--slice", slice_, "--out", str(out), *words]) == code
    return np.asarray(Image.open(out)) if code == 0 else np.empty(0, np.uint8)


def linear(values: NDArray[Any], width: float, center: float) -> NDArray[np.uint8]:
    """PS3.3 C.11.2.1.2.1 to 0…255, rounded to the nearest grey."""
    shown = ((values - (center - 0.5)) / (width - 1) + 0.5).clip(0, 1) * 255
    return np.floor(shown + 0.5).astype(np.uint8)


@pytest.fixture
def slices(tmp_path: Path) -> Path:
    """Three slices, the topmost first: values 0…11, 100…111, 200…211 with a window of their own."""
    for number in range(3):
        write_image(
            tmp_path / "in" / f"{number}.dcm",
            np.arange(12, dtype=np.int16).reshape(3, 4) + 100 * number,
            ImagePositionPatient=[0, 0, -5 * number],
            WindowCenter=105,
            WindowWidth=220,
        )
    return tmp_path / "in"


def test_that_a_slice_is_shown_through_its_own_window(slices: Path, tmp_path: Path) -> None:
    found = render(slices, tmp_path / "a.png", slice_="1")

    expected = linear(np.arange(12).reshape(3, 4) + 100, 220, 105)
    np.testing.assert_array_equal(found, expected)


def test_that_a_window_can_be_chosen(slices: Path, tmp_path: Path) -> None:
    found = render(slices, tmp_path / "a.png", "--window", "9,5")

    np.testing.assert_array_equal(found, linear(np.arange(12).reshape(3, 4), 9, 5))


def test_that_a_level_may_be_negative(slices: Path, tmp_path: Path) -> None:
    found = render(slices, tmp_path / "a.png", "--window", "40,-10")

    np.testing.assert_array_equal(found, linear(np.arange(12).reshape(3, 4), 40, -10))


def test_that_slices_count_from_the_end_too(slices: Path, tmp_path: Path) -> None:
    last = render(slices, tmp_path / "a.png", slice_="-1")

    np.testing.assert_array_equal(last, render(slices, tmp_path / "b.png", slice_="2"))


def test_that_monochrome1_is_inverted_once(tmp_path: Path) -> None:
    values = np.arange(12, dtype=np.int16).reshape(3, 4)
    write_image(
        tmp_path / "in" / "m1",
        values,
        PhotometricInterpretation="MONOCHROME1",
        WindowCenter=6,
        WindowWidth=13,
    )

    found = render(tmp_path / "in", tmp_path / "a.png").astype(int)

    # half a grey may round either way on its way through white
    assert np.abs(found - (255 - linear(values, 13, 6).astype(int))).max() <= 1
    assert found[0, 0] > found[2, 3]


def test_that_colour_is_passed_through(tmp_path: Path) -> None:
    rgb = np.arange(36, dtype=np.uint8).reshape(3, 4, 3)
    write_image(tmp_path / "in" / "rgb", rgb)

    np.testing.assert_array_equal(render(tmp_path / "in", tmp_path / "a.png"), rgb)


def test_that_annotations_are_drawn_in_true_proportions(tmp_path: Path) -> None:
    flat = np.zeros((30, 60), np.uint8)
    write_image(tmp_path / "in" / "a", flat, PixelSpacing=[2, 1], WindowCenter=128, WindowWidth=256)

    bare = render(tmp_path / "in", tmp_path / "a.png")
    annotated = render(tmp_path / "in", tmp_path / "b.png", "--annotations")

    assert bare.shape == (30, 60)
    assert not bare.any()
    assert annotated.shape == (900, 900, 3)  # 60 mm by 60 mm
    assert annotated[:100, :300].any()  # the patient's name
    assert annotated[-100:, -300:].any()  # slice and window


def test_that_a_slice_that_is_not_there_says_which_are(
    slices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    render(slices, tmp_path / "a.png", slice_="3", code=2)

    assert "slices 0 to 2" in capsys.readouterr().err
    assert not (tmp_path / "a.png").exists()


def test_that_only_png_is_written(slices: Path, tmp_path: Path) -> None:
    render(slices, tmp_path / "a.jpg", code=1)

    assert not (tmp_path / "a.jpg").exists()


def test_that_a_folder_that_cannot_be_written_is_told(slices: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    render(slices, tmp_path / "file" / "a.png", code=1)


@pytest.mark.parametrize("words", ["400", "a,b", "nan,0", "400,inf", "0,40"])
def test_that_a_window_that_is_none_is_refused(
    words: str, slices: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        render(slices, tmp_path / "a.png", "--window", words)

    assert "write its width and its level" in capsys.readouterr().err


@pytest.mark.parametrize("spacing", [[1e-6, 1e4], [1e4, 1e-6]])
def test_that_absurdly_long_pixels_make_no_absurdly_large_picture(
    tmp_path: Path, spacing: list[float]
) -> None:
    for number in range(2):
        write_image(
            tmp_path / "in" / f"{number}.dcm",
            np.full((4, 4), number, np.int16),
            ImagePositionPatient=[0, 0, number],
            PixelSpacing=spacing,
        )

    found = render(tmp_path / "in", tmp_path / "a.png", "--annotations")

    assert max(found.shape) <= 900
