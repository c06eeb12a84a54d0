"""Cells that go together: by place, as aligned, and not where that means nothing."""

from dataclasses import replace

import pytest

from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import Patient, Series, Study
from medviewer.domain.voi import VoiWindow
from medviewer.session.drawing.cursor import Cursor
from medviewer.session.hanging.alignments import Alignment, Alignments
from medviewer.session.hanging.linking import Linking
from medviewer.session.images.viewport import Presentations, Viewport
from medviewer.session.images.viewports import Viewports
from tests.unit.session.several_series import X, Y, Z, series, study, without_places

pytestmark = pytest.mark.gui


def thick(uid: str, frame_of_reference_uid: str = "1.2.99") -> Series:
    """5 slices at 0, 4, … 16 mm."""
    step = (0.0, 0.0, 4.0)
    return series(uid, count=5, step=step, frame_of_reference_uid=frame_of_reference_uid)


class Room:
    """Cells side by side, each with one series of its own study or of one."""

    def __init__(self, *parts: Series, studies: tuple[Study, ...] = ()) -> None:
        self.viewports = Viewports()
        self.presentations = Presentations()
        self.linking = Linking(self.viewports, self.presentations, Alignments())
        self.cursor = Cursor(self.viewports, self.linking)
        self.viewports.divide(1, len(parts))
        one = study(*parts)
        for number, part in enumerate(parts):
            owner = studies[number] if studies else one
            self.cells[number].show(owner, part.display_sets[0])

    @property
    def cells(self) -> tuple[Viewport, ...]:
        return self.viewports.visible()

    @property
    def indices(self) -> list[int]:
        return [cell.value.index for cell in self.cells]


def test_that_scrolling_goes_by_millimetres_not_by_number() -> None:
    room = Room(series("thin"), thick("thick"))  # thin: 9 slices at 0, 2, … 16 mm

    room.cells[0].scroll_to(6)  # 12 mm

    assert room.indices == [6, 3]


def test_that_a_stack_that_ends_first_says_how_far_it_is_behind() -> None:
    short = series("short", count=3)  # at 0, 2, 4 mm
    room = Room(series("long"), short)  # to 16 mm

    room.cells[0].scroll_to(2)  # 4 mm
    together = room.linking.gap_mm(room.cells[1])
    room.cells[0].scroll_to(8)  # 16 mm

    assert room.indices == [8, 2]
    assert (together, room.linking.gap_mm(room.cells[1])) == (0.0, 12.0)
    assert room.linking.gap_mm(room.cells[0]) == 0.0  # the one that leads


def test_that_half_a_thick_slice_is_no_gap_and_cells_on_their_own_have_none() -> None:
    room = Room(series("thin"), thick("thick"))
    room.cells[0].scroll_to(7)  # 14 mm: between 12 and 16

    half = room.linking.gap_mm(room.cells[1])
    room.linking.update(scroll=False)
    room.cells[0].scroll_to(0)

    assert (half, room.linking.gap_mm(room.cells[1])) == (0.0, 0.0)


def test_that_the_order_of_slices_does_not_matter() -> None:
    down = series("down", first=(0.0, 0.0, 16.0), step=(0.0, 0.0, -2.0))
    room = Room(series("up"), down)

    room.cells[0].scroll_to(1)  # 2 mm

    assert room.indices == [1, 7]


def test_that_a_series_that_comes_on_screen_starts_at_the_place_of_the_active_one() -> None:
    room = Room(series("thin"), series("other", frame_of_reference_uid="1.2.7"))
    room.cells[0].scroll_to(0)
    other = thick("thick")

    room.cells[1].show(study(other), other.display_sets[0])

    assert room.indices == [0, 0]


def test_that_another_frame_of_reference_stays_where_it_is() -> None:
    room = Room(series("one"), series("other", frame_of_reference_uid="1.2.7"))

    room.cells[0].scroll_to(0)

    assert room.indices == [0, 4]


def test_that_a_series_cut_another_way_stays_where_it_is() -> None:
    coronal = series("coronal", directions=(X, Z), step=(0.0, 1.0, 0.0))
    room = Room(series("axial"), coronal)

    room.cells[0].scroll_to(0)

    assert room.indices == [0, 4]


def test_that_unlinked_cells_stay_where_they_are() -> None:
    room = Room(series("one"), series("two"))
    room.linking.update(scroll=False)

    room.cells[0].scroll_to(0)

    assert room.indices == [0, 4]


def test_that_aligned_examinations_scroll_together_from_there_in_millimetres() -> None:
    prior = thick("prior", "1.2.7")
    room = Room(series("current"), prior)
    room.cells[0].scroll_to(0)
    room.cells[1].scroll_to(1)  # 0 mm here is 4 mm there

    room.linking.align_here()
    room.cells[0].scroll_to(4)  # 8 mm here

    assert room.indices == [4, 3]


def test_that_alignment_leads_back_as_well() -> None:
    prior = thick("prior", "1.2.7")
    room = Room(series("current"), prior)
    room.cells[0].scroll_to(0)
    room.cells[1].scroll_to(1)
    room.linking.align_here()

    room.cells[1].scroll_to(4)  # 16 mm there

    assert room.indices == [6, 4]


def test_that_images_without_a_place_are_aligned_by_number() -> None:
    room = Room(without_places(series("one")), without_places(series("two")))
    room.cells[0].scroll_to(2)
    room.cells[1].scroll_to(5)

    room.linking.align_here()
    room.cells[0].scroll_to(3)

    assert room.indices == [3, 6]


