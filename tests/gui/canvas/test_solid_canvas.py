"""A volume in 3-D on screen: real drags, wheel and keys; a ball is where it lies in the patient."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Unit, Volume
from medviewer.gui.canvas.pictures_on_screen import active_picture
from medviewer.gui.canvas.solid_canvas import SolidCanvas
from medviewer.gui.canvas.solid_texts import solid_corners
from medviewer.gui.solid_panel import SolidPanel
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.planes import solid_pictures
from medviewer.session.planes.solid import Side
from medviewer.session.planes.solid_pictures import MIP, SolidPictures
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import NOTCH, drag, press, turn_wheel
from tests.gui.canvas.samples import SHAPE, Desk, ct_study
from tests.patience import HANG_MS

pytestmark = pytest.mark.gui
Button = Qt.MouseButton
BALL = (14, 20, 36)  # slice, row, column: towards the head, the front and the patient's left


@pytest.fixture
def volume(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Volume:
    array = np.full(SHAPE, -1000, np.int16)
    slice_, row, column = BALL
    array[slice_ - 1 : slice_ + 2, row - 4 : row + 5, column - 2 : column + 3] = 1200
    geometry = desk.study.series[0].display_sets[0].geometry
    assert geometry is not None
    whole = Volume(array, geometry, Unit.HU)
    monkeypatch.setattr(desk.session.volumes, "volume", lambda display_set: whole)
    return whole


@pytest.fixture
def solid(desk: Desk, volume: Volume, qtbot: QtBot) -> SolidPanel:
    del volume
    desk.panel.resize(800, 700)
    desk.session.presentations.set_window(
        desk.study.series[0].display_sets[0].display_set_id, VoiWindow(600, 400)
    )
    desk.registry.run("solid.toggle")
    panel = desk.panel.solid
    assert panel is not None
    qtbot.waitUntil(lambda: desk.session.planes.room.pictures.is_fine)
    return panel


def pictures(desk: Desk) -> SolidPictures:
    return desk.session.planes.room.pictures


def bright(panel: SolidPanel) -> tuple[float, float]:
    """Share of width and height at which the largest bright part lies, texts left out."""
    image = panel.canvas.grab().toImage()
    size = (image.width(), image.height())
    grey = np.array(
        [[image.pixelColor(x, y).red() for x in range(0, size[0], 4)] for y in range(0, size[1], 4)]
    )
    inner = grey[len(grey) // 5 : -len(grey) // 5, len(grey[0]) // 5 : -len(grey[0]) // 5]
    rows, columns = np.nonzero(inner > 120)
    assert rows.size
    return float(columns.mean() / inner.shape[1]), float(rows.mean() / inner.shape[0])


@pytest.mark.parametrize(
    ("side", "is_right", "is_low"),
    [(Side.A, True, False), (Side.P, False, False), (Side.L, False, False), (Side.F, True, False)],
)
def test_that_the_ball_is_where_it_lies_from_a_side(
    desk: Desk, solid: SolidPanel, qtbot: QtBot, side: Side, is_right: bool, is_low: bool
) -> None:
    desk.session.overlays.update(shows_identity=False)
    desk.registry.run("solid.show_as", look=MIP)

    button = solid.findChild(QToolButton, side.name)
    assert isinstance(button, QToolButton)
    button.click()
    qtbot.waitUntil(lambda: pictures(desk).is_fine)

    x, y = bright(solid)
    assert (x > 0.5, y > 0.5) == (is_right, is_low)


def test_that_a_ct_opens_as_bone_and_other_values_as_a_mip(desk: Desk, solid: SolidPanel) -> None:
    assert pictures(desk).look == "ct_bone"
    assert [solid.look.itemData(at) for at in range(3)] == [MIP, "ct_bone", "ct_soft_tissue"]


def test_that_a_drag_turns_what_is_near_the_way_of_the_mouse(
    desk: Desk, solid: SolidPanel, qtbot: QtBot
) -> None:
    drag(solid.canvas, (180, 0))  # half a degree a pixel

    # From the front, the near side turned to the right by a quarter: seen from the patient's right.
    view = desk.session.planes.room.solid.value.view
    assert np.allclose(view.right, Side.R.value.right, atol=1e-6)
    qtbot.waitUntil(lambda: pictures(desk).is_fine)


def test_that_a_drag_shows_coarse_pictures_and_its_end_a_fine_one(
    desk: Desk, solid: SolidPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solid_pictures, "QUICK_S", -1.0)  # however quick the machine is

    press(solid.canvas, (300, 300))
    QTest.mouseMove(solid.canvas, QPoint(340, 300))

    def is_coarse() -> bool:
        picture = pictures(desk).picture
        return picture is not None and picture.wish.is_coarse

    qtbot.waitUntil(is_coarse)
    [moving] = solid.canvas._fidelity.lines(Translator())
    assert moving.text == "▲ Voxels twice as long while it moves"
    QTest.mouseRelease(solid.canvas, Button.LeftButton, pos=QPoint(340, 300))
    qtbot.waitUntil(lambda: pictures(desk).is_fine)


def test_that_the_wheel_zooms_and_the_right_button_moves(desk: Desk, solid: SolidPanel) -> None:
    viewport = desk.session.planes.room.viewport

    turn_wheel(solid.canvas, NOTCH)
    drag(solid.canvas, (40, -20), Button.RightButton)

    assert viewport.value.zoom == pytest.approx(1.15)
    right_mm, down_mm = viewport.value.pan_mm
    assert right_mm > 0 > down_mm
    assert right_mm == pytest.approx(-2 * down_mm)


def test_that_arrow_keys_turn_it(desk: Desk, solid: SolidPanel) -> None:
    solid.canvas.setFocus()

    for _ in range(9):  # of ten degrees
        QTest.keyClick(solid.canvas, Qt.Key.Key_Right)

    view = desk.session.planes.room.solid.value.view
    assert np.allclose(view.right, Side.R.value.right, atol=1e-6)


def test_that_a_rotating_mip_comes_round(desk: Desk, solid: SolidPanel, qtbot: QtBot) -> None:
    desk.session.planes.room._spinning.setInterval(0)
    seen: set[float] = set()
    room = desk.session.planes.room

    def note() -> None:
        picture = room.pictures.picture
        assert picture is not None
        if picture.wish.look == MIP:
            seen.add(round(picture.wish.view.right[0], 3))

    room.pictures.picture_changed.connect(note)
    desk.registry.run("solid.rotating_mip")

    assert solid.spin.isChecked()
    qtbot.waitUntil(lambda: min(seen, default=1) == -1.0)  # seen from behind
    press(solid.canvas, (300, 300))
    assert not room.solid.value.is_spinning


def test_that_a_mip_keeps_its_greys_while_it_is_turned(
    desk: Desk, solid: SolidPanel, qtbot: QtBot
) -> None:
    shown_id = desk.study.series[0].display_sets[0].display_set_id
    desk.session.presentations.set_window(shown_id, None)  # nobody chose one
    desk.registry.run("solid.show_as", look=MIP)
    room = desk.session.planes.room
    windows = []

    for side in (Side.A, Side.L, Side.H):
        desk.registry.run("solid.stand_at", side=side)
        qtbot.waitUntil(lambda: pictures(desk).is_fine)
        windows.append(room.window())

    assert windows[0] is not None
    assert windows == windows[:1] * 3


def test_that_without_texts_it_still_says_that_nothing_is_measured_on_it(
    desk: Desk, solid: SolidPanel
) -> None:
    del solid

    texts = solid_corners(desk.session, Translator(), CornerTexts.NONE)

    assert [line.text for line in texts.bottom_left] == ["■ voxels of 2.5 mm, not for measuring"]
    assert texts.top_left == ()


def test_that_going_back_shows_the_slices(desk: Desk, solid: SolidPanel) -> None:
    desk.registry.run("solid.toggle")

    assert not solid.isVisible()
    assert desk.panel.active_panel.isVisible()
    assert desk.session.viewports.active.target is desk.session.viewports.cell(0)


def test_that_planes_and_solid_take_turns(desk: Desk, solid: SolidPanel) -> None:
    desk.registry.run("mpr.toggle")

    assert not solid.isVisible()
    assert desk.panel.planes is not None
    assert desk.panel.planes.isVisible()

    desk.registry.run("solid.toggle")

    assert solid.isVisible()
    assert not desk.panel.planes.isVisible()


def test_that_closing_all_while_it_is_computed_ends_quietly(
    desk: Desk, solid: SolidPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_computing, may_end = threading.Event(), threading.Event()
    see = solid_pictures._see

    def slowly(*arguments: object) -> object:
        is_computing.set()
        may_end.wait(HANG_MS / 1000)
        return see(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(solid_pictures, "_see", slowly)
    desk.registry.run("solid.stand_at", side=Side.L)
    qtbot.waitUntil(is_computing.is_set)

    desk.session.close_all()
    may_end.set()

    qtbot.waitUntil(lambda: pictures(desk)._job is None)
    assert pictures(desk).picture is None
    assert not solid.isVisible()


def test_that_a_radiograph_is_no_solid_and_it_is_said_why(session: Session, qtbot: QtBot) -> None:
    desk = show(session, qtbot, ct_study((1, 64, 48)))

    assert not desk.registry.is_enabled("solid.toggle")
    assert "at least 3" in str(desk.registry.why_disabled("solid.toggle"))


def test_that_a_volume_is_copied_as_it_is_seen(desk: Desk, solid: SolidPanel) -> None:
    [canvas] = solid.findChildren(SolidCanvas)

    found = active_picture(desk.session, Translator())

    assert found is not None
    assert found[0].study == desk.study
    assert found[0].as_shown(1.0) == canvas.grab().toImage()
