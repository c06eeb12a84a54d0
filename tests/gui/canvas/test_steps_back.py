"""Every change of how images are shown is one step, whichever command or drag made it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.voi import VoiWindow
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.keeping.aspects import Layout, PlaneViews
from medviewer.session.library.library import LibraryState
from medviewer.session.session import Session
from tests.gui.canvas.samples import SET_ID, Desk

pytestmark = pytest.mark.gui


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """With its study among those that are open."""
    desk.session.library.replace(LibraryState((desk.study,)))
    return desk


def window(session: Session) -> object:
    return session.presentations.of(SET_ID).window


def inversion(session: Session) -> object:
    return session.presentations.of(SET_ID).is_inverted


def layout(session: Session) -> object:
    now = session.viewports.value
    shown = [session.viewports.cell(each).value.display_set for each in now.cells]
    return now.rows, now.columns, now.is_maximised, now.detached, shown


def links(session: Session) -> object:
    return session.linking.value


def planes(session: Session) -> object:
    now = session.planes.mpr.value
    return now.is_open, now.views, now.slab, now.shows_cross, now.maximised


@pytest.mark.parametrize(
    ("command_id", "look"),
    [
        ("view.preset_0", window),
        ("view.invert", inversion),
        ("layout.2x2", layout),
        ("layout.maximise", layout),
        ("layout.detach", layout),
        ("link.scroll", links),
        ("link.window", links),
        ("link.zoom", links),
        ("mpr.toggle", planes),
    ],
)
def test_that_a_command_is_taken_back_and_done_again(
    desk: Desk, command_id: str, look: Callable[[Session], object]
) -> None:
    if command_id == "layout.maximise":
        desk.registry.run("layout.1x2")
    before = look(desk.session)
    desk.registry.run(command_id)
    now = look(desk.session)

    desk.registry.run("edit.undo")
    undone = look(desk.session)
    desk.registry.run("edit.redo")

    assert now != before
    assert undone == before
    assert look(desk.session) == now


@pytest.mark.parametrize(
    ("command_id", "arguments"),
    [("mpr.next_projection", {}), ("mpr.crosshair", {}), ("mpr.slab", {"thickness_mm": 8.0})],
)
def test_that_what_is_done_to_planes_is_taken_back(
    desk: Desk, command_id: str, arguments: dict[str, float]
) -> None:
    desk.registry.run("mpr.toggle")
    before = planes(desk.session)

    desk.registry.run(command_id, **arguments)
    desk.registry.run("edit.undo")

    assert planes(desk.session) == before
    assert desk.session.planes.mpr.value.is_open


def test_that_closed_planes_come_back_as_they_were_turned(desk: Desk) -> None:
    desk.registry.run("mpr.toggle")
    desk.session.planes.mpr.turn(next(iter(desk.session.planes.panes)), 0.5)
    turned = desk.session.planes.mpr.value
    desk.registry.run("mpr.toggle")

    desk.registry.run("edit.undo")

    assert desk.session.planes.mpr.value == turned


def test_that_reset_windows_come_back(desk: Desk) -> None:
    desk.session.presentations.set_window(SET_ID, VoiWindow(1.0, 2.0))
    desk.registry.run("view.reset")

    desk.registry.run("edit.undo")

    assert window(desk.session) == VoiWindow(1.0, 2.0)


def test_that_a_drag_of_the_window_is_one_step(desk: Desk) -> None:
    canvas = desk.panel.build_canvas()
    before = window(desk.session)
    at = QPoint(300, 300)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 6):
        QTest.mouseMove(canvas, at + QPoint(10 * step, 4 * step))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(50, 20))
    dragged = window(desk.session)

    desk.registry.run("edit.undo")

    assert dragged != before
    assert window(desk.session) == before
    assert not desk.session.history.can_undo


def test_that_scrolling_after_a_step_outlives_undoing_it(desk: Desk) -> None:
    desk.registry.run("view.invert")
    desk.session.viewport.scroll_to(3)

    desk.registry.run("edit.undo")

    assert desk.session.viewport.value.index == 3


def test_that_going_to_another_image_is_no_step(desk: Desk) -> None:
    desk.registry.run("layout.1x2")
    steps = desk.session.history.last

    desk.registry.run("layout.next_cell")
    desk.registry.run("view.next_image")

    assert desk.session.history.last is steps


def test_that_a_window_given_up_comes_back_with_its_image(desk: Desk) -> None:
    desk.registry.run("layout.detach")
    [detached] = desk.session.viewports.value.detached
    shown = desk.session.viewports.cell(detached).value.display_set
    cell = desk.session.viewports.value.cells[0]
    desk.session.viewports.cell(cell).show(desk.study, desk.study.series[0].display_sets[0])
    with desk.session.steps.watching():
        desk.session.viewports.give_up(detached)

    desk.registry.run("edit.undo")

    assert desk.session.viewports.value.detached == (detached,)
    assert desk.session.viewports.cell(detached).value.display_set == shown


def test_that_aligning_is_taken_back(desk: Desk) -> None:
    alignments = desk.session.linking.alignments
    with desk.session.registering.watching():  # as when a registration has ended
        alignments.put(Alignment("a", "b", RigidTransform(), is_spatial=True))

    desk.registry.run("edit.undo")

    assert alignments.value.alignments == ()


def test_that_steps_of_a_closed_study_are_gone(desk: Desk) -> None:
    desk.registry.run("view.invert")

    desk.session.close_studies(frozenset({desk.study.key}))

    assert not desk.session.history.can_undo


def test_that_titles_tell_what_is_taken_back(desk: Desk) -> None:
    desk.registry.run("layout.detach")
    assert desk.session.history.next_undo == Layout.title

    desk.registry.run("edit.undo")
    desk.registry.run("mpr.toggle")
    assert desk.session.history.next_undo == PlaneViews.title