def test_that_zoom_goes_along_by_as_much_where_it_is_linked() -> None:
    room = Room(series("one"), series("two"))
    room.cells[1].zoom_to(2.0)
    room.linking.update(zoom=True)

    room.cells[0].zoom_to(3.0)

    assert [cell.value.zoom for cell in room.cells] == [3.0, 6.0]


def scales(room: Room) -> list[float]:
    """Screen pixels a mm in cells of 400 x 300 pixels."""
    shown = ((cell.value, cell.value.display_set) for cell in room.cells)
    return [state.zoom * 300 / (8 * d.frames[0].calibration.row_spacing) for state, d in shown if d]


def pixels_of(size_mm: float, uid: str) -> Series:
    """8 x 8 pixels of that size."""
    [shown] = (made := series(uid)).display_sets
    frames = tuple(
        replace(
            frame, plane=replace(frame.plane, row_spacing_mm=size_mm, column_spacing_mm=size_mm)
        )
        for frame in shown.frames
        if frame.plane is not None
    )
    return replace(made, display_sets=(replace(shown, frames=frames),))


def test_that_linked_zoom_makes_a_millimetre_as_large_in_every_cell() -> None:
    room = Room(pixels_of(0.5, "one"), pixels_of(2.0, "two"))
    for cell in room.cells:
        cell.room_px = (400, 300)
    room.linking.update(zoom=True)

    room.cells[0].zoom_to(0.5)
    followed = scales(room)
    room.cells[1].zoom_to(4.0)

    assert followed == [37.5, 37.5]
    assert [cell.value.zoom for cell in room.cells] == [1.0, 4.0]
    assert scales(room) == [75.0, 75.0]


def test_that_what_comes_on_screen_takes_over_the_scale() -> None:
    room = Room(pixels_of(0.5, "one"), pixels_of(2.0, "two"))
    for cell in room.cells:
        cell.room_px = (400, 300)
    study, shown = room.cells[1].value.study, room.cells[1].value.display_set
    assert study is not None
    assert shown is not None
    room.cells[1].close()
    room.linking.update(zoom=True)

    room.cells[1].show(study, shown)

    assert scales(room) == [75.0, 75.0]


def test_that_moving_goes_along_only_where_it_is_linked() -> None:
    room = Room(series("one"), series("two"))
    room.cells[0].pan_to(1.0, 2.0)
    room.linking.update(pan=True)

    room.cells[0].pan_to(4.0, 2.0)

    assert [cell.value.pan_mm for cell in room.cells] == [(4.0, 2.0), (3.0, 0.0)]


def test_that_a_window_is_taken_over_where_windows_are_linked() -> None:
    room = Room(series("one"), series("two"))
    room.linking.update(window=True)
    lung = VoiWindow(-600.0, 1500.0)

    room.presentations.set_window("one:0", lung)

    assert room.presentations.of("two:0").window == lung


def test_that_a_cell_behind_a_maximised_one_catches_up_when_it_comes_back() -> None:
    room = Room(series("one"), series("two"))
    room.viewports.toggle_maximised()
    room.cells[0].scroll_to(8)

    room.viewports.toggle_maximised()

    assert room.indices == [8, 8]


def test_that_the_cursor_sends_cells_cut_any_way_to_its_place() -> None:
    coronal = series("coronal", directions=(X, Z), step=(0.0, 1.0, 0.0))  # at y 0, 1, … 8 mm
    sagittal = series("sagittal", directions=(Y, Z), step=(1.0, 0.0, 0.0))
    room = Room(series("axial"), coronal, sagittal)
    room.cursor.toggle()

    room.cursor.put(room.cells[0], row=6.0, column=2.0)

    assert room.indices == [4, 6, 2]
    assert room.cursor.value.point_mm == (2.0, 6.0, 8.0)


def test_that_the_cursor_is_not_carried_where_only_slices_were_aligned() -> None:
    prior = series("prior", frame_of_reference_uid="1.2.7")
    room = Room(series("current"), prior)
    room.linking.align_here()
    room.cursor.toggle()

    room.cursor.put(room.cells[0], row=6.0, column=2.0)

    assert room.cursor.place_in(room.cells[1].value) is None


def test_that_the_cursor_goes_through_a_registration() -> None:
    prior = series("prior", frame_of_reference_uid="1.2.7")
    room = Room(series("current"), prior)
    shift = RigidTransform((1.0, 0.0, -4.0))
    room.linking.alignments.put(Alignment("1.2.99", "1.2.7", shift, is_spatial=True))
    room.cursor.toggle()

    room.cursor.put(room.cells[0], row=6.0, column=2.0)  # at 8 mm

    there = room.cursor.place_in(room.cells[1].value)
    assert there is not None
    assert there.tolist() == [3.0, 6.0, 4.0]
    assert room.indices == [4, 2]


@pytest.mark.parametrize("frame_of_reference_uid", ["", "1.2.99"])
def test_that_two_patients_do_not_scroll_together_whatever_headers_say(
    frame_of_reference_uid: str,
) -> None:
    uid = frame_of_reference_uid
    one, two = (series(name, frame_of_reference_uid=uid) for name in ("one", "two"))
    studies = (study(one, uid="1"), study(two, uid="2", patient=Patient("2", "Other")))
    room = Room(one, two, studies=studies)

    room.cells[0].scroll_to(0)

    assert room.indices == [0, 4]
