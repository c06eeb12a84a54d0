"""Changes of view, kept within what exists."""

import dataclasses

import pytest

from medviewer.domain.voi import VoiWindow
from medviewer.session.images.viewport import (
    CornerTexts,
    DataPresentation,
    Overlays,
    Presentations,
    Viewport,
)
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


@pytest.fixture
def viewport(make_study: MakeStudy) -> Viewport:
    study = make_study(9)
    viewport = Viewport()
    viewport.show(study, study.series[0].display_sets[0])
    return viewport


def test_that_a_series_is_shown_from_its_middle_fitted(viewport: Viewport) -> None:
    assert (viewport.value.index, viewport.value.zoom, viewport.value.pan_mm) == (4, 1.0, (0, 0))


@pytest.mark.parametrize(("steps", "expected"), [(2, 6), (100, 8), (-100, 0)])
def test_that_scrolling_stops_at_the_ends(viewport: Viewport, steps: int, expected: int) -> None:
    viewport.scroll_by(steps)

    assert viewport.value.index == expected


@pytest.mark.parametrize(("zoom", "expected"), [(2.0, 2.0), (1e9, 40.0), (0.0, 0.1)])
def test_that_zoom_stays_usable(viewport: Viewport, zoom: float, expected: float) -> None:
    viewport.zoom_to(zoom)

    assert viewport.value.zoom == expected


def test_that_slices_found_later_do_not_move_the_reader(
    viewport: Viewport, make_study: MakeStudy
) -> None:
    shown = viewport.value.display_set
    assert shown is not None
    place = shown.frames[viewport.value.index]
    grown_set = dataclasses.replace(
        shown, frames=(*make_study(3, "9.9").series[0].display_sets[0].frames, *shown.frames)
    )
    study = viewport.value.study
    assert study is not None
    grown = dataclasses.replace(
        study, series=(dataclasses.replace(study.series[0], display_sets=(grown_set,)),)
    )

    viewport.renew(grown)

    assert viewport.value.display_set == grown_set
    assert grown_set.frames[viewport.value.index] == place


def test_that_another_study_growing_changes_nothing(
    viewport: Viewport, make_study: MakeStudy
) -> None:
    before = viewport.value

    viewport.renew(make_study(30, "7.7"))

    assert viewport.value == before


def test_that_windows_belong_to_the_data() -> None:
    presentations = Presentations()
    heard: list[str] = []
    presentations.changed.connect(heard.append)

    presentations.set_window("a", VoiWindow(40, 400))
    presentations.toggle_inversion("a")
    presentations.set_window("a", VoiWindow(40, 400))

    assert presentations.of("a") == DataPresentation(VoiWindow(40, 400), is_inverted=True)
    assert presentations.of("b") == DataPresentation()
    assert heard == ["a", "a"]


def test_that_corner_texts_step_through_three_states() -> None:
    overlays = Overlays()
    seen = []
    for _ in range(3):
        overlays.next_corner_texts()
        seen.append(overlays.value.corner_texts)

    assert seen == [CornerTexts.MINIMAL, CornerTexts.NONE, CornerTexts.FULL]


def test_that_peeking_hides_all_of_the_ai() -> None:
    overlays = Overlays()
    overlays.update(shows_attention=True)

    overlays.update(is_peeking=True)

    assert not overlays.value.draws_findings
    assert not overlays.value.draws_attention
