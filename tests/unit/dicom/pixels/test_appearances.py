"""Padding and shutters of a header (PS3.3 C.7.5.1.1.2, C.7.6.11)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.domain.appearance import ValueRange
from medviewer.domain.shutter import Circle, Polygon, Rectangle, Shutter
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Frame
from medviewer.imaging.image_graphics import covered_mask
from medviewer.imaging.luts import automatic_window
from medviewer.imaging.render import render_grey
from tests.phantoms.dicom_files import Pixels, write_image


def frame(path: Path, pixels: Pixels, **attributes: Any) -> Frame:
    write_image(path, pixels, **attributes)
    return read_frame(read_header(path).frames[0])


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
@pytest.mark.parametrize("polarity", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("is_inverted", [False, True])
def test_that_padding_is_black_whatever_is_inverted(
    tmp_path: Path, syntax: Any, polarity: str, is_inverted: bool
) -> None:
    shown = frame(
        tmp_path / "p.dcm",
        np.array([[-2000, 0, 100]], np.int16),
        transfer_syntax_uid=syntax,
        PixelPaddingValue=-2000,
        PhotometricInterpretation=polarity,
    )

    greys = render_grey(shown, VoiWindow(50, 100, VoiFunction.LINEAR_EXACT), is_inverted)[0]

    assert greys[0] == 0
    assert sorted(greys[1:].tolist()) == [0, 255]


def test_that_padding_is_told_in_modality_values(tmp_path: Path) -> None:
    shown = frame(
        tmp_path / "p.dcm",
        np.array([[63536, 0, 100]], np.uint16),
        PixelPaddingValue=63536,
        RescaleSlope=2,
        RescaleIntercept=-10,
    )

    assert shown.appearance.padding == ValueRange(127062, 127062)


def test_that_padding_beyond_int16_is_found_where_it_was_held(tmp_path: Path) -> None:
    shown = frame(
        tmp_path / "p.dcm",
        np.array([[65535, 0, 100]], np.uint16),
        PixelPaddingValue=65535,
        RescaleIntercept=-1024,
    )

    assert shown.array.tolist() == [[32767, -1024, -924]]
    assert render_grey(shown, VoiWindow(-974, 100, VoiFunction.LINEAR_EXACT)).tolist() == [
        [0, 0, 255]
    ]


def test_that_a_range_of_padding_may_be_written_either_way(tmp_path: Path) -> None:
    pixels = np.array([[0, 30, 31, 100]], np.uint16)

    shown = frame(tmp_path / "p.dcm", pixels, PixelPaddingValue=30, PixelPaddingRangeLimit=0)

    assert shown.appearance.padding == ValueRange(0, 30)


def test_that_padding_does_not_set_the_automatic_window(tmp_path: Path) -> None:
    pixels = np.full((20, 20), -2000, np.int16)
    pixels[5:15, 5:15] = np.arange(100).reshape(10, 10)

    window = automatic_window(frame(tmp_path / "p.dcm", pixels, PixelPaddingValue=-2000))

    assert window.center - window.width / 2 >= 0


def test_that_padding_declared_within_the_images_values_is_not_believed(tmp_path: Path) -> None:
    # Water is 0 here: blackening it would hide tissue.
    shown = frame(tmp_path / "p.dcm", np.array([[-1000, 0, 1000]], np.int16), PixelPaddingValue=0)

    assert shown.appearance.padding is None


def shutter_of(path: Path, **attributes: Any) -> Shutter | None:
    write_image(path, np.zeros((4, 4), np.int16), **attributes)
    return read_header(path).instance.display.shutter


RECTANGLE = {
    "ShutterLeftVerticalEdge": 2,
    "ShutterRightVerticalEdge": 3,
    "ShutterUpperHorizontalEdge": 1,
    "ShutterLowerHorizontalEdge": 4,
}


def test_that_every_shape_of_a_shutter_is_read(tmp_path: Path) -> None:
    found = shutter_of(
        tmp_path / "s.dcm",
        ShutterShape=["RECTANGULAR", "CIRCULAR", "POLYGONAL"],
        **RECTANGLE,
        CenterOfCircularShutter=[2, 3],
        RadiusOfCircularShutter=5,
        VerticesOfThePolygonalShutter=[1, 1, 1, 4, 4, 4],
        ShutterPresentationValue=0xFFFF,
    )

    shapes = (Rectangle(2, 3, 1, 4), Circle(2, 3, 5), Polygon(((1, 1), (1, 4), (4, 4))))
    assert found == Shutter(shapes, None, 1.0)


def test_that_a_bitmap_shutter_names_its_overlay(tmp_path: Path) -> None:
    found = shutter_of(tmp_path / "s.dcm", ShutterShape="BITMAP", ShutterOverlayGroup=0x6002)

    assert found == Shutter((), 0x6002, 0.0)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"ShutterShape": "RECTANGULAR"},
        {
            "ShutterShape": "CIRCULAR",
            "CenterOfCircularShutter": [1, 1],
            "RadiusOfCircularShutter": 0,
        },
        {"ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": [1, 1, 2]},
        {"ShutterShape": "TRAPEZOID"},
    ],
)
def test_that_a_shutter_without_its_numbers_covers_nothing(
    tmp_path: Path, attributes: dict[str, Any]
) -> None:
    assert shutter_of(tmp_path / "s.dcm", **attributes) is None


def test_that_a_shutter_beyond_all_numbers_covers_what_it_would(tmp_path: Path) -> None:
    far = "99999999999999999999"
    path = tmp_path / "s.dcm"
    dataset = write_image(path, np.full((4, 4), 9, np.uint8), ShutterShape="CIRCULAR")
    dataset.add_new(0x00181610, "LO", f"{far}\\1")
    dataset.add_new(0x00181612, "LO", "3")
    dataset.save_as(path)

    shown = read_frame(read_header(path).frames[0])

    assert shown.appearance.shutter is not None
    assert covered_mask(shown, shown.appearance.shutter).all()
