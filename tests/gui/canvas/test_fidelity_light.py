"""When pixels on the screen are coarser than those stored: said at once, with shape, word and colour."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.study import PixelEncoding
from medviewer.domain.volume import Frame, Unit
from medviewer.gui.canvas.corner_texts import LiveValues, corners, zoom_text
from medviewer.gui.canvas.fidelity_light import (
    AMBER,
    GREEN,
    FidelityLight,
    coarser,
    decimated,
)
from medviewer.gui.canvas.halo_text import WARNING
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.translation import Translator
from medviewer.imaging.alterations import alterations
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import Button
from tests.gui.canvas.samples import ct_array, ct_study

pytestmark = pytest.mark.gui

CT = "1.2.840.10008.5.1.4.1.1.2"
say = Translator()


def test_that_nothing_is_said_while_all_is_as_stored(qtbot: QtBot) -> None:
    light = FidelityLight()

    light.follow("set", None)

    assert light.lines(say) == ()


def test_that_coarse_pixels_are_said_in_amber_and_their_return_in_green(qtbot: QtBot) -> None:
    light = FidelityLight()

    light.follow("set", decimated(3))
    [coarse] = light.lines(say)
    light.follow("set", None)
    [fine] = light.lines(say)

    assert (coarse.text[0], coarse.colour) == ("▲", AMBER)
    assert "3" in coarse.text
    assert (fine.text[0], fine.colour) == ("●", GREEN)


def test_that_the_green_second_ends_and_says_so(qtbot: QtBot) -> None:
    light = FidelityLight()
    light.follow("set", decimated(2))
    light.follow("set", None)

    with qtbot.waitSignal(light.changed):
        pass

    assert light.lines(say) == ()


def test_that_another_series_starts_anew(qtbot: QtBot) -> None:
    light = FidelityLight()
    light.follow("set", decimated(2))

    light.follow("other", None)

    assert light.lines(say) == ()


def test_that_a_coarse_plane_says_by_how_much(plane_of: Callable[[float], object]) -> None:
    told = coarser(plane_of(1.5), plane_of(0.5))  # type: ignore[arg-type]

    assert told is not None
    assert "1.50 mm" in say(told)
    assert "0.50 mm" in say(told)
    assert coarser(plane_of(0.5), plane_of(0.5)) is None  # type: ignore[arg-type]


@pytest.fixture
def plane_of() -> Callable[[float], object]:
    from medviewer.domain.geometry import ImagePlane
    from medviewer.domain.section import Section

    def of(spacing_mm: float) -> Section:
        plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), spacing_mm, spacing_mm)
        return Section(plane, (10, 10))

    return of


def test_that_dragging_the_window_of_a_large_image_is_told_and_takes_itself_back(
    session: Session, qtbot: QtBot
) -> None:
    desk = show(session, qtbot, ct_study((3, 1600, 1600)))
    canvas = desk.panel.canvas
    assert isinstance(canvas, ImageCanvas)
    qtbot.waitUntil(lambda: session.frame() is not None)

    QTest.mousePress(canvas, Button.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(340, 320))
    canvas.refresh()
    while_dragging = canvas.sheet.marks.corners.bottom_left[0]
    QTest.mouseRelease(canvas, Button.LeftButton, pos=QPoint(340, 320))
    afterwards = canvas.sheet.marks.corners.bottom_left[0]

    assert while_dragging.colour == AMBER
    assert afterwards.colour == GREEN


@pytest.mark.parametrize("amount", list(CornerTexts))
def test_that_coarse_pixels_are_told_whatever_texts_are_hidden(
    session: Session, qtbot: QtBot, amount: CornerTexts
) -> None:
    show(session, qtbot, ct_study())
    light = FidelityLight()
    light.follow("set", decimated(2))
    live = LiveValues(1.0, fidelity=light.lines(say))

    found = corners(session, session.viewport, say, live, amount)

    assert found.bottom_left[0].text.startswith("▲")


def test_that_greys_lost_before_the_file_are_told_in_red(session: Session, qtbot: QtBot) -> None:
    eight = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 8, 8, 0)
    show(session, qtbot, ct_study(encoding=eight, sop_class_uid=CT))

    found = corners(session, session.viewport, say, LiveValues(1.0), CornerTexts.NONE)

    [line] = found.bottom_left
    assert "8 bits" in line.text
    assert (line.text[0], line.colour) == ("■", WARNING)


def test_that_deep_colour_on_an_eight_bit_screen_is_told() -> None:
    study = ct_study(encoding=PixelEncoding("1.2.840.10008.1.2.1", 3, "RGB", 16, 16, 0))
    [display_set] = study.series[0].display_sets

    [told] = alterations(display_set, display_set.frames[0])

    assert say(told) == "Colour of 16 bits, shown with 8"


def test_that_an_image_shown_as_it_is_stored_says_nothing() -> None:
    study = ct_study(sop_class_uid=CT)
    [display_set] = study.series[0].display_sets

    assert list(alterations(display_set, display_set.frames[0])) == []


@pytest.mark.parametrize(
    ("magnification", "expected"),
    [(1.0, "Zoom 100 %"), (0.6, "Zoom 60 %"), (0.4, "Zoom 40 %, mean of 2 × 2")],
)
def test_that_the_zoom_says_how_many_pixels_one_on_the_screen_stands_for(
    magnification: float, expected: str
) -> None:
    assert say(zoom_text(magnification)) == expected


def test_that_a_leniently_decoded_image_says_that_parts_may_be_wrong() -> None:
    study = ct_study()
    [display_set] = study.series[0].display_sets
    frame = Frame(ct_array(0), Unit.HU, is_second_choice=True)

    [told] = alterations(display_set, display_set.frames[0], frame)

    assert "parts may be wrong" in say(told)
