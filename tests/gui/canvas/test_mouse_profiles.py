"""Three mouse profiles and the reader's own; and that a drag does what the profile says."""

import pytest

from medviewer.domain.voi import VoiWindow
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.tools.bindings import mouse_actions
from medviewer.gui.tools.mouse_profiles import (
    GESTURES,
    PROFILES,
    DragEffect,
    DragGesture,
    effect_of,
    effects,
    own_effects,
    own_text,
)
from medviewer.session.drawing.drawing import ToolKind
from medviewer.settings import MOUSE_PROFILES, Settings
from tests.gui.canvas.hand import Button, Modifier, drag
from tests.gui.canvas.samples import Desk

pytestmark = pytest.mark.gui

BY = (30, 40)  # to the right and down, far enough to scroll


def test_that_every_profile_of_the_settings_says_what_every_gesture_does() -> None:
    assert {*PROFILES, "own"} == set(MOUSE_PROFILES)
    assert all([*effects] == [g.name for g in GESTURES] for effects in PROFILES.values())


@pytest.mark.parametrize(
    ("profile", "left", "middle", "right"),
    [
        ("standard", "window", "pan", "zoom"),
        ("scroll", "scroll", "pan", "window"),
        ("pacs", "pan", "scroll", "window"),
    ],
)
def test_that_the_plain_buttons_are_as_in_the_viewers_the_profile_is_named_for(
    profile: str, left: str, middle: str, right: str
) -> None:
    chosen = effects(Settings(mouse=profile))

    assert [chosen[name] for name in ("left", "middle", "right")] == [left, middle, right]


def test_that_own_bindings_come_back_as_they_were_written() -> None:
    mine = {gesture.name: DragEffect.NONE for gesture in GESTURES}

    assert own_effects(own_text(mine)) == mine


def test_that_damaged_own_bindings_leave_the_usual_ones() -> None:
    assert own_effects("left=fly =pan what zoom= right=pan") == {
        **PROFILES["standard"],
        "right": DragEffect.PAN,
    }


def test_that_a_gesture_nobody_named_does_nothing() -> None:
    assert effect_of(Button.BackButton, Modifier.NoModifier, Settings()) is DragEffect.NONE


def test_that_the_right_button_windows_where_the_profile_says_so(
    canvas: ImageCanvas, desk: Desk
) -> None:
    before = (desk.session.window(), desk.session.viewport.value.zoom)
    desk.session.preferences.update(mouse="scroll")

    drag(canvas, (40, 0), Button.RightButton)

    assert desk.session.window() != before[0]
    assert desk.session.viewport.value.zoom == before[1]


def done_by(desk: Desk, before: tuple[object, ...]) -> DragEffect:
    """Which of the four a drag changed; fails where it changed two."""
    now = looks(desk)
    kinds = (DragEffect.WINDOW, DragEffect.ZOOM, DragEffect.SCROLL)
    changed = [kind for kind, a, b in zip(kinds, before, now, strict=False) if a != b]
    # Zooming about the place under the mouse moves the image, too.
    if not changed and before[3] != now[3]:
        changed = [DragEffect.PAN]
    assert len(changed) <= 1
    return changed[0] if changed else DragEffect.NONE


def looks(desk: Desk) -> tuple[object, ...]:
    state = desk.session.viewport.value
    return (desk.session.window(), state.zoom, state.index, state.pan_mm)


def test_that_a_reader_may_turn_windowing_and_zooming_round(
    canvas: ImageCanvas, desk: Desk
) -> None:
    desk.session.preferences.update(window_drag="darker", zoom_drag="larger")
    before = desk.session.window()

    drag(canvas, (0, -40))
    drag(canvas, (0, -40), Button.RightButton)

    now = desk.session.window()
    assert isinstance(before, VoiWindow)
    assert isinstance(now, VoiWindow)
    assert now.center > before.center  # what was grey is darker
    assert desk.session.viewport.value.zoom > 1.0


def test_that_the_words_of_a_gesture_follow_its_direction() -> None:
    turned = Settings(window_drag="darker", zoom_drag="larger")

    told = [str(action.effect) for action in mouse_actions(turned)]

    assert "Window: to the right wider, up darker" in told
    assert "Zoom: up in, down out" in told


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("gesture", GESTURES, ids=lambda gesture: gesture.name)
def test_that_every_gesture_does_what_its_profile_says(
    canvas: ImageCanvas, desk: Desk, profile: str, gesture: DragGesture
) -> None:
    desk.session.preferences.update(mouse=profile)
    before = looks(desk)

    drag(canvas, BY, gesture.button, gesture.modifier)

    assert done_by(desk, before) == PROFILES[profile][gesture.name]


@pytest.mark.parametrize(
    ("tool", "effect"),
    [
        (ToolKind.WINDOW, DragEffect.WINDOW),
        (ToolKind.SCROLL, DragEffect.SCROLL),
        (ToolKind.ZOOM, DragEffect.ZOOM),
        (ToolKind.PAN, DragEffect.PAN),
    ],
)
def test_that_a_tool_takes_the_left_button_in_every_profile(
    canvas: ImageCanvas, desk: Desk, tool: ToolKind, effect: DragEffect
) -> None:
    for profile in PROFILES:
        desk.session.preferences.update(mouse=profile)
        desk.registry.run(f"tool.{tool.value}")
        before = looks(desk)

        drag(canvas, BY)

        assert done_by(desk, before) == effect
