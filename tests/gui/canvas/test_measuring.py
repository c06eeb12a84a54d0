"""Every drawing tool with a real mouse: by drag, by clicks, moved, labelled, deleted, taken back."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from medviewer.domain.calibration import CalibrationKind
from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.quantity import QuantityKind
from medviewer.domain.voi import as_window
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.session.drawing.drawing import ToolKind
from tests.gui.canvas.hand import Button
from tests.gui.canvas.samples import STUDY_UID, Desk, ct_array
from tests.gui.canvas.views import picture, screen_of

pytestmark = pytest.mark.gui

Q, Kind = QuantityKind, MeasurementKind
Pixel = tuple[float, float]


def at(canvas: ImageCanvas, pixel: Pixel) -> QPoint:
    return QPoint(*screen_of(canvas, *pixel))


def click(canvas: ImageCanvas, *pixels: Pixel, button: Qt.MouseButton = Button.LeftButton) -> None:
    for pixel in pixels:
        QTest.mouseMove(canvas, at(canvas, pixel))
        QTest.mouseClick(canvas, button, pos=at(canvas, pixel))


def pull(canvas: ImageCanvas, *way: Pixel) -> None:
    """Press at the first pixel, move along the others, let go at the last."""
    QTest.mouseMove(canvas, at(canvas, way[0]))
    QTest.mousePress(canvas, Button.LeftButton, pos=at(canvas, way[0]))
    for pixel in way[1:]:
        QTest.mouseMove(canvas, at(canvas, pixel))
    QTest.mouseRelease(canvas, Button.LeftButton, pos=at(canvas, way[-1]))


def drawn(desk: Desk) -> tuple[Measurement, ...]:
    return desk.session.annotations.value.of(STUDY_UID).measurements


def told(desk: Desk, kind: QuantityKind) -> float:
    [measurement] = drawn(desk)
    found = desk.session.quantities.of(measurement).find(kind)
    assert found is not None
    return found.value


@pytest.fixture(autouse=True)
def open_study(desk: Desk) -> None:
    """Measurements are looked up in the studies that are open."""
    desk.session.library.update(studies=(desk.study,))


def take(desk: Desk, tool: ToolKind) -> None:
    desk.registry.run(f"tool.{tool.value}")


def answer(desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """The reader types `text` whenever asked; what was asked is returned."""
    asked: list[str] = []

    def ask(title: object, question: object, current: str, then: Callable[[str], None]) -> None:
        asked.append(str(question))
        then(text)

    monkeypatch.setattr(desk.registry.context.prompts, "ask_text", ask)
    return asked


@pytest.mark.parametrize("by", [pull, click])
def test_that_a_length_is_drawn_by_dragging_and_by_clicking(
    canvas: ImageCanvas, desk: Desk, by: Callable[..., None]
) -> None:
    take(desk, ToolKind.LENGTH)

    by(canvas, (10, 10), (13, 18))  # 3 mm across, 4 mm down

    assert told(desk, Q.LENGTH) == pytest.approx(5.0, abs=0.12)  # a screen pixel is 0.08 mm
    assert desk.session.annotations.value.selected == drawn(desk)[0]


def test_that_windowing_is_still_there_on_the_other_buttons_and_w_brings_it_back(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.LENGTH)
    before = desk.session.window()
    pull(canvas, (10, 10), (20, 20))
    unchanged = desk.session.window()

    take(desk, ToolKind.WINDOW)
    pull(canvas, (30, 40), (40, 50))

    assert unchanged == before
    assert desk.session.window() != before
    assert len(drawn(desk)) == 1


def test_that_a_measurement_lies_in_the_patient_on_the_image_it_was_drawn_on(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (13, 18))

    [measurement] = drawn(desk)
    x, y, z = measurement.points[0]

    assert [x, y] == pytest.approx([-14.0, -11.0], abs=0.1)
    assert z == pytest.approx(-75.0)
    assert measurement.image.sop_instance_uid == "1.2.1.10"


def test_that_it_is_seen_on_its_image_only(canvas: ImageCanvas, desk: Desk) -> None:
    before = picture(canvas)
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (30, 40))
    QTest.mouseMove(canvas, at(canvas, (45, 60)))

    desk.session.viewport.scroll_by(1)
    elsewhere = canvas.measure_marks()
    desk.session.viewport.scroll_by(-1)

    assert elsewhere == ()
    assert len(canvas.measure_marks()) == 1
    assert picture(canvas) != before


def test_that_an_angle_takes_three_clicks(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.ANGLE)

    click(canvas, (20, 10), (10, 10), (10, 30))

    assert told(desk, Q.ANGLE) == pytest.approx(90.0, abs=0.5)


def test_that_an_angle_may_begin_with_a_drag(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.ANGLE)

    pull(canvas, (20, 10), (10, 10))
    click(canvas, (20, 30))

    assert told(desk, Q.ANGLE) == pytest.approx(45.0, abs=0.6)


def test_that_a_cobb_angle_takes_two_lines(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.COBB)

    pull(canvas, (10, 10), (20, 10))
    pull(canvas, (10, 40), (20, 20))  # 10 mm across, 10 mm up

    assert told(desk, Q.ANGLE) == pytest.approx(45.0, abs=0.6)


def test_that_a_bidirectional_measurement_needs_its_long_axis_only(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.BIDIRECTIONAL)

    pull(canvas, (10, 20), (30, 20))  # 20 mm

    assert told(desk, Q.LONG_AXIS) == pytest.approx(20.0, abs=0.1)
    assert told(desk, Q.SHORT_AXIS) == pytest.approx(10.0, abs=0.1)


def test_that_the_short_axis_is_pulled_longer_and_stays_at_a_right_angle(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.BIDIRECTIONAL)
    pull(canvas, (10, 20), (30, 20))  # the short axis reaches from row 10 to row 30

    pull(canvas, (20, 30), (22, 36))

    assert told(desk, Q.SHORT_AXIS) == pytest.approx(13.0, abs=0.1)
    columns = [column for column, _ in drawn(desk)[0].pixels()[2:]]
    assert columns == pytest.approx([22.0, 22.0], abs=0.1)


@pytest.mark.parametrize("tool", [ToolKind.RECTANGLE, ToolKind.ELLIPSE])
def test_that_a_region_tells_the_values_of_the_pixels_in_it(
    canvas: ImageCanvas, desk: Desk, tool: ToolKind
) -> None:
    take(desk, tool)

    pull(canvas, (9.6, 19.6), (14.4, 24.4))

    inside = ct_array(10)[20:25, 10:15].astype(float)
    if tool is ToolKind.ELLIPSE:
        r, c = np.indices((5, 5)) - 2
        inside = inside[(r**2 + c**2) <= 2.4**2]
    assert told(desk, Q.MEAN) == pytest.approx(inside.mean())
    assert told(desk, Q.SD) == pytest.approx(inside.std())
    assert (told(desk, Q.MINIMUM), told(desk, Q.MAXIMUM)) == (inside.min(), inside.max())
    assert told(desk, Q.COUNT) == inside.size


def test_that_a_polygon_is_closed_by_a_click_on_its_first_point(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.POLYGON)

    click(canvas, (10, 10), (20, 10), (20, 30), (10, 10))

    assert len(drawn(desk)[0].points) == 3
    assert told(desk, Q.AREA) == pytest.approx(50.0, abs=1.0)  # 10 mm by 10 mm, halved


@pytest.mark.parametrize("end", ["double click", "enter"])
def test_that_a_polygon_is_closed_by_a_double_click_or_enter(
    canvas: ImageCanvas, desk: Desk, end: str
) -> None:
    take(desk, ToolKind.POLYGON)
    click(canvas, (10, 10), (20, 10), (20, 30), (10, 30))

    if end == "enter":
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(canvas, Button.LeftButton, pos=at(canvas, (10, 30)))

    assert len(drawn(desk)[0].points) == 4
    assert told(desk, Q.AREA) == pytest.approx(100.0, abs=1.5)


def test_that_a_right_click_takes_the_last_corner_back(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.POLYGON)
    click(canvas, (10, 10), (20, 10), (40, 60))
    click(canvas, (40, 60), button=Button.RightButton)
    click(canvas, (20, 30))

    QTest.keyClick(canvas, Qt.Key.Key_Enter)

    assert told(desk, Q.AREA) == pytest.approx(50.0, abs=1.0)


def test_that_a_region_is_drawn_by_hand(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.FREEHAND)

    pull(canvas, (10, 10), (15, 10), (20, 10), (20, 20), (20, 30), (10, 30), (10, 20))

    assert drawn(desk)[0].kind is Kind.FREEHAND
    assert told(desk, Q.AREA) == pytest.approx(100.0, abs=1.5)


def test_that_a_point_tells_its_pixels_value(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.PROBE)

    click(canvas, (17, 23))

    assert told(desk, Q.VALUE) == ct_array(10)[23, 17]


def test_that_text_is_asked_for_and_none_leaves_nothing(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, ToolKind.TEXT)
    answer(desk, monkeypatch, "  ")
    click(canvas, (17, 23))
    nothing = drawn(desk)

    answer(desk, monkeypatch, "clip")
    click(canvas, (17, 23))

    assert nothing == ()
    assert drawn(desk)[0].label == "clip"
    assert canvas.measure_marks()[0].lines == ("clip",)


def test_that_an_arrow_points_where_the_drag_ended(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.ARROW)

    pull(canvas, (10, 10), (20, 20))

    [measurement] = drawn(desk)
    assert measurement.kind is Kind.ARROW
    assert measurement.pixels()[1] == pytest.approx((20, 20), abs=0.1)


def test_that_a_slip_of_the_hand_draws_nothing(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)

    click(canvas, (10, 10), (10, 10))

    assert drawn(desk) == ()
    assert desk.session.drawing.value.draft is None


def test_that_escape_drops_the_draft_then_the_tool_then_resets_the_display(
    canvas: ImageCanvas, desk: Desk
) -> None:
    desk.session.viewport.zoom_to(2.0)
    take(desk, ToolKind.ANGLE)
    click(canvas, (10, 10), (20, 20))

    seen = []
    for _ in range(3):
        desk.registry.run("view.reset")
        state = desk.session.drawing.value
        seen.append((state.draft is None, state.tool, desk.session.viewport.value.zoom))

    assert seen == [
        (True, ToolKind.ANGLE, 2.0),
        (True, ToolKind.USUAL, 2.0),
        (True, ToolKind.USUAL, 1.0),
    ]
    assert drawn(desk) == ()


def test_that_a_handle_is_moved_with_the_usual_tool_and_the_drag_is_one_step(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (13, 18))
    before = drawn(desk)
    take(desk, ToolKind.WINDOW)
    window = desk.session.window()

    pull(canvas, (13, 18), (15, 18), (20, 18), (22, 10))
    moved = told(desk, Q.LENGTH)
    desk.registry.run("edit.undo")

    assert moved == pytest.approx(12.0, abs=0.12)
    assert desk.session.window() == window
    assert drawn(desk) == before


def test_that_a_measurement_is_moved_by_its_line(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (20, 10))
    take(desk, ToolKind.WINDOW)

    pull(canvas, (15, 10), (18, 20))

    columns_rows = drawn(desk)[0].pixels()
    assert columns_rows[0] == pytest.approx((13, 20), abs=0.2)
    assert columns_rows[1] == pytest.approx((23, 20), abs=0.2)
    assert told(desk, Q.LENGTH) == pytest.approx(10.0, abs=0.12)


def test_that_a_new_line_snaps_to_the_end_of_another(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (20, 10))
    first = drawn(desk)[0].pixels()[1]

    pull(canvas, (30, 40), (20.3, 10.4))

    assert drawn(desk)[1].pixels()[1] == pytest.approx(first)


def test_that_a_click_selects_and_a_click_beside_deselects(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (20, 10))
    take(desk, ToolKind.WINDOW)

    click(canvas, (40, 50))
    beside = desk.session.annotations.value.selected_id
    click(canvas, (15, 10))

    assert beside == ""
    assert desk.session.annotations.value.selected == drawn(desk)[0]


def test_that_deleting_asks_nobody_and_can_be_undone(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (20, 10))
    before = drawn(desk)

    desk.registry.run("measure.delete")
    gone = drawn(desk)
    desk.registry.run("edit.undo")

    assert gone == ()
    assert drawn(desk) == before


def test_that_a_right_click_on_a_drawing_offers_what_can_be_done_with_it(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (5, 10), (25, 10))
    desk.session.annotations.select("")
    take(desk, ToolKind.USUAL)

    click(canvas, (15, 10), button=Button.RightButton)
    menu = canvas.findChild(QMenu)
    assert isinstance(menu, QMenu)
    first, *_ = texts = [action.text().replace("&", "") for action in menu.actions()]
    next(action for action in menu.actions() if "Delete" in action.text()).trigger()
    menu.close()

    assert first.startswith("Label")
    assert any(text.startswith("Copy to the next image") for text in texts)
    assert drawn(desk) == ()


def test_that_a_right_click_beside_drawings_offers_windows_only(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (5, 10), (25, 10))
    take(desk, ToolKind.USUAL)

    click(canvas, (15, 25), button=Button.RightButton)
    menu = canvas.findChild(QMenu)
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions()]
    menu.close()

    assert not any("Delete" in text or "Copy" in text for text in offered)


def test_that_the_eraser_wipes_what_it_passes_over(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (30, 10))
    pull(canvas, (10, 20), (30, 20))
    take(desk, ToolKind.ERASER)

    pull(canvas, (20, 5), (20, 10), (20, 15), (20, 20))

    assert drawn(desk) == ()


def test_that_a_known_length_calibrates_the_image(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(desk, monkeypatch, "30 mm")
    take(desk, ToolKind.CALIBRATION)
    pull(canvas, (10, 10), (20, 10))  # 10 mm by the header

    pull(canvas, (10, 30), (15, 30))

    [measurement] = drawn(desk)
    length = desk.session.quantities.of(measurement).find(Q.LENGTH)
    assert length is not None
    assert asked == ["The line is how long, in mm?"]
    assert length.value == pytest.approx(15.0, abs=0.3)
    assert length.calibration.kind is CalibrationKind.USER
    assert str(length.text).endswith(" mm User calibrated")


def test_that_the_scale_bar_follows_the_readers_calibration(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(desk, monkeypatch, "30")
    take(desk, ToolKind.CALIBRATION)
    pull(canvas, (10, 10), (20, 10))  # ten columns

    scale, geometry = canvas.sheet.marks.measures.scale, canvas.geometry_now()
    assert scale is not None
    assert geometry is not None
    now = geometry.calibrated(scale)

    assert now.screen_px_per_mm == pytest.approx(12.5 / 3, rel=0.02)
    assert now.magnification == pytest.approx(geometry.magnification)
    assert str(now.origin) == "User calibrated"


@pytest.mark.parametrize("typed", ["", "wide", "0", "-3", "nan", "inf"])
def test_that_what_is_no_length_calibrates_nothing_and_is_told(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    answer(desk, monkeypatch, typed)
    take(desk, ToolKind.CALIBRATION)

    pull(canvas, (10, 10), (20, 10))

    assert desk.session.annotations.value.of(STUDY_UID).calibrations == ()
    assert "is no length in mm" in str(desk.session.messages.history[-1].text)


def test_that_a_region_sets_the_window_and_leaves_no_drawing(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.REGION_WINDOW)

    pull(canvas, (9.6, 19.6), (14.4, 24.4))

    window = desk.session.window()
    assert window is not None
    inside = ct_array(10)[20:25, 10:15]
    low, high = np.percentile(inside, (1, 99))
    assert as_window(window).center == pytest.approx((low + high) / 2, abs=2)
    assert as_window(window).width == pytest.approx(high - low, abs=4)
    assert drawn(desk) == ()


def test_that_the_lens_is_there_while_the_button_is_held(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.MAGNIFIER)
    QTest.mouseMove(canvas, QPoint(300, 300))
    before = picture(canvas)

    QTest.mousePress(canvas, Button.LeftButton, pos=QPoint(300, 300))
    held = picture(canvas)
    QTest.mouseRelease(canvas, Button.LeftButton, pos=QPoint(300, 300))

    assert held != before
    assert picture(canvas) == before


def test_that_a_measurement_is_copied_to_the_next_image(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.ELLIPSE)
    pull(canvas, (10, 20), (15, 26))

    desk.registry.run("measure.copy_on")

    copied = drawn(desk)[1]
    assert desk.session.viewport.value.index == 11
    assert copied.image.sop_instance_uid == "1.2.1.11"
    assert np.allclose(copied.pixels(), drawn(desk)[0].pixels())
    assert copied.points[0][2] == pytest.approx(-72.5)


def test_that_copying_to_all_images_covers_each_once(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.ELLIPSE)
    pull(canvas, (10, 20), (15, 26))

    desk.registry.run("measure.copy_all")
    desk.registry.run("measure.copy_all")

    assert sorted(m.image.sop_instance_uid for m in drawn(desk)) == sorted(
        f"1.2.1.{index}" for index in range(20)
    )


def test_that_k_marks_a_key_image_and_takes_the_mark_back(canvas: ImageCanvas, desk: Desk) -> None:
    before = picture(canvas)

    desk.registry.run("measure.key_image")
    marked = picture(canvas)
    desk.registry.run("measure.key_image")

    assert marked != before
    assert picture(canvas) == before


def test_that_next_goes_to_the_image_of_the_next_measurement(
    canvas: ImageCanvas, desk: Desk
) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (20, 10))
    desk.session.viewport.scroll_to(3)
    pull(canvas, (10, 10), (20, 10))

    visited = []
    for _ in range(2):
        desk.registry.run("measure.next")
        visited.append(desk.session.viewport.value.index)

    assert visited == [10, 3]


def test_that_hidden_drawings_cannot_be_grasped(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.LENGTH)
    pull(canvas, (10, 10), (20, 10))
    take(desk, ToolKind.WINDOW)
    before = drawn(desk)

    desk.registry.run("view.measurements")
    pull(canvas, (15, 10), (18, 20))

    assert drawn(desk) == before


def test_that_navigation_works_in_the_middle_of_a_drawing(canvas: ImageCanvas, desk: Desk) -> None:
    take(desk, ToolKind.ANGLE)
    click(canvas, (10, 10), (20, 10))
    QTest.mousePress(canvas, Button.MiddleButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(320, 340))
    QTest.mouseRelease(canvas, Button.MiddleButton, pos=QPoint(320, 340))

    click(canvas, (20, 30))

    assert told(desk, Q.ANGLE) == pytest.approx(90.0, abs=0.6)
    assert desk.session.viewport.value.pan_mm != (0.0, 0.0)


def test_that_a_calibration_can_hold_for_the_whole_series(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(desk, monkeypatch, "30")
    take(desk, ToolKind.CALIBRATION)
    pull(canvas, (10, 10), (20, 10))  # 10 mm by the header
    desk.registry.run("measure.calibrate_series")
    desk.session.viewport.scroll_by(3)

    pull(canvas, (10, 30), (15, 30))

    [measurement] = drawn(desk)
    length = desk.session.quantities.of(measurement).find(Q.LENGTH)
    assert length is not None
    assert length.value == pytest.approx(15.0, abs=0.3)
    assert str(length.text).endswith(" mm User calibrated")
    words = [line.text for line in canvas.sheet.marks.corners.bottom_left]
    assert "Lengths in mm: User calibrated" in words


def test_that_a_series_calibration_is_taken_back_and_undone(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(desk, monkeypatch, "30")
    take(desk, ToolKind.CALIBRATION)
    pull(canvas, (10, 10), (20, 10))
    desk.registry.run("measure.calibrate_series")
    desk.session.viewport.scroll_by(3)

    desk.registry.run("measure.reset_calibration")
    after_reset = canvas.calibration_now().kind
    desk.registry.run("edit.undo")

    assert after_reset is CalibrationKind.PATIENT
    assert canvas.calibration_now().kind is CalibrationKind.USER


def test_that_a_series_is_calibrated_only_from_a_calibrated_image(desk: Desk) -> None:
    assert not desk.registry.is_enabled("measure.calibrate_series")
    assert "known length" in str(desk.registry.why_disabled("measure.calibrate_series"))
