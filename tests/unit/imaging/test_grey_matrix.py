"""Polarity × Presentation LUT Shape × VOI × rescale, from file to grey, against greys worked out here.

Expected greys follow the standard's formulas in plain Python and exact fractions: nothing of the program's.
"""

from fractions import Fraction
from itertools import product
from math import exp, floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.imaging.luts import default_window
from medviewer.imaging.render import render_grey
from tests.phantoms.dicom_files import write_image

STORED = [0, 1, 2, 50, 99, 100, 150, 199, 200, 255]
CENTER, WIDTH = 100, 120
TABLE = [min(255, (value * 3) // 2) for value in range(256)]  # of a Modality LUT
CURVE = [round(4095 * (place / 199) ** 2) for place in range(200)]  # of a VOI LUT, first mapped 10

RESCALES: dict[str, dict[str, Any]] = {
    "identity": {"RescaleSlope": 1, "RescaleIntercept": 0},
    "negative intercept": {"RescaleSlope": 1, "RescaleIntercept": -40},
    "fractions": {"RescaleSlope": "0.75", "RescaleIntercept": "12.5"},
    "table": {"RescaleSlope": None, "RescaleIntercept": None},
}
VOIS = ("LINEAR", "LINEAR_EXACT", "SIGMOID", "LUT")
SHAPES = (None, "IDENTITY", "INVERSE")


def lut_item(first_mapped: int, bits: int, entries: list[int]) -> Dataset:
    item = Dataset()
    item.LUTDescriptor = [len(entries), first_mapped, bits]
    item.add_new(0x00283006, "OW", np.array(entries, "<u2").tobytes())
    return item


def modality_value(stored: int, rescale: str) -> Fraction:
    if rescale == "table":
        return Fraction(TABLE[stored])
    line = RESCALES[rescale]
    return stored * Fraction(str(line["RescaleSlope"])) + Fraction(str(line["RescaleIntercept"]))


def display_value(x: Fraction, voi: str) -> float:
    """0 black to 1 white: PS3.3 C.11.2.1.2.1, C.11.2.1.3.1, C.11.2.1.3.2, C.11.2.1.1."""
    if voi == "SIGMOID":
        return 1 / (1 + exp(-4 * float(x - CENTER) / WIDTH))
    if voi == "LUT":
        place = floor(x - 10 + Fraction(1, 2))
        return CURVE[min(max(place, 0), len(CURVE) - 1)] / 4095
    middle, span = (
        (CENTER - Fraction(1, 2), WIDTH - 1) if voi == "LINEAR" else (Fraction(CENTER), WIDTH)
    )
    return float(min(max((x - middle) / span + Fraction(1, 2), Fraction(0)), Fraction(1)))


def expected_grey(stored: int, polarity: str, shape: str | None, voi: str, rescale: str) -> float:
    display = display_value(modality_value(stored, rescale), voi)
    is_inverse = polarity == "MONOCHROME1" if shape is None else shape == "INVERSE"
    return 255 * (1 - display if is_inverse else display)


@pytest.mark.parametrize(
    ("polarity", "shape", "voi", "rescale"),
    list(product(("MONOCHROME1", "MONOCHROME2"), SHAPES, VOIS, RESCALES)),
)
def test_that_greys_are_those_of_the_standard(
    tmp_path: Path, polarity: str, shape: str | None, voi: str, rescale: str
) -> None:
    attributes: dict[str, Any] = {
        **RESCALES[rescale],
        "PhotometricInterpretation": polarity,
        "PresentationLUTShape": shape,
    }
    if rescale == "table":
        attributes["ModalityLUTSequence"] = [lut_item(0, 16, TABLE)]
    if voi == "LUT":
        attributes["VOILUTSequence"] = [lut_item(10, 12, CURVE)]
    else:
        attributes |= {"WindowCenter": CENTER, "WindowWidth": WIDTH, "VOILUTFunction": voi}
    write_image(
        tmp_path / "image.dcm", np.array([STORED], np.uint16), BitsStored=8, HighBit=7, **attributes
    )
    source = read_header(tmp_path / "image.dcm").frames[0]
    frame = read_frame(source)

    shown = render_grey(frame, default_window(frame, source.windows))[0]

    expected = [expected_grey(each, polarity, shape, voi, rescale) for each in STORED]
    # Rounding of exact halves is nobody's: everywhere else there is one right grey.
    assert all(abs(grey - right) <= 0.5 + 1e-9 for grey, right in zip(shown, expected, strict=True))


@pytest.mark.parametrize(
    ("polarity", "shape"), list(product(("MONOCHROME1", "MONOCHROME2"), SHAPES))
)
def test_that_the_readers_inversion_turns_the_greys_once(
    tmp_path: Path, polarity: str, shape: str | None
) -> None:
    write_image(
        tmp_path / "image.dcm",
        np.array([STORED], np.uint16),
        PhotometricInterpretation=polarity,
        PresentationLUTShape=shape,
        WindowCenter=CENTER,
        WindowWidth=WIDTH,
    )
    source = read_header(tmp_path / "image.dcm").frames[0]
    frame = read_frame(source)
    window = default_window(frame, source.windows)

    inverted = render_grey(frame, window, is_inverted=True)

    # Both are rounded, so exact halves may differ by one.
    assert np.abs(255 - inverted.astype(int) - render_grey(frame, window)).max() <= 1
