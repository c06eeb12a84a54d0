"""The main states as pictures: what is seen in the image, not how a font draws its letters.

Tolerances: greys of 255 within 6 as the mean of an area (screen pixels lie between image pixels); the ground
of the window exactly the theme's.
"""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.canvas.plane_canvas import PlaneCanvas
from medviewer.gui.theme import BY_NAME
from tests.screenshots import states
from tests.screenshots.stage import Stage

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]

GREYS = 6  # of 255
AIR_HU, BODY_HU = -1000.0, 40.0


def greys(image: QImage) -> NDArray[np.uint8]:
    """[row, column, red green blue]."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    # Its own copy: the image and its pixels are gone when this returns.
    lines = np.frombuffer(bytes(plain.constBits()), np.uint8).reshape(plain.height(), -1)
    return lines[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3)


def seen_at(
    canvas: ImageCanvas, column: float, row: float, reach_px: int = 3
) -> NDArray[np.float64]:
    """The mean colour of a small square of the screen about an image pixel."""
    geometry = canvas.geometry_now()
    assert geometry is not None
    at = geometry.to_screen(column, row)
    x, y = round(at.x), round(at.y)
    part = greys(canvas.grab().toImage())[
        y - reach_px : y + reach_px + 1, x - reach_px : x + reach_px + 1
    ]
    return np.asarray(part.reshape(-1, 3).mean(axis=0))


def shown_pixels(stage: Stage, at: int, reach: int = 1) -> float:
    """The grey the window gives the largest nodule's neighbourhood on that slice, by arithmetic."""
    column, row = nodule_pixel(stage)
    values = stage.session.volumes.frame(stage.ct.display_set_id, at)
    assert values is not None
    part = values.array[row - reach : row + reach + 1, column - reach : column + reach + 1]
    share = (part.mean() - (states.LUNG.center - 0.5)) / (states.LUNG.width - 1) + 0.5
    return float(np.clip(share, 0, 1) * 255)


def nodule_pixel(stage: Stage) -> tuple[int, int]:
    """(column, row) of the largest nodule's centre."""
    geometry = stage.ct.geometry
    assert geometry is not None
    _, row, column = np.round(geometry.patient_to_voxel(states.hottest(stage))).astype(int)
    return int(column), int(row)


def canvases(stage: Stage) -> list[ImageCanvas]:
    found = stage.window.findChildren(ImageCanvas)
    return [canvas for canvas in found if canvas.isVisible()]


def test_that_the_image_read_has_the_greys_of_its_window_in_every_theme(stage: Stage) -> None:
    states.read(stage)
    [canvas] = canvases(stage)
    index = states.key_slice(stage)

    seen = {}
    for theme in BY_NAME:
        stage.wear(theme)
        seen[theme] = seen_at(canvas, *nodule_pixel(stage))

    for colour in seen.values():
        assert colour == pytest.approx([shown_pixels(stage, index)] * 3, abs=GREYS)


def test_that_the_ground_of_the_window_is_the_themes_and_that_of_the_image_black(
    stage: Stage,
) -> None:
    for theme, colours in BY_NAME.items():
        stage.wear(theme)
        picture = greys(stage.picture().toImage())
        browser = stage.window.browser
        corner = browser.mapTo(stage.window, browser.rect().bottomLeft())
        ground = stage.window.viewport
        middle = ground.mapTo(stage.window, ground.rect().center())

        assert "#" + bytes(picture[corner.y() - 1, corner.x() + 1]).hex() == colours.window
        assert bytes(picture[middle.y() + 60, middle.x()]) == b"\0\0\0"


def test_that_current_and_prior_and_uptake_are_seen_at_one_place_side_by_side(stage: Stage) -> None:
    states.read(stage)

    states.compare(stage)

    now, before, uptake, again = canvases(stage)
    place = nodule_pixel(stage)
    hot = (place[0] / 4, place[1] / 4)
    cold = (hot[0] + 30, hot[1])
    assert seen_at(now, *place) == pytest.approx(seen_at(again, *place), abs=GREYS)
    assert seen_at(uptake, *hot).mean() > seen_at(uptake, *cold).mean() + 50
    assert before.geometry_now() is not None


def test_that_uptake_lies_in_warm_colour_over_the_grey_of_the_planes(stage: Stage) -> None:
    states.read(stage)
    stage.session.presentations.set_window(stage.ct.display_set_id, states.LUNG)

    states.cross(stage)
    states.fuse(stage)

    for plane in stage.window.findChildren(PlaneCanvas):
        picture = greys(plane.grab().toImage()).astype(int)
        warm = (picture[..., 0] - picture[..., 2] > 60) & (picture[..., 0] > 120)
        assert warm.sum() > 100  # screen pixels


def test_that_the_ais_marks_are_on_the_image_and_go_with_their_switch(stage: Stage) -> None:
    states.read(stage)
    states.analyse(stage)
    [canvas] = canvases(stage)
    marked = greys(canvas.grab().toImage()).astype(int)

    stage.session.overlays.update(shows_findings=False, shows_attention=False)
    stage.settle()
    plain = greys(canvas.grab().toImage()).astype(int)

    violet, orange = np.array([217, 87, 255]), np.array([230, 120, 30])
    assert near(marked, violet) > 100
    assert near(marked, orange) > 100
    assert near(plain, violet) == near(plain, orange) == 0


def near(picture: NDArray[np.int_], colour: NDArray[np.int_]) -> int:
    """How many screen pixels are about that colour."""
    return int((np.abs(picture - colour).max(axis=2) < 45).sum())
