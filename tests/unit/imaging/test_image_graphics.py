import numpy as np
import pytest

from medviewer.domain.appearance import Appearance, MaskArray, overlay_plane
from medviewer.domain.shutter import Circle, Polygon, Rectangle, Shutter, ShutterShape
from medviewer.domain.unit import Unit
from medviewer.domain.volume import Frame
from medviewer.imaging.image_graphics import OVERLAY_RGB, GraphicsShown, inside, with_graphics

GREY = np.full((4, 6), 100, np.uint8)


def frame(appearance: Appearance) -> Frame:
    return Frame(np.zeros((4, 6), np.int16), Unit.NONE, appearance)


def mask(text: str) -> MaskArray:
    return np.array([[letter == "#" for letter in row] for row in text.split()], np.bool_)


@pytest.mark.parametrize(
    ("shape", "seen"),
    [
        (Rectangle(2, 4, 2, 3), "...... .###.. .###.. ......"),
        (Rectangle(4, 2, 3, 2), "...... .###.. .###.. ......"),  # edges the wrong way round
        (Circle(2, 3, 1), "..#... .###.. ..#... ......"),
        (Polygon(((1, 1), (1, 6), (4, 6))), "###### ..#### ....## ......"),
    ],
)
def test_that_a_shape_holds_the_pixels_whose_centre_lies_in_it(
    shape: ShutterShape, seen: str
) -> None:
    found = inside(shape, 4, 6)

    assert found.tolist() == mask(seen).tolist()


def test_that_what_lies_outside_any_shape_is_covered_in_the_shutters_grey() -> None:
    shutter = Shutter((Rectangle(1, 3, 1, 4), Rectangle(2, 6, 1, 4)), grey=1.0)

    drawn = with_graphics(GREY, frame(Appearance(shutter=shutter)), GraphicsShown())

    assert drawn[0].tolist() == [255, 100, 100, 255, 255, 255]
    assert GREY.max() == 100  # what was given is left alone


def test_that_a_bitmap_shutter_covers_by_its_overlay_and_is_not_drawn() -> None:
    plane = overlay_plane(0x6002, "", mask("##.... ...... ...... ......"))
    look = Appearance(shutter=Shutter(overlay_group=0x6002), overlays=(plane,))

    drawn = with_graphics(GREY, frame(look), GraphicsShown())

    assert drawn.shape == (4, 6)
    assert drawn[0].tolist() == [0, 0, 100, 100, 100, 100]


def test_that_overlays_are_drawn_in_colour_and_the_rest_stays_grey() -> None:
    plane = overlay_plane(0x6000, "", mask("#..... ...... ...... .....#"))

    drawn = with_graphics(GREY, frame(Appearance(overlays=(plane,))), GraphicsShown())

    assert tuple(drawn[0, 0]) == tuple(drawn[3, 5]) == OVERLAY_RGB
    assert tuple(drawn[0, 1]) == (100, 100, 100)


def test_that_a_thin_line_stays_when_every_second_pixel_is_shown() -> None:
    plane = overlay_plane(0x6000, "", mask("...... ...... ...... .#...."))

    drawn = with_graphics(
        GREY[::2, ::2], frame(Appearance(overlays=(plane,))), GraphicsShown(), stride=2
    )

    assert tuple(drawn[1, 0]) == OVERLAY_RGB


def test_that_what_is_switched_off_is_not_drawn() -> None:
    plane = overlay_plane(0x6000, "", mask("###### ###### ###### ######"))
    look = Appearance(shutter=Shutter((Rectangle(1, 1, 1, 1),)), overlays=(plane,))

    drawn = with_graphics(GREY, frame(look), GraphicsShown(overlays=False, shutters=False))

    assert drawn is GREY
