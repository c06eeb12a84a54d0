"""The layout's cells, and the viewport that is whichever cell is active."""

import pytest

from medviewer.domain.study import Study
from medviewer.session.images.viewport import ViewportState
from medviewer.session.images.viewports import Viewports
from tests.unit.session.several_series import series, study

pytestmark = pytest.mark.gui


@pytest.fixture
def four_series() -> Study:
    return study(*(series(f"1.{number}") for number in range(4)))


@pytest.fixture
def viewports(four_series: Study) -> Viewports:
    viewports = Viewports()
    viewports.active.show(four_series, four_series.series[1].display_sets[0])
    return viewports


def shown(viewports: Viewports) -> list[str]:
    sets = (cell.value.display_set for cell in viewports.visible())
    return [display_set.display_set_id if display_set else "" for display_set in sets]


def test_that_a_larger_grid_is_filled_with_the_series_that_follow(viewports: Viewports) -> None:
    viewports.divide(2, 2)

    assert shown(viewports) == ["1.1:0", "1.2:0", "1.3:0", "1.0:0"]


def test_that_a_smaller_grid_keeps_the_image_the_reader_is_at(viewports: Viewports) -> None:
    viewports.divide(2, 2)
    viewports.activate(viewports.value.cells[2])

    viewports.divide(1, 2)

    assert shown(viewports) == ["1.1:0", "1.3:0"]
    assert viewports.active.value.display_set is viewports.visible()[1].value.display_set


def test_that_cells_left_out_come_back_with_what_they_showed(viewports: Viewports) -> None:
    viewports.divide(1, 3)
    viewports.cell(viewports.value.cells[2]).scroll_to(7)
    viewports.divide(1, 1)

    viewports.divide(1, 3)

    assert viewports.visible()[2].value.index == 7


@pytest.mark.parametrize(("asked", "given"), [((9, 9), (4, 4)), ((0, 0), (1, 1))])
def test_that_a_grid_has_one_to_four_cells_a_side(
    viewports: Viewports, asked: tuple[int, int], given: tuple[int, int]
) -> None:
    viewports.divide(*asked)

    assert (viewports.value.rows, viewports.value.columns) == given


def test_that_changing_the_cell_is_one_change_of_the_active_viewport(viewports: Viewports) -> None:
    viewports.divide(1, 2)
    heard: list[tuple[ViewportState, ViewportState]] = []
    viewports.active.changed.connect(lambda before, now: heard.append((before, now)))
    first, second = viewports.visible()

    viewports.activate(second.viewport_id)

    assert heard == [(first.value, second.value)]


def test_that_only_the_active_cell_is_heard(viewports: Viewports) -> None:
    viewports.divide(1, 2)
    first, second = viewports.visible()
    viewports.activate(second.viewport_id)
    heard: list[int] = []
    viewports.active.changed.connect(lambda _, now: heard.append(now.index))

    first.scroll_to(1)
    second.scroll_to(8)

    assert heard == [8]


def test_that_verbs_go_to_the_active_cell(viewports: Viewports) -> None:
    viewports.divide(1, 2)
    first, second = viewports.visible()
    viewports.activate(second.viewport_id)

    viewports.active.scroll_to(3)
    viewports.active.zoom_to(2.0)

    assert (second.value.index, second.value.zoom) == (3, 2.0)
    assert (first.value.index, first.value.zoom) == (4, 1.0)


def test_that_a_maximised_cell_is_all_that_is_seen(viewports: Viewports) -> None:
    viewports.divide(2, 2)
    viewports.activate(viewports.value.cells[1])

    viewports.toggle_maximised()
    alone = shown(viewports)
    viewports.toggle_maximised()

    assert alone == ["1.2:0"]
    assert len(shown(viewports)) == 4


def test_that_stepping_goes_around(viewports: Viewports) -> None:
    viewports.divide(1, 3)

    viewports.step(-1)

    assert viewports.value.active == viewports.value.cells[2]


def test_that_closing_a_study_empties_every_cell_that_shows_it(viewports: Viewports) -> None:
    other = study(series("9.0"), uid="9")
    viewports.divide(1, 2)
    viewports.visible()[1].show(other, other.series[0].display_sets[0])

    viewports.close({"1.2"})

    assert shown(viewports) == ["", "9.0:0"]


def test_that_a_cell_in_a_window_of_its_own_leaves_an_empty_one(viewports: Viewports) -> None:
    apart = viewports.value.active

    viewports.detach()

    assert viewports.value.detached == (apart,)
    assert shown(viewports) == ["", "1.1:0"]
    assert viewports.value.active == apart


def test_that_a_window_of_its_own_outlives_another_layout(viewports: Viewports) -> None:
    viewports.detach()

    viewports.divide(1, 2)

    assert shown(viewports) == ["1.2:0", "1.3:0", "1.1:0"]


def test_that_an_image_comes_back_from_its_window_into_an_empty_cell(
    viewports: Viewports,
) -> None:
    viewports.detach()

    viewports.give_up(viewports.value.detached[0])

    assert viewports.value.detached == ()
    assert viewports.value.active == viewports.value.cells[0]
    assert shown(viewports) == ["1.1:0"]


def test_that_an_image_without_an_empty_cell_goes_with_its_window(viewports: Viewports) -> None:
    viewports.detach()
    viewports.divide(1, 2)

    viewports.give_up(viewports.value.detached[0])

    assert shown(viewports) == ["1.2:0", "1.3:0"]
    assert viewports.value.active == viewports.value.cells[0]


def test_that_another_window_does_not_take_the_room_of_a_maximised_cell(
    viewports: Viewports,
) -> None:
    viewports.detach()
    viewports.divide(1, 2)
    viewports.activate(viewports.value.cells[0])
    viewports.toggle_maximised()

    viewports.activate(viewports.value.detached[0])

    assert viewports.value.in_window == (viewports.value.cells[0],)
