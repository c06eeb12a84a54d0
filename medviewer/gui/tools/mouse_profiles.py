"""What dragging does in each mouse profile, and in the reader's own.

OHIF and Weasis window with the left button; IHE's basic image review scrolls with it; a PACS workstation
windows with the right one. `Settings.mouse` names the profile, `Settings.mouse_own` keeps the reader's own
as words such as `left=window right=zoom`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt

from medviewer.settings import Settings
from medviewer.words import Message, message

Button, Modifier = Qt.MouseButton, Qt.KeyboardModifier
OWN = "own"
USUAL = "standard"


class DragEffect(StrEnum):
    WINDOW = "window"
    PAN = "pan"
    ZOOM = "zoom"
    SCROLL = "scroll"
    NONE = "none"


EFFECT_WORDS = {
    DragEffect.WINDOW: message("Mouse", "Window: to the right wider, up brighter"),
    DragEffect.PAN: message("Mouse", "Move the image"),
    DragEffect.ZOOM: message("Mouse", "Zoom: down in, up out"),
    DragEffect.SCROLL: message("Mouse", "Scroll through the series"),
    DragEffect.NONE: message("Mouse", "Nothing"),
}
# As the reader may have turned them round: viewers differ, and hands remember.
TURNED_WORDS = {
    DragEffect.WINDOW: message("Mouse", "Window: to the right wider, up darker"),
    DragEffect.ZOOM: message("Mouse", "Zoom: up in, down out"),
}


@dataclass(frozen=True, slots=True)
class DragGesture:
    """A button, held with a modifier or without; `name` is what the settings call it."""

    name: str
    button: Qt.MouseButton
    modifier: Qt.KeyboardModifier
    words: Message


GESTURES = (
    DragGesture(
        "left", Button.LeftButton, Modifier.NoModifier, message("Mouse", "Drag, left button")
    ),
    DragGesture(
        "middle", Button.MiddleButton, Modifier.NoModifier, message("Mouse", "Drag, middle button")
    ),
    DragGesture(
        "right", Button.RightButton, Modifier.NoModifier, message("Mouse", "Drag, right button")
    ),
    DragGesture(
        "shift_left", Button.LeftButton, Modifier.ShiftModifier, message("Mouse", "Shift + drag")
    ),
    DragGesture(
        "ctrl_left", Button.LeftButton, Modifier.ControlModifier, message("Mouse", "Ctrl + drag")
    ),
    DragGesture(
        "alt_left", Button.LeftButton, Modifier.AltModifier, message("Mouse", "Alt + drag")
    ),
    DragGesture(
        "shift_right",
        Button.RightButton,
        Modifier.ShiftModifier,
        message("Mouse", "Shift + drag, right button"),
    ),
    DragGesture(
        "ctrl_right",
        Button.RightButton,
        Modifier.ControlModifier,
        message("Mouse", "Ctrl + drag, right button"),
    ),
)

Effects = Mapping[str, DragEffect]  # by the gesture's name; what is missing does nothing


def _all(*effects: DragEffect) -> Effects:
    """One effect a gesture, in their order."""
    return {gesture.name: effect for gesture, effect in zip(GESTURES, effects, strict=True)}


_W, _P, _Z, _S, _N = DragEffect
PROFILES: Mapping[str, Effects] = {
    USUAL: _all(_W, _P, _Z, _P, _Z, _S, _N, _N),
    "scroll": _all(_S, _P, _W, _P, _Z, _W, _P, _Z),
    "pacs": _all(_P, _S, _W, _Z, _Z, _S, _P, _Z),
}


def effect_words(effect: DragEffect, settings: Settings) -> Message:
    """What a drag does, in the direction this reader has set."""
    turned = {
        DragEffect.WINDOW: settings.window_drag == "darker",
        DragEffect.ZOOM: settings.zoom_drag == "larger",
    }
    return TURNED_WORDS[effect] if turned.get(effect, False) else EFFECT_WORDS[effect]


def effects(settings: Settings) -> Effects:
    """What every gesture does for this reader."""
    if settings.mouse == OWN:
        return own_effects(settings.mouse_own)
    return PROFILES.get(settings.mouse, PROFILES[USUAL])


def own_effects(text: str) -> Effects:
    """The reader's own; what is missing or unknown is as in the usual profile."""
    chosen = dict(PROFILES[USUAL])
    for word in text.split():
        name, _, effect = word.partition("=")
        if name in chosen and effect in tuple(DragEffect):
            chosen[name] = DragEffect(effect)
    return chosen


def own_text(chosen: Effects) -> str:
    """`own_effects` read backwards, for the settings file."""
    return " ".join(f"{name}={effect.value}" for name, effect in chosen.items())


def effect_of(
    button: Qt.MouseButton, modifier: Qt.KeyboardModifier, settings: Settings
) -> DragEffect:
    """What a drag does; nothing where no gesture of the table fits."""
    for gesture in GESTURES:
        if (gesture.button, gesture.modifier) == (button, modifier):
            return effects(settings).get(gesture.name, DragEffect.NONE)
    return DragEffect.NONE
