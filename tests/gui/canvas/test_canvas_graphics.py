"""Overlays and shutters of an image in the viewport, on and off by command."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.appearance import Appearance, overlay_plane
from medviewer.domain.shutter import Rectangle, Shutter
from medviewer.domain.unit import Unit
from medviewer.domain.volume import Frame
from medviewer.imaging.image_graphics import OVERLAY_RGB
from medviewer.session.images.decoding import Target
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.samples import Desk, ct_array, ct_study


@pytest.fixture
def desk(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The sample CT with one overlay pixel at row 3, column 4, seen through its columns 2 to 40 only."""

    def read(target: Target, index: int) -> Frame:
        del target
        values = ct_array(index)
        mask = np.zeros(values.shape, np.bool_)
        mask[3, 4] = True
        look = Appearance(
            shutter=Shutter((Rectangle(3, 41, 1, 64),), grey=1.0),
            overlays=(overlay_plane(0x6000, "", mask),),
        )
        return Frame(values, Unit.HU, look)

    monkeypatch.setattr(Target, "read", read)
    return show(session, qtbot, ct_study())


def test_that_overlay_and_shutter_are_seen_until_switched_off(desk: Desk) -> None:
    picture = desk.panel.build_canvas().picture.item

    assert tuple(picture.image[3, 4]) == OVERLAY_RGB
    assert tuple(picture.image[3, 1]) == (255, 255, 255)

    desk.registry.run("view.image_overlays")
    assert picture.image.ndim == 2
    assert picture.image[3, 1] == 255

    desk.registry.run("view.shutters")
    assert picture.image[3, 1] != 255


def test_that_switched_on_again_they_are_back(desk: Desk) -> None:
    picture = desk.panel.build_canvas().picture.item

    for command_id in ("view.image_overlays", "view.shutters") * 2:
        desk.registry.run(command_id)

    assert tuple(picture.image[3, 4]) == OVERLAY_RGB
