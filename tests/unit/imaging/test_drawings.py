"""What a reader drew, burned into pictures: strokes on their pixels, segments cell by cell, words beside."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.calibration import AxisUnit, CalibrationKind, PixelCalibration
from medviewer.domain.finding import SliceOutline
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.segmentation import PackedMask
from medviewer.imaging.colormaps import AI_COLOUR, READER_COLOUR, SEGMENT_COLOURS
from medviewer.imaging.draw import CornerTexts
from medviewer.imaging.drawings import Drawing, Drawings, DrawnSegment
from medviewer.imaging.key_images import SliceView, key_image, readers_key_image
from medviewer.imaging.measurement_shapes import shape_of
from medviewer.imaging.render import ImageArray
from medviewer.imaging.slice_picture import annotated_picture
from medviewer.words import Message, message
from tests.unit.imaging.test_key_images import GREY, NO_FONTS, coloured, item, plane, view

Kind = MeasurementKind
NO_TEXTS = CornerTexts()
# 240 columns become 900 pixels: 3.75 to each.
SCALE = 900 / 240


def drawn_on(drawings: Drawings, seen: SliceView | None = None) -> ImageArray:
    shown = replace(seen or view(), drawings=drawings)
    return annotated_picture(shown, NO_TEXTS, fonts=NO_FONTS)


def drawing(kind: MeasurementKind, *pixels: tuple[float, float], said: str = "") -> Drawings:
    return Drawings((Drawing(shape_of(kind, pixels), (said,) if said else ()),))


def extent(mask: np.ndarray) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is set, in image pixels."""
    rows, columns = np.nonzero(mask)
    edges = np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]) / SCALE - 0.5
    left, top, right, bottom = edges.tolist()
    return left, top, right, bottom


def test_that_a_length_lies_on_its_pixels() -> None:
    picture = drawn_on(drawing(Kind.LENGTH, (40, 120), (180, 120)))

    left, top, right, bottom = extent(coloured(picture, READER_COLOUR))

    assert (left, right) == pytest.approx((40, 180), abs=1)
    assert (top, bottom) == pytest.approx((120, 120), abs=1)


def test_that_an_ellipse_touches_the_sides_of_its_rectangle() -> None:
    picture = drawn_on(drawing(Kind.ELLIPSE, (60, 80), (160, 140)))

    assert extent(coloured(picture, READER_COLOUR)) == pytest.approx((60, 80, 160, 140), abs=1)


def test_that_an_arrow_has_barbs_at_its_head_only() -> None:
    picture = drawn_on(drawing(Kind.ARROW, (40, 120), (180, 120)))
    yellow = coloured(picture, READER_COLOUR)
    middle = yellow.shape[1] // 2

    left, right = yellow[:, :middle], yellow[:, middle:]

    assert np.ptp(np.nonzero(right)[0]) > 2 * np.ptp(np.nonzero(left)[0])


def test_that_the_words_of_a_measurement_stand_beside_it() -> None:
    bare = coloured(drawn_on(drawing(Kind.LENGTH, (40, 120), (100, 120))), READER_COLOUR)
    said = coloured(
        drawn_on(drawing(Kind.LENGTH, (40, 120), (100, 120), said="42.0 mm")), READER_COLOUR
    )

    assert np.count_nonzero(said) > np.count_nonzero(bare)
    assert extent(said)[2] > 101


def test_that_words_are_translated() -> None:
    asked: list[str] = []

    def translate(words: Message) -> str:
        asked.append(words.text)
        return "x"

    item_drawn = Drawing(shape_of(Kind.PROBE, [(40, 50)]), (message("Test", "Mean 5"),))
    shown = replace(view(), drawings=Drawings((item_drawn,)))

    annotated_picture(shown, NO_TEXTS, translate, NO_FONTS)

    assert "Mean 5" in asked


def test_that_a_segment_colours_its_pixels_and_no_other() -> None:
    mask = np.zeros((240, 240), np.bool_)
    mask[100:120, 60:90] = True
    part = DrawnSegment(PackedMask.of(mask), (240, 240), 1)

    picture = drawn_on(Drawings(segments=(part,)))

    is_grey = coloured(picture, (GREY, GREY, GREY))
    assert extent(~is_grey) == pytest.approx((59.5, 99.5, 89.5, 119.5), abs=0.3)
    centre = picture[round(110 * SCALE), round(75 * SCALE)].astype(int)
    orange = np.array(SEGMENT_COLOURS[1])
    assert np.abs(centre - (GREY + (orange - GREY) * 110 / 255)).max() <= 2


def test_that_the_readers_calibration_rules_the_scale_bar() -> None:
    own = PixelCalibration(2.0, 2.0, AxisUnit.MILLIMETRE, CalibrationKind.USER)
    seen = view(plane(1.0, 1.0))

    assert replace(seen, drawings=Drawings(scale=own)).calibration is own
    assert seen.calibration.column_spacing == 1.0


def test_that_a_segmented_finding_is_outlined_and_not_boxed() -> None:
    found = item()
    points = tuple((90.0 + r, 90.0 + c) for r, c in ((0, 10), (10, 20), (19, 10), (10, 0)))
    outlined = replace(found, finding=replace(found.finding, outlines=(SliceOutline(7, points),)))

    boxed = key_image(view(), found, fonts=NO_FONTS)
    drawn = key_image(view(), outlined, fonts=NO_FONTS)

    corner = ((90 * 3), (90 * 3))  # of the box: 720 pixels for 240
    near = (slice(corner[0] - 6, corner[0] + 2), slice(corner[1] - 6, corner[1] + 2))
    assert coloured(boxed.pixels[near], AI_COLOUR).any()
    assert not coloured(drawn.pixels[near], AI_COLOUR).any()
    assert coloured(drawn.pixels, AI_COLOUR).any()


def test_that_a_readers_key_image_keeps_the_drawings_and_says_which_it_is() -> None:
    shown = replace(
        view(),
        title="3 · Thorax",
        slice_index=4,
        drawings=drawing(Kind.LENGTH, (40, 120), (180, 120)),
    )

    picture = readers_key_image(shown, fonts=NO_FONTS)

    assert coloured(picture.pixels, READER_COLOUR).any()
    assert not coloured(picture.pixels, AI_COLOUR).any()
    assert str(picture.caption) == "3 · Thorax: image 5, marked by the reader"
