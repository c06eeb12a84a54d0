"""Changing and adding findings with a real mouse, real keys and the wheel."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import Finding, ReviewState, VoxelBox
from medviewer.gui.canvas.ai_marks import Look
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import NOTCH, Button, Modifier, turn_wheel
from tests.gui.canvas.samples import Desk, ct_study, finding, keep, result
from tests.gui.canvas.views import screen_of

pytestmark = pytest.mark.gui

Pixel = tuple[float, float]


@pytest.fixture
def found(desk: Desk) -> Desk:
    """One proposal, selected and shown: slices 8 to 12, rows 20 to 31, columns 10 to 19."""
    desk.session.library.update(studies=(desk.study,))
    keep(desk, result(finding()))
    desk.registry.run("findings.select", finding_id="f1")
    return desk


def canvas_of(desk: Desk) -> ImageCanvas:
    canvas = desk.panel.canvas
    assert isinstance(canvas, ImageCanvas)
    return canvas


def pull(desk: Desk, start: Pixel, end: Pixel) -> None:
    canvas = canvas_of(desk)
    places = [QPoint(*screen_of(canvas, *pixel)) for pixel in (start, end)]
    QTest.mouseMove(canvas, places[0])
    QTest.mousePress(canvas, Button.LeftButton, pos=places[0])
    QTest.mouseMove(canvas, places[1])
    QTest.mouseRelease(canvas, Button.LeftButton, pos=places[1])


def as_read(desk: Desk) -> Finding:
    state = desk.session.reading.value
    return state.as_read(state.findings[0])


def test_that_a_corner_is_pulled_and_kept(found: Desk) -> None:
    found.registry.run("findings.edit")

    pull(found, (19.5, 31.5), (25.5, 37.5))
    QTest.keyClick(canvas_of(found), Qt.Key.Key_Return)

    assert as_read(found).box_voxel == VoxelBox((8, 20, 10), (12, 37, 25))
    state = found.session.reading.value
    assert state.review_of("f1").state is ReviewState.EDITED
    assert state.findings[0] == finding()  # what the model stated


def test_that_the_box_is_moved_by_its_inside(found: Desk) -> None:
    found.registry.run("findings.edit")

    pull(found, (15, 26), (20, 22))
    found.registry.run("findings.edit")

    assert as_read(found).box_voxel == VoxelBox((8, 16, 15), (12, 27, 24))


def test_that_escape_leaves_the_finding_as_it_was(found: Desk) -> None:
    found.registry.run("findings.edit")
    pull(found, (15, 26), (20, 22))

    found.registry.run("view.reset")

    assert as_read(found) == finding()
    assert not found.session.finding_edits.value.is_on
    assert not found.session.reading.value.review_of("f1").is_decided


def test_that_what_was_not_changed_is_no_decision(found: Desk) -> None:
    found.registry.run("findings.edit")
    found.registry.run("findings.edit")

    assert not found.session.reading.value.review_of("f1").is_decided


def test_that_an_edit_is_one_step_to_undo(found: Desk) -> None:
    found.registry.run("findings.edit")
    pull(found, (15, 26), (20, 22))
    pull(found, (20, 22), (22, 24))
    found.registry.run("findings.edit")

    found.registry.run("edit.undo")

    assert as_read(found) == finding()


def test_that_a_double_click_on_the_mark_takes_it_up(found: Desk) -> None:
    canvas = canvas_of(found)
    at = QPoint(*screen_of(canvas, 15, 26))

    QTest.mouseClick(canvas, Button.LeftButton, pos=at)
    QTest.mouseDClick(canvas, Button.LeftButton, pos=at)

    assert found.session.finding_edits.value.is_on


def test_that_shift_and_wheel_take_the_nearer_end_along(found: Desk, qtbot: QtBot) -> None:
    found.session.viewport.scroll_to(12)
    found.registry.run("findings.edit")

    turn_wheel(canvas_of(found), -NOTCH, Modifier.ShiftModifier)
    qtbot.waitUntil(lambda: found.session.viewport.value.index == 13)
    found.registry.run("findings.edit")

    assert as_read(found).box_voxel == VoxelBox((8, 20, 10), (13, 31, 19))


def test_that_a_freehand_region_outlines_the_finding_and_is_no_measurement(found: Desk) -> None:
    found.registry.run("findings.edit")
    found.registry.run("tool.freehand")
    canvas = canvas_of(found)
    way = [(12.0, 22.0), (18.0, 22.0), (18.0, 30.0), (12.0, 30.0)]

    places = [QPoint(*screen_of(canvas, *pixel)) for pixel in way]
    QTest.mousePress(canvas, Button.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Button.LeftButton, pos=places[-1])
    found.registry.run("findings.edit")

    [outline] = as_read(found).outlines
    assert outline.slice_index == 10
    assert found.session.annotations.value.of(found.study.key).measurements == ()


def test_that_the_models_own_box_stays_as_a_ghost(found: Desk) -> None:
    found.registry.run("findings.edit")
    pull(found, (15, 26), (20, 22))
    found.registry.run("findings.edit")

    looks = [(box.look, box.edges.left) for box in canvas_of(found).sheet.marks.ai.boxes]

    assert looks == [(Look.EDITED, 14.5), (Look.GHOST, 9.5)]


def test_that_going_on_to_another_finding_keeps_the_edit(found: Desk) -> None:
    keep(found, result(finding(), finding("f2", 0.6, (2, 20, 10), (4, 31, 19))))
    found.registry.run("findings.select", finding_id="f1")
    found.registry.run("findings.edit")
    pull(found, (15, 26), (20, 22))

    found.registry.run("findings.select", finding_id="f2")

    assert found.session.reading.value.review_of("f1").state is ReviewState.EDITED


def test_that_a_missed_finding_is_added_by_dragging_a_box(desk: Desk) -> None:
    desk.session.reading.write(reader="Dr. Li")
    desk.session.viewport.scroll_to(5)
    desk.registry.run("tool.finding")

    pull(desk, (10, 20), (19, 33))

    [own] = desk.session.reading.value.added
    review = desk.session.reading.value.review_of(own.finding.finding_id)
    assert own.finding.box_voxel == VoxelBox((5, 20, 10), (5, 33, 19))
    assert (own.finding.diameter_mm, own.finding.short_axis_mm) == (10.0, 7.0)
    assert (review.state, review.reader) == (ReviewState.ACCEPTED, "Dr. Li")
    assert own.finding.provenance.is_by_reader
    assert desk.session.finding_edits.value.is_on  # it wants a name


def test_that_a_click_makes_a_box_of_a_centimetre(desk: Desk) -> None:
    canvas = canvas_of(desk)
    desk.registry.run("tool.finding")

    QTest.mouseClick(canvas, Button.LeftButton, pos=QPoint(*screen_of(canvas, 20, 30)))

    [own] = desk.session.reading.value.added
    index = desk.session.viewport.value.index
    assert own.finding.box_voxel == VoxelBox((index, 20, 15), (index, 40, 25))


def test_that_the_readers_own_finding_is_drawn_without_the_badge_of_the_ai(desk: Desk) -> None:
    desk.registry.run("tool.finding")

    pull(desk, (10, 20), (19, 33))

    marks = canvas_of(desk).sheet.marks.ai
    assert [box.look for box in marks.boxes] == [Look.OWN]
    assert marks.badge is None


def test_that_a_finding_is_added_and_moved_on_a_radiograph(session: Session, qtbot: QtBot) -> None:
    """No place in the patient, no known pixel size."""
    study = ct_study((1, 64, 48))
    [series] = study.series
    [shown] = series.display_sets
    frames = tuple(replace(frame, plane=None) for frame in shown.frames)
    flat = replace(shown, frames=frames, geometry=None)
    radiograph = replace(study, series=(replace(series, modality="DX", display_sets=(flat,)),))
    desk = show(session, qtbot, radiograph)
    desk.registry.run("tool.finding")

    pull(desk, (10, 20), (19, 33))
    pull(desk, (14, 26), (20, 30))
    desk.registry.run("findings.edit")

    [own] = session.reading.value.added
    assert own.finding.box_voxel == VoxelBox((0, 24, 16), (0, 37, 25))
    assert (own.finding.center_lps_mm, own.finding.diameter_mm) == (None, None)


def test_that_an_added_finding_is_undone_and_removed(desk: Desk) -> None:
    desk.registry.run("tool.finding")
    pull(desk, (10, 20), (19, 33))
    desk.registry.run("findings.edit")

    desk.registry.run("findings.remove")
    removed = desk.session.reading.value.added
    desk.registry.run("edit.undo")

    brought_back = desk.session.reading.value.added
    desk.registry.run("edit.undo")

    counts = [len(each) for each in (removed, brought_back, desk.session.reading.value.added)]
    assert counts == [0, 1, 0]
