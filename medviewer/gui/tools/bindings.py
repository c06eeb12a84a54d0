"""Which button, modifier and turn of the wheel does what; the page of keys and mouse shows it, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

from medviewer.gui.tools.mouse_profiles import (
    GESTURES,
    DragEffect,
    effect_of,
    effect_words,
    effects,
)
from medviewer.gui.tools.pan_tool import PanTool
from medviewer.gui.tools.scroll_tool import ScrollTool
from medviewer.gui.tools.tool import Tool
from medviewer.gui.tools.window_tool import WindowTool
from medviewer.gui.tools.zoom_tool import ZoomTool
from medviewer.settings import Settings
from medviewer.words import Message, message

Modifier = Qt.KeyboardModifier
PLAIN = Modifier.NoModifier
HELD = Modifier.ShiftModifier | Modifier.ControlModifier | Modifier.AltModifier


@dataclass(frozen=True, slots=True)
class MouseAction:
    """A line on the page of keys and mouse."""

    gesture: Message
    effect: Message


class WheelEffect(Enum):
    SCROLL = "scroll"
    ZOOM = "zoom"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class Wheel:
    """What a notch of the wheel does, how many times over."""

    modifier: Qt.KeyboardModifier
    effect: WheelEffect
    times: int
    action: MouseAction


TOOLS: Mapping[DragEffect, type[Tool]] = {
    DragEffect.WINDOW: WindowTool,
    DragEffect.PAN: PanTool,
    DragEffect.ZOOM: ZoomTool,
    DragEffect.SCROLL: ScrollTool,
}

WHEELS = (
    Wheel(
        PLAIN,
        WheelEffect.SCROLL,
        1,
        MouseAction(message("Mouse", "Wheel"), message("Mouse", "One image on or back")),
    ),
    Wheel(
        Modifier.ShiftModifier,
        WheelEffect.SCROLL,
        5,
        MouseAction(message("Mouse", "Shift + wheel"), message("Mouse", "Five images on or back")),
    ),
    Wheel(
        Modifier.ControlModifier,
        WheelEffect.ZOOM,
        1,
        MouseAction(message("Mouse", "Ctrl + wheel"), message("Mouse", "Zoom about the pointer")),
    ),
    Wheel(
        Modifier.AltModifier,
        WheelEffect.PHASE,
        1,
        MouseAction(
            message("Mouse", "Alt + wheel"),
            message("Mouse", "Next or previous time, echo, b-value"),
        ),
    ),
)

CLICKS = (
    MouseAction(
        message("Mouse", "Drag the crosshair of the planes"),
        message("Mouse", "The centre moves all planes, a line its own, a dot turns them"),
    ),
    MouseAction(
        message("Mouse", "Click on a box"), message("Mouse", "Select the finding; twice: change it")
    ),
    MouseAction(
        message("Mouse", "Shift + wheel, while a finding is changed"),
        message("Mouse", "Takes the end of its slices along"),
    ),
    MouseAction(
        message("Mouse", "Double-click"),
        message("Mouse", "Give the image all the room, or the others theirs again"),
    ),
    MouseAction(
        message("Mouse", "Drag a series from the list"), message("Mouse", "Show it in that cell")
    ),
    MouseAction(
        message("Mouse", "Click, or Shift + move, with the 3-D cursor on"),
        message("Mouse", "All cells go to that place"),
    ),
    MouseAction(
        message("Mouse", "Drag a handle or a line"),
        message("Mouse", "Move a measurement, whatever the tool"),
    ),
    MouseAction(
        message("Mouse", "Click, click"), message("Mouse", "Draw from point to point, too")
    ),
    MouseAction(
        message("Mouse", "Right click"),
        message("Mouse", "Menu of window presets; while drawing, one point back"),
    ),
    MouseAction(message("Mouse", "Hold Space"), message("Mouse", "Hide all of the AI")),
)


def mouse_actions(settings: Settings) -> tuple[MouseAction, ...]:
    """Everything the mouse does for this reader; a gesture that does nothing is left out."""
    chosen = effects(settings)
    drags = (
        MouseAction(gesture.words, effect_words(chosen[gesture.name], settings))
        for gesture in GESTURES
        if chosen[gesture.name] is not DragEffect.NONE
    )
    return (*(wheel.action for wheel in WHEELS), *drags, *CLICKS)


def drag_tool(
    button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, settings: Settings
) -> Tool | None:
    """A fresh tool for a drag that begins; None where it does nothing."""
    tool = TOOLS.get(effect_of(button, modifiers & HELD, settings))
    return tool() if tool is not None else None


def wheel_for(modifiers: Qt.KeyboardModifier) -> Wheel:
    """The row for the modifiers held; a plain scroll where none fits."""
    held = modifiers & HELD  # not the keypad's or a layout's own flag
    return next((wheel for wheel in WHEELS if wheel.modifier == held), WHEELS[0])
