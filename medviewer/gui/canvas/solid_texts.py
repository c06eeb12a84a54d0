"""What stands around the solid: whose and what, as around an image, and that nothing is measured on it."""

from collections.abc import Iterable

from medviewer.gui.canvas.corner_texts import (
    Corners,
    LiveValues,
    corners,
    number_text,
    window_text,
)
from medviewer.gui.canvas.fidelity_light import TERMINAL_SHAPE
from medviewer.gui.canvas.halo_text import WARNING, Line
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.planes.solid_pictures import MIP
from medviewer.session.session import Session
from medviewer.words import Message, message

MIP_NAME = message("3-D", "MIP")


def solid_corners(
    session: Session, translator: Translator, amount: CornerTexts, fidelity: tuple[Line, ...] = ()
) -> Corners:
    """As `corners`, with how the volume is seen in place of its slice's place.

    Args:
        fidelity: how coarse it is just now; said in every state of the texts, as is what it never shows.
    """
    room = session.planes.room
    live = LiveValues(1.0)
    around = corners(session, room.viewport, translator, live, amount)
    if not room.is_open:
        return around
    altered = corners(session, room.viewport, translator, live, CornerTexts.NONE).bottom_left
    always = (*fidelity, *altered, *_never_shown(session, translator))
    if amount is CornerTexts.NONE:
        return Corners(bottom_left=always)
    series = corners(session, room.viewport, translator, live, CornerTexts.MINIMAL).bottom_right
    return Corners(
        top_left=around.top_left,
        top_right=around.top_right,
        bottom_left=(*always, *(Line(translator(text)) for text in _window(session))),
        bottom_right=(*series, Line(translator(_look(session)) + " · 3-D")),
    )


def _window(session: Session) -> Iterable[Message]:
    room = session.planes.room
    window, shown = room.window(), room.solid.value.display_set
    if window is not None and shown is not None and room.pictures.look == MIP:
        yield window_text(window, session.value_scales.of(shown))


def _look(session: Session) -> Message:
    pictures = session.planes.room.pictures
    names = {each.key: each.name for each in pictures.looks}
    return names.get(pictures.look, MIP_NAME)


def _never_shown(session: Session, translator: Translator) -> Iterable[Line]:
    """No pixel of it is one that is stored."""
    picture = session.planes.room.pictures.picture
    if picture is not None:
        side = number_text(picture.sight.voxel_mm)
        words = message("3-D", "voxels of {side} mm, not for measuring", side=side)
        yield Line(TERMINAL_SHAPE + translator(words), WARNING)
