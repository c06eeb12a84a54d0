"""Which button and which modifier does what. One table; the page of keys and mouse shows it, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

from medviewer.gui.tools.pan_tool import PanTool
from medviewer.gui.tools.scroll_tool import ScrollTool
from medviewer.gui.tools.tool import Tool
from medviewer.gui.tools.window_tool import WindowTool
from medviewer.gui.tools.zoom_tool import ZoomTool
from medviewer.words import Message, message

Button, Modifier = Qt.MouseButton, Qt.KeyboardModifier
PLAIN = Modifier.NoModifier
HELD = Modifier.ShiftModifier | Modifier.ControlModifier | Modifier.AltModifier


@dataclass(frozen=True, slots=True)
class MouseAction:
    """A line on the page of keys and mouse."""

    gesture: Message
    effect: Message


@dataclass(frozen=True, slots=True)
class Drag:
    """Which tool follows a drag."""

    button: Qt.MouseButton
    modifier: Qt.KeyboardModifier
    tool: type[Tool]
    action: MouseAction


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


DRAGS = (
    Drag(
        Button.LeftButton,
        PLAIN,
        WindowTool,
        MouseAction(
            message("Mouse", "Drag, left button"),
            message("Mouse", "Window: to the right wider, up brighter"),
        ),
    ),
    Drag(
        Button.MiddleButton,
        PLAIN,
        PanTool,
        MouseAction(message("Mouse", "Drag, middle button"), message("Mouse", "Move the image")),
    ),
    Drag(
        Button.RightButton,
        PLAIN,
        ZoomTool,
        MouseAction(
            message("Mouse", "Drag, right button"), message("Mouse", "Zoom: down in, up out")
        ),
    ),
    Drag(
        Button.LeftButton,
        Modifier.ShiftModifier,
        PanTool,
        MouseAction(message("Mouse", "Shift + drag"), message("Mouse", "Move the image")),
    ),
    Drag(
        Button.LeftButton,
        Modifier.ControlModifier,
        ZoomTool,
        MouseAction(message("Mouse", "Ctrl + drag"), message("Mouse", "Zoom: down in, up out")),
    ),
    Drag(
        Button.LeftButton,
        Modifier.AltModifier,
        ScrollTool,
        MouseAction(message("Mouse", "Alt + drag"), message("Mouse", "Scroll through the series")),
    ),
)

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
    MouseAction(message("Mouse", "Click on a box"), message("Mouse", "Select the finding")),
    MouseAction(message("Mouse", "Right click"), message("Mouse", "Menu of window presets")),
    MouseAction(message("Mouse", "Hold Space"), message("Mouse", "Hide all of the AI")),
)

MOUSE_ACTIONS = (
    *(wheel.action for wheel in WHEELS),
    *(drag.action for drag in DRAGS),
    *CLICKS,
)

Gesture = tuple[Qt.MouseButton, Qt.KeyboardModifier]


def drag_tools() -> Mapping[Gesture, Tool]:
    """A fresh tool for every gesture of the table."""
    return {(drag.button, drag.modifier): drag.tool() for drag in DRAGS}


def wheel_for(modifiers: Qt.KeyboardModifier) -> Wheel:
    """The row for the modifiers held; a plain scroll where none fits."""
    held = modifiers & HELD  # not the keypad's or a layout's own flag
    return next((wheel for wheel in WHEELS if wheel.modifier == held), WHEELS[0])
