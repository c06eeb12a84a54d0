"""The three planes on screen: real drags on crosshair and image, pictures that are the volume's."""

import dataclasses
import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.measurement import Measurement, MeasurementKind, to_points
from medviewer.domain.quantity import QuantityKind
from medviewer.domain.section import Projection
from medviewer.domain.segmentation import Segment
from medviewer.domain.volume import Unit, Volume
from medviewer.gui.canvas.crosshair import COLOURS
from medviewer.gui.canvas.pictures_on_screen import active_picture, pictures_on_screen
from medviewer.gui.canvas.plane_ai_marks import plane_ai_marks
from medviewer.gui.canvas.plane_canvas import PlaneCanvas
from medviewer.gui.mpr_panel import MprPanel
from medviewer.gui.translation import Translator
from medviewer.imaging.reslice import reslice
from medviewer.session.drawing.annotations import reference_to
from medviewer.session.drawing.drawing import ToolKind
from medviewer.session.planes.drag_detail import DragDetail
from medviewer.session.planes.mpr_pictures import wish_of
from medviewer.words import message
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import drag, press, turn_wheel
from tests.gui.canvas.samples import (
    SHAPE,
    Desk,
    ct_array,
    ct_study,
    finding,
    keep,
    result,
)

pytestmark = pytest.mark.gui
AXIAL, CORONAL, SAGITTAL = BodyPlane
Button = Qt.MouseButton


