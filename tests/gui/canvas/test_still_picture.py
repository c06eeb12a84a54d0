"""Pictures held still: their pixels, their size, what lies on them and what does not."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.canvas.measure_layer import MEASURE, SELECTED
from medviewer.gui.canvas.pictures_on_screen import active_picture, pictures_on_screen
from medviewer.gui.canvas.still_picture import (
    StillPicture,
    black,
    native_size,
    paint_image,
    still_picture,
)
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.images.viewport import CornerTexts
from tests.gui.canvas.samples import Desk, finding, keep, result

pytestmark = pytest.mark.gui


def held(desk: Desk, canvas: ImageCanvas) -> StillPicture:
    size = (canvas.width(), canvas.height())
    found = still_picture(desk.session, canvas.viewport, size, canvas.font(), Translator())
    assert found is not None
    return found


def colours(image: QImage) -> set[tuple[int, int, int]]:
    pixels = {image.pixel(x, y) for y in range(image.height()) for x in range(image.width())}
    found = map(QColor, pixels)
    return {(colour.red(), colour.green(), colour.blue()) for colour in found}


def draw_length(desk: Desk) -> Measurement:
    shown = desk.session.viewport.value.display_set
    assert shown is not None
    image = reference_to(desk.study, shown, desk.session.viewport.value.index)
    line = Measurement("m", MeasurementKind.LENGTH, image, ()).moved_to([(10, 30), (40, 30)])
    desk.session.annotations.add(line)
    return line


def test_that_a_picture_in_its_own_size_has_the_pixels_of_the_image() -> None:
    pixels = np.random.default_rng(7).integers(0, 256, (50, 40)).astype(np.uint8)
    image = black(40, 50)

    painter = QPainter(image)
    paint_image(painter, QRectF(0, 0, 40, 50), pixels, 1.0)
    painter.end()

    shown = [[image.pixelColor(x, y).red() for x in range(40)] for y in range(50)]
    assert shown == pixels.tolist()


@pytest.mark.parametrize(
    ("shape", "spacing", "expected"),
    [
        ((2000, 1500), (0.2, 0.2), (1500, 2000)),
        ((512, 512), (0.7, 0.7), (1024, 1024)),  # twice as large: room for the texts
        ((1000, 1000), (1.0, 0.5), (1000, 2000)),  # pixels twice as high as wide
        ((1000, 1000), (0.5, 1.0), (2000, 1000)),
    ],
)
def test_that_no_pixel_is_lost_in_full_resolution(
    shape: tuple[int, int], spacing: tuple[float, float], expected: tuple[int, int]
) -> None:
    assert native_size(ViewGeometry(shape, spacing, True, (300, 300))) == expected


def test_that_a_copy_shows_what_is_on_the_screen(desk: Desk, canvas: ImageCanvas) -> None:
    desk.session.overlays.update(corner_texts=CornerTexts.NONE)

    copied = held(desk, canvas).as_shown(1.0)

    assert copied == canvas.grab().toImage().convertToFormat(copied.format())


def test_that_all_of_the_image_is_copied_in_full_however_it_is_zoomed(
    desk: Desk, canvas: ImageCanvas
) -> None:
    whole = held(desk, canvas).in_full()

    desk.session.viewport.zoom_to(4.0)
    desk.session.viewport.pan_to(5.0, 3.0)

    assert held(desk, canvas).in_full() == whole
    assert (whole.width(), whole.height()) == (960, 640)


def test_that_measurements_are_drawn_without_handles(desk: Desk, canvas: ImageCanvas) -> None:
    desk.session.library.update(studies=(desk.study,))
    draw_length(desk)

    found = colours(held(desk, canvas).as_shown(1.0))

    assert MEASURE[:3] in found
    assert SELECTED[:3] not in found


def test_that_the_marks_of_the_ai_carry_their_badge(desk: Desk, canvas: ImageCanvas) -> None:
    keep(desk, result(finding()))

    picture = held(desk, canvas)

    assert [box.finding_id for box in picture.marks.ai.boxes] == ["f1"]
    assert picture.marks.ai.badge is not None


def test_that_an_unnamed_picture_does_not_say_who_it_is(desk: Desk, canvas: ImageCanvas) -> None:
    picture = held(desk, canvas)

    words = [line.text for line in (*picture.unnamed.top_left, *picture.unnamed.top_right)]
    named = [line.text for line in picture.marks.corners.top_left]

    assert "Muster, Erika" in named
    assert not any("Muster" in word or "4711" in word or "A-1" in word for word in words)
    assert picture.as_shown(1.0, is_named=False) != picture.as_shown(1.0)


def test_that_what_lies_on_a_picture_is_drawn_in_any_size(desk: Desk, canvas: ImageCanvas) -> None:
    picture = held(desk, canvas)

    drawn = picture.draw((300, 400), 2.0)

    assert (drawn.width(), drawn.height()) == (600, 800)


def test_that_the_active_canvas_is_found_among_several(
    desk: Desk, canvas: ImageCanvas, qtbot: QtBot
) -> None:
    desk.session.viewports.divide(1, 2)
    desk.session.viewports.activate(1)
    second = desk.session.viewports.cell(1)
    second.show(desk.study, desk.study.series[0].display_sets[0])
    second.scroll_to(3)
    qtbot.waitUntil(lambda: len(pictures_on_screen(desk.session, Translator())) == 2)

    found = active_picture(desk.session, Translator())

    assert found is not None
    assert isinstance(found[0], StillPicture)
    assert found[0].marks.frame == replace(desk.study.series[0].display_sets[0].frames[3])
