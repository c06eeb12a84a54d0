"""Icons are drawings, as sharp on a dense screen as on any other."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from medviewer.gui.icons import draw_icon
from medviewer.gui.main_window import MainWindow
from medviewer.paths import resources

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("shown_px", [16, 20, 24])
@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_that_an_icon_is_drawn_for_the_pixels_of_the_screen(
    window: MainWindow, shown_px: int, scale: float
) -> None:
    wanted = QSize(round(shown_px * scale), round(shown_px * scale))

    assert wanted in draw_icon("fit", "#ffffff", "#888888").availableSizes()


def test_that_an_icon_has_the_colour_asked_for(window: MainWindow) -> None:
    picture = draw_icon("accept", "#12c832", "#888888").pixmap(48, 48).toImage()

    inks = {
        picture.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if picture.pixelColor(x, y).alpha() == 255
    }

    assert inks == {QColor("#12c832").name()}


def test_that_every_icon_a_command_names_is_there(window: MainWindow) -> None:
    drawings = {file.stem for file in (resources() / "icons").glob("*.svg")}

    assert {action.icon_name for action in window.actions_by_id} - {""} <= drawings
