"""Playing on a real canvas: frame by frame, as they are painted, until the reader takes over."""

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.frame_timing import FrameTiming
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import turn_wheel
from tests.gui.canvas.samples import Desk, ct_study

pytestmark = pytest.mark.gui


@pytest.fixture
def fast_desk(session: Session, qtbot: QtBot) -> Desk:
    """A stack that plays fifty images a second."""
    return show(session, qtbot, ct_study(cine=FrameTiming(rate_fps=50.0)))


def test_that_every_image_is_painted_in_its_turn(fast_desk: Desk, qtbot: QtBot) -> None:
    session = fast_desk.session
    session.viewport.scroll_to(18)
    painted: list[int] = []
    fast_desk.panel.build_canvas().sheet.painted.connect(
        lambda: painted.append(session.viewport.value.index)
    )

    fast_desk.registry.run("cine.toggle")
    qtbot.waitUntil(lambda: 2 in painted)
    fast_desk.registry.run("cine.toggle")

    once = list(dict.fromkeys(painted))
    assert once[: once.index(2) + 1] == [18, 19, 0, 1, 2]
    assert not session.cine.value.is_playing


def test_that_images_without_texts_play_on(fast_desk: Desk, qtbot: QtBot) -> None:
    session = fast_desk.session
    session.overlays.update(corner_texts=CornerTexts.NONE)
    session.viewport.scroll_to(2)

    fast_desk.registry.run("cine.toggle")

    qtbot.waitUntil(lambda: session.viewport.value.index > 5)


def test_that_the_wheel_pauses(fast_desk: Desk, qtbot: QtBot) -> None:
    canvas = fast_desk.panel.canvas
    assert canvas is not None
    fast_desk.registry.run("cine.toggle")
    qtbot.waitUntil(lambda: fast_desk.session.viewport.value.index > 11)

    turn_wheel(canvas)
    qtbot.waitUntil(lambda: not fast_desk.session.cine.value.is_playing)

    assert not fast_desk.session.cine.value.is_playing
