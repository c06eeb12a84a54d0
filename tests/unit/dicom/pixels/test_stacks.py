"""Images that form no volume in one array, each with the curve that shows it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.uid import ComputedRadiographyImageStorage

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.stacks import load_stack
from medviewer.domain.study import DisplaySet
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.errors import UndecodablePixels
from medviewer.imaging.luts import shown_values
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from tests.phantoms.dicom_files import write_image
from tests.phantoms.radiographs import WITHOUT_PLACE

CR: dict[str, Any] = {
    **WITHOUT_PLACE,
    "SOPClassUID": ComputedRadiographyImageStorage,
    "Modality": "CR",
    "WindowCenter": None,
    "WindowWidth": None,
}
RAMP = np.arange(12, dtype=np.uint16).reshape(3, 4) * 100


def stack_of(*files: Path) -> DisplaySet:
    frames = tuple(frame for file in files for frame in read_header(file).frames)
    return DisplaySet("d", "1.2.3", frames, None)


def write(path: Path, pixels: Any = RAMP, **attributes: Any) -> Path:
    write_image(path, pixels, **{**CR, **attributes})
    return path


def test_that_a_radiograph_is_one_slice_without_a_place(tmp_path: Path) -> None:
    stack = load_stack(stack_of(write(tmp_path / "a")), CancelToken(), ignore_progress)

    np.testing.assert_array_equal(stack.array, RAMP[None])
    assert stack.planes == (None,)


@pytest.mark.parametrize(
    ("pixels", "attributes", "low", "high"),
    [
        (RAMP, {"BitsStored": 16, "HighBit": 15}, 0, 2047),  # 1100 needs eleven bits
        (RAMP // 10, {"BitsStored": 16, "HighBit": 15}, 0, 255),  # 110 needs seven: a dark image
        (RAMP * 50, {"BitsStored": 16, "HighBit": 15}, 0, 65535),
        (RAMP, {"BitsStored": 12, "RescaleSlope": 0.5, "RescaleIntercept": -100}, -100, 923.5),
        (RAMP.astype(np.int16) - 100, {"PixelRepresentation": 1, "BitsStored": 16}, -100, 1000),
    ],
    ids=["eleven bits", "eight at least", "all sixteen", "rescaled", "signed: its own range"],
)
def test_that_without_a_window_all_values_the_bits_in_use_hold_are_shown(
    tmp_path: Path, pixels: Any, attributes: dict[str, Any], low: float, high: float
) -> None:
    file = write(tmp_path / "a", pixels, **attributes)

    stack = load_stack(stack_of(file), CancelToken(), ignore_progress)

    expected = VoiWindow((low + high) / 2, high - low, VoiFunction.LINEAR_EXACT)
    assert stack.curves[0].voi == expected


def test_that_monochrome1_is_inverted_once_and_the_headers_window_used(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a",
        PhotometricInterpretation="MONOCHROME1",
        WindowCenter=300.0,
        WindowWidth=600.0,
        VOILUTFunction="LINEAR_EXACT",
    )

    stack = load_stack(stack_of(file), CancelToken(), ignore_progress)

    shown = shown_values(stack.array[0], stack.curves[0]).ravel()
    np.testing.assert_allclose(shown[[0, 3, 6, 11]], [1.0, 0.5, 0.0, 0.0])


def test_that_an_image_of_another_size_is_refused_with_both_sizes(tmp_path: Path) -> None:
    files = write(tmp_path / "a"), write(tmp_path / "b", RAMP.reshape(4, 3))

    with pytest.raises(UndecodablePixels, match=r"b has 4 × 3 pixels where its series has 3 × 4"):
        load_stack(stack_of(*files), CancelToken(), ignore_progress)


def test_that_a_colour_image_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a", np.zeros((3, 4, 3), np.uint8))

    with pytest.raises(UndecodablePixels, match="in colour"):
        load_stack(stack_of(file), CancelToken(), ignore_progress)


def test_that_reading_stops_when_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        load_stack(stack_of(write(tmp_path / "a")), token, ignore_progress)