@pytest.fixture
def volume(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Volume:
    """The sample CT in one piece, as if its files had been decoded into one."""
    array = np.stack([ct_array(index) for index in range(SHAPE[0])])
    geometry = desk.study.series[0].display_sets[0].geometry
    assert geometry is not None
    whole = Volume(array, geometry, Unit.HU)
    monkeypatch.setattr(desk.session.volumes, "volume", lambda display_set: whole)
    return whole


@pytest.fixture
def planes(desk: Desk, volume: Volume, qtbot: QtBot) -> MprPanel:
    del volume
    desk.panel.resize(1000, 700)
    desk.registry.run("mpr.toggle")
    panel = desk.panel.planes
    assert panel is not None
    qtbot.waitUntil(lambda: all_exact(desk))
    return panel


def all_exact(desk: Desk) -> bool:
    return all(desk.session.planes.pictures.is_exact(plane) for plane in BodyPlane)


def centre_of(canvas: PlaneCanvas) -> tuple[int, int]:
    cross = canvas.crosshair_now()
    assert cross is not None
    return (round(cross.centre.x()), round(cross.centre.y()))


def px_per_mm(canvas: PlaneCanvas) -> float:
    geometry = canvas.geometry_now()
    assert geometry is not None
    return geometry.screen_px_per_mm


def beside(canvas: PlaneCanvas) -> tuple[int, int]:
    """A place of the image that nothing of the crosshair is at."""
    x, y = centre_of(canvas)
    return (x + 45, y + 45)


def test_that_every_pane_shows_its_section_of_the_volume(
    desk: Desk, planes: MprPanel, volume: Volume
) -> None:
    del planes
    state = desk.session.planes.mpr.value

    for plane in BodyPlane:
        picture = desk.session.planes.pictures.of(plane)
        assert picture is not None
        expected = reslice(volume, wish_of(state, plane).section, outside=0)
        np.testing.assert_array_equal(picture.frame.array, expected)


def test_that_planes_open_in_the_slice_shown(desk: Desk, volume: Volume) -> None:
    del volume
    desk.session.viewport.scroll_to(4)

    desk.registry.run("mpr.toggle")

    assert desk.session.planes.mpr.value.cross[2] == -100.0 + 4 * 2.5


def test_that_the_centre_is_dragged_in_both_directions(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[AXIAL]
    before = np.array(desk.session.planes.mpr.value.cross)
    scale = px_per_mm(canvas)

    drag(canvas, (round(6 * scale), round(-4 * scale)), start=centre_of(canvas))

    moved = np.array(desk.session.planes.mpr.value.cross) - before
    assert moved == pytest.approx((6, -4, 0), abs=0.6)  # to whole voxels


def test_that_the_image_under_the_mouse_stays_where_it_is(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[AXIAL]
    before = canvas.geometry_now(), desk.session.planes.pictures.of(AXIAL)

    drag(canvas, (40, 30), start=centre_of(canvas))

    assert (canvas.geometry_now(), desk.session.planes.pictures.of(AXIAL)) == before


def test_that_a_line_moves_its_own_plane_only(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[AXIAL]
    x, y = centre_of(canvas)
    before = np.array(desk.session.planes.mpr.value.cross)

    drag(canvas, (70, round(5 * px_per_mm(canvas))), start=(x - 40, y))  # the coronal plane's line

    moved = np.array(desk.session.planes.mpr.value.cross) - before
    assert moved == pytest.approx((0, 5, 0), abs=0.3)


def test_that_a_handle_turns_the_other_planes(desk: Desk, planes: MprPanel, qtbot: QtBot) -> None:
    canvas = planes.canvases[AXIAL]
    cross = canvas.crosshair_now()
    assert cross is not None
    line = next(line for line in cross.lines if line.plane is CORONAL)
    handle = cross.handles(line)[0]
    away = handle - cross.centre
    turned = cross.centre + QPointF(-away.y(), away.x())  # a quarter clockwise
    before = desk.session.planes.mpr.value.view(CORONAL).right

    by = (round(turned.x() - handle.x()), round(turned.y() - handle.y()))
    drag(canvas, by, start=(round(handle.x()), round(handle.y())))

    assert before == (1.0, 0.0, 0.0)
    now = desk.session.planes.mpr.value
    assert now.view(CORONAL).right == pytest.approx((0.0, 1.0, 0.0), abs=0.02)
    assert now.view(AXIAL).right == (1.0, 0.0, 0.0)
    qtbot.waitUntil(lambda: all_exact(desk))


def test_that_a_drag_of_turned_planes_shows_coarse_pictures_and_its_end_exact_ones(
    desk: Desk, planes: MprPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DragDetail, "times", lambda *_: 2)  # however quick the machine is
    desk.session.planes.mpr.turn(AXIAL, math.radians(20))
    qtbot.waitUntil(lambda: all_exact(desk))
    canvas = planes.canvases[AXIAL]
    x, y = centre_of(canvas)

    press(canvas, (x, y))
    QTest.mouseMove(canvas, QPoint(x + 40, y))
    coarse = desk.session.planes.mpr.value.section(SAGITTAL).coarser(2)

    def has_coarse_picture() -> bool:
        picture = desk.session.planes.pictures.of(SAGITTAL)
        return picture is not None and picture.wish.section == coarse

    qtbot.waitUntil(has_coarse_picture)
    QTest.mouseRelease(canvas, Button.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x + 40, y))
    qtbot.waitUntil(lambda: all_exact(desk))


def test_that_the_wheel_scrolls_the_plane_under_it(desk: Desk, planes: MprPanel) -> None:
    before = np.array(desk.session.planes.mpr.value.cross)

    turn_wheel(planes.canvases[CORONAL], at=(60, 60))
    QTest.qWait(0)

    moved = np.array(desk.session.planes.mpr.value.cross) - before
    assert moved == pytest.approx((0, 0.5, 0))


def test_that_the_keys_scroll_the_plane_clicked_last(desk: Desk, planes: MprPanel) -> None:
    before = np.array(desk.session.planes.mpr.value.cross)
    press(planes.canvases[SAGITTAL], (30, 30))
    QTest.mouseRelease(planes.canvases[SAGITTAL], Button.LeftButton)

    desk.registry.run("view.next_image")

    moved = np.array(desk.session.planes.mpr.value.cross) - before
    assert moved == pytest.approx((1, 0, 0))


def test_that_windowing_one_plane_windows_the_series(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[AXIAL]
    before = desk.session.window()

    drag(canvas, (60, 0), start=beside(canvas))

    assert desk.session.window() != before
    panes = desk.session.planes.panes.values()
    assert {desk.session.window(pane) for pane in panes} == {desk.session.window()}


def test_that_panning_and_zooming_concern_one_plane(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[AXIAL]

    drag(canvas, (20, 10), Button.MiddleButton, start=beside(canvas))
    drag(canvas, (0, 60), Button.RightButton, start=beside(canvas))

    shown = {plane: pane.value for plane, pane in desk.session.planes.panes.items()}
    assert shown[AXIAL].zoom > 1
    assert shown[AXIAL].pan_mm != (0.0, 0.0)
    assert (shown[CORONAL].zoom, shown[CORONAL].pan_mm) == (1.0, (0.0, 0.0))


def test_that_a_double_click_gives_a_plane_all_the_room(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[CORONAL]

    QTest.mouseDClick(canvas, Button.LeftButton, pos=QPoint(30, 30))

    assert [each.isVisible() for each in planes.canvases.values()] == [False, True, False]
    assert desk.session.planes.mpr.value.maximised is CORONAL


def test_that_without_crosshair_a_drag_windows_everywhere(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[AXIAL]
    centre, before = centre_of(canvas), desk.session.planes.mpr.value.cross

    desk.registry.run("view.cursor")  # J
    drag(canvas, (60, 0), start=centre)

    assert canvas.crosshair_now() is None
    assert desk.session.planes.mpr.value.cross == before


def test_that_the_pointer_tells_the_voxel_under_it(
    desk: Desk, planes: MprPanel, volume: Volume
) -> None:
    canvas = planes.canvases[CORONAL]
    x, y = centre_of(canvas)
    desk.registry.run("mpr.crosshair")

    QTest.mouseMove(canvas, QPoint(x, y))

    cross = desk.session.planes.mpr.value.cross
    slice_, row, column = np.rint(volume.geometry.patient_to_voxel(cross)).astype(int)
    value = f"{volume.array[slice_, row, column]} HU".replace("-", "−")
    geometry = canvas.geometry_now()
    assert geometry is not None
    reading = canvas._pointer_reading(geometry, desk.session.planes.pictures.of(CORONAL))
    assert reading is not None
    assert f"{reading.value} {reading.unit}" == value


def test_that_going_back_shows_the_slice_the_planes_crossed_in(
    desk: Desk, planes: MprPanel
) -> None:
    desk.session.planes.mpr.scroll(AXIAL, 3)  # to the feet: towards slice 0
    desk.registry.run("mpr.toggle")

    assert not planes.isVisible()
    assert desk.session.viewport.value.index == SHAPE[0] // 2 - 3
    assert desk.session.viewport.value.zoom == 1.0


def test_that_another_layout_ends_the_planes(desk: Desk, planes: MprPanel) -> None:
    desk.session.viewports.divide(1, 2)

    assert not planes.isVisible()
    assert not desk.session.planes.mpr.value.is_open


def test_that_closing_the_study_ends_the_planes(desk: Desk, planes: MprPanel) -> None:
    desk.session.close_all()

    assert not planes.isVisible()
    assert desk.session.viewport.value.display_set is None


def test_that_the_slab_is_chosen_above_the_planes(desk: Desk, planes: MprPanel) -> None:
    planes.projection.activated.emit(1)  # MIP
    planes.thickness.setValue(25.0)

    slab = desk.session.planes.mpr.value.slab
    assert (slab.projection, slab.thickness_mm) == (Projection.MAXIMUM, 25.0)
    desk.registry.run("mpr.next_projection")
    assert planes.projection.currentIndex() == 0
    assert planes.thickness.value() == 0.0


def test_that_a_radiograph_has_no_planes_and_it_is_said_why(session, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    desk = show(session, qtbot, ct_study((1, 64, 48)))

    assert not desk.registry.is_enabled("mpr.toggle")
    assert "at least 3" in str(desk.registry.why_disabled("mpr.toggle"))


def test_that_alt_and_wheel_make_the_slab_thicker(desk: Desk, planes: MprPanel) -> None:
    alt = Qt.KeyboardModifier.AltModifier

    turn_wheel(planes.canvases[AXIAL], 120, alt, at=(60, 60))
    turn_wheel(planes.canvases[AXIAL], 120, alt, at=(60, 60))
    turn_wheel(planes.canvases[AXIAL], -120, alt, at=(60, 60))

    assert desk.session.planes.mpr.value.slab.thickness_mm == 1.0


def test_that_another_time_of_the_same_places_keeps_the_planes(
    desk: Desk, planes: MprPanel
) -> None:
    del planes
    mpr = desk.session.planes.mpr
    mpr.turn(AXIAL, 0.3)
    mpr.scroll(CORONAL, 5)
    before = mpr.value
    shown = before.display_set
    assert shown is not None

    desk.session.viewport.show_in_place(dataclasses.replace(shown, display_set_id="1.2.1:1"))

    assert mpr.value.display_set is not shown
    assert (mpr.value.views, mpr.value.cross) == (before.views, before.cross)


def test_that_a_finding_selected_is_where_the_planes_cross(desk: Desk, planes: MprPanel) -> None:
    del planes
    keep(desk, result(finding()))  # its middle is voxel (10, 25, 14)

    desk.registry.run("findings.select", finding_id="f1")

    assert desk.session.planes.mpr.value.cross == (-24.0 + 14, -16.0 + 12.5, -100.0 + 25)


def test_that_a_finding_is_boxed_where_each_plane_cuts_it(desk: Desk, planes: MprPanel) -> None:
    keep(desk, result(finding()))  # slices 8 to 12, rows 20 to 31, columns 10 to 19
    desk.registry.run("findings.select", finding_id="f1")
    edges = {}

    for plane, canvas in planes.canvases.items():
        (box,) = plane_ai_marks(desk.session, canvas.pane).boxes
        edges[plane] = (box.edges.right - box.edges.left, box.edges.bottom - box.edges.top)

    # In voxels: columns by rows, columns by slices, rows by slices.
    assert edges[AXIAL] == pytest.approx((10, 12))
    assert edges[CORONAL] == pytest.approx((10, 5))
    assert edges[SAGITTAL] == pytest.approx((12, 5))


def test_that_planes_beside_a_finding_show_nothing_of_it_and_a_slab_does(
    desk: Desk, planes: MprPanel
) -> None:
    keep(desk, result(finding()))
    mpr, pane = desk.session.planes.mpr, planes.canvases[AXIAL].pane
    mpr.move_to(desk.session.planes.mpr.value.geometry.voxel_to_patient((15, 25, 14)))

    assert not plane_ai_marks(desk.session, pane).boxes
    mpr.set_thickness(15.0)  # half of it reaches slice 12, three of 2.5 mm away

    assert len(plane_ai_marks(desk.session, pane).boxes) == 1
    desk.session.overlays.update(shows_findings=False)
    assert not plane_ai_marks(desk.session, pane).boxes


def test_that_the_marks_of_the_ai_are_painted_on_planes(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[CORONAL]
    desk.session.planes.mpr.move_to(
        desk.session.planes.mpr.value.geometry.voxel_to_patient((10, 25, 14))
    )
    desk.session.planes.mpr.toggle_cross()
    before = canvas.grab().toImage()

    keep(desk, result(finding()))

    after = canvas.grab().toImage()
    geometry = canvas.geometry_now()
    assert geometry is not None
    (box,) = plane_ai_marks(desk.session, canvas.pane).boxes
    frame = geometry.rectangle_to_screen(box.edges)
    around = [
        (x, round(y))
        for y in (frame.top, frame.bottom)
        for x in range(round(frame.left), round(frame.right))
    ]
    changed = [before.pixelColor(*at) != after.pixelColor(*at) for at in around]
    assert sum(changed) > len(changed) / 2


def test_that_planes_are_not_played(desk: Desk, planes: MprPanel) -> None:
    del planes

    assert not desk.registry.is_enabled("cine.toggle")
    assert "go back" in str(desk.registry.why_disabled("cine.toggle"))


def test_that_the_pane_the_keys_go_to_has_a_ring(desk: Desk, planes: MprPanel) -> None:
    canvas = planes.canvases[CORONAL]
    press(canvas, (30, 30))
    QTest.mouseRelease(canvas, Button.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 30))

    edges = {
        plane: each.grab().toImage().pixelColor(0, 20) for plane, each in planes.canvases.items()
    }

    own = {plane: QColor(*COLOURS[plane]) for plane in BodyPlane}
    assert [plane for plane in BodyPlane if edges[plane] == own[plane]] == [CORONAL]


def test_that_a_length_is_drawn_on_a_plane_and_seen_where_it_lies(
    desk: Desk, planes: MprPanel
) -> None:
    desk.session.library.update(studies=(desk.study,))
    canvas = planes.canvases[CORONAL]
    desk.registry.run("tool.length")
    x, y = beside(canvas)

    drag(canvas, (40, 30), start=(x, y))

    [measurement] = desk.session.annotations.value.of(desk.study.key).measurements
    [told] = desk.session.quantities.of(measurement).quantities
    assert told.value == pytest.approx(50 / px_per_mm(canvas), rel=0.03)
    assert told.unit == "mm"
    assert len(canvas.measure_marks()) == 1
    assert canvas.measure_marks()[0].lines[-1] == message("Measurement", "MPR")
    desk.session.planes.mpr.scroll(CORONAL, 3)
    assert canvas.measure_marks() == ()
    desk.registry.run("measure.select", measurement_id=measurement.measurement_id)
    assert len(canvas.measure_marks()) == 1


def test_that_what_was_drawn_on_a_slice_is_seen_on_the_plane_through_it(
    desk: Desk, planes: MprPanel
) -> None:
    display_set = desk.study.series[0].display_sets[0]
    index = desk.session.planes.panes[AXIAL].value.index
    image = reference_to(desk.study, display_set, index)
    points = to_points(((10.0, 10.0), (13.0, 18.0)), image.plane)
    measurement = Measurement("a", MeasurementKind.LENGTH, image, points)

    desk.session.annotations.add(measurement)

    assert [m.measurement for m in planes.canvases[AXIAL].measure_marks()] == [measurement]
    assert planes.canvases[CORONAL].measure_marks() == ()


@pytest.mark.parametrize("tool", [ToolKind.BRUSH, ToolKind.GROW])
def test_that_a_brush_left_in_the_hand_marks_nothing_on_a_plane(
    desk: Desk, planes: MprPanel, tool: ToolKind
) -> None:
    canvas = planes.canvases[CORONAL]
    desk.session.drawing.take(tool)

    drag(canvas, (40, 30), start=beside(canvas))

    assert desk.session.segments.value.segments == ()


def test_that_what_is_moved_in_a_slab_stays_on_the_slice_it_was_drawn_on(
    desk: Desk, planes: MprPanel
) -> None:
    display_set = desk.study.series[0].display_sets[0]
    image = reference_to(desk.study, display_set, 8)
    points = to_points([(10.0, 20.0), (30.0, 20.0)], image.plane)
    desk.session.annotations.add(Measurement("a", MeasurementKind.LENGTH, image, points))
    desk.session.planes.mpr.toggle_cross()
    canvas = planes.canvases[AXIAL]
    assert not canvas.measure_marks()  # the planes cross in slice 10, 5 mm away
    desk.session.planes.mpr.set_thickness(20.0)
    geometry = canvas.geometry_now()
    assert geometry is not None
    (mark,) = canvas.measure_marks()
    handle = geometry.point_to_screen(mark.shape.handles[0])

    drag(canvas, (0, 30), start=(round(handle.x), round(handle.y)))

    changed = desk.session.annotations.value.of(desk.study.key).measurements[0]
    assert image.plane is not None
    assert changed.points != points
    assert {round(point[2], 6) for point in changed.points} == {image.plane.position[2]}


def test_that_a_region_on_a_plane_tells_the_values_of_the_volume(
    desk: Desk, planes: MprPanel, volume: Volume
) -> None:
    desk.session.library.update(studies=(desk.study,))
    state = desk.session.planes.mpr.value
    stage = state.stage(CORONAL)
    index = round(float(state.geometry.patient_to_voxel(state.cross)[1]))
    image = planes.canvases[CORONAL].image_now()
    assert image is not None
    corners = ((10.0, 4.0), (19.0, 8.0))  # columns 10 to 19; five slices, the head is on top

    region = Measurement("a", MeasurementKind.RECTANGLE, image, to_points(corners, stage.plane))

    voxels = volume.array[::-1, index, :][4:9, 10:20]
    told = {each.kind: each.value for each in desk.session.quantities.of(region).quantities}
    assert told[QuantityKind.MEAN] == pytest.approx(voxels.mean())
    assert told[QuantityKind.SD] == pytest.approx(voxels.std())
    assert told[QuantityKind.COUNT] == 50


def test_that_what_lies_beside_the_volume_has_no_values(desk: Desk, planes: MprPanel) -> None:
    desk.session.library.update(studies=(desk.study,))
    image = planes.canvases[CORONAL].image_now()
    assert image is not None
    stage = desk.session.planes.mpr.value.stage(CORONAL)
    outside = to_points(((-30.0, 4.0), (-20.0, 8.0)), stage.plane)

    measured = desk.session.quantities.of(Measurement("a", MeasurementKind.ELLIPSE, image, outside))

    assert measured.find(QuantityKind.MEAN) is None
    assert "No measured pixel" in str(measured.note)


def test_that_a_plane_is_copied_as_it_is_on_the_screen_named_and_unnamed(
    desk: Desk, planes: MprPanel
) -> None:
    canvas = planes.canvases[CORONAL]
    canvas.activate()

    found = active_picture(desk.session, Translator())

    assert found is not None
    shown = found[0].as_shown(1.0)
    assert (shown.width(), shown.height()) == (canvas.width(), canvas.height())
    assert shown == canvas.grab().toImage()
    assert found[0].as_shown(1.0, is_named=False) != shown
    assert desk.session.overlays.value.shows_identity


def test_that_all_three_planes_are_on_the_screen(desk: Desk, planes: MprPanel) -> None:
    del planes

    assert len(pictures_on_screen(desk.session, Translator())) == 3


def test_that_a_segment_is_seen_where_the_planes_cut_it(desk: Desk, planes: MprPanel) -> None:
    display_set = desk.study.series[0].display_sets[0]
    mask = np.zeros(SHAPE[1:], np.bool_)
    mask[24:40, 18:30] = True
    empty = Segment("s", "1", desk.study.key, display_set.display_set_id, SHAPE[1:], 1.25)
    painted = empty.with_masks(dict.fromkeys(range(5, 15), mask))
    desk.session.planes.mpr.toggle_cross()
    canvas = planes.canvases[CORONAL]
    before = canvas.grab().toImage()

    desk.session.segments.update(segments=(painted,))

    after = canvas.grab().toImage()
    geometry = canvas.geometry_now()
    assert geometry is not None
    marked = geometry.to_screen(20, 9)  # a quarter into it
    beside = geometry.to_screen(10, 9)
    for place, is_marked in ((marked, True), (beside, False)):
        at = (round(place.x), round(place.y))
        assert (before.pixelColor(*at) != after.pixelColor(*at)) is is_marked
    desk.session.segments.update(is_shown=False)
    assert canvas.grab().toImage() == before
