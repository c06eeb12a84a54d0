"""What stands around the solid: whose and what, as around an image, and that nothing is measured on it."""

from collections.abc import Iterable

from medviewer.gui.canvas.corner_texts import (
    Corners,
    LiveValues,
    corners,
    number_text,
    window_text,
)
from medviewer.gui.canvas.halo_text import FAINT, Line
from medviewer.gui.translation import Translator
from medviewer.session.session import Session
from medviewer.session.solid_pictures import MIP
from medviewer.session.viewport import CornerTexts
from medviewer.words import Message, message

MIP_NAME = message("3-D", "MIP")


def solid_corners(session: Session, translator: Translator, amount: CornerTexts) -> Corners:
    """As `corners`, with how the volume is seen in place of its slice's place."""
    room = session.planes.room
    live = LiveValues(1.0)
    around = corners(session, room.viewport, translator, live, amount)
    if amount is CornerTexts.NONE or not room.is_open:
        return around
    series = corners(session, room.viewport, translator, live, CornerTexts.MINIMAL).bottom_right
    altered = corners(session, room.viewport, translator, live, CornerTexts.NONE).bottom_left
    return Corners(
        top_left=around.top_left,
        top_right=around.top_right,
        bottom_left=(*altered, *(Line(translator(text)) for text in _window(session))),
        bottom_right=(*series, *_how(session, translator)),
    )


def _window(session: Session) -> Iterable[Message]:
    room = session.planes.room
    window, shown = room.window(), room.solid.value.display_set
    if window is not None and shown is not None and room.pictures.look == MIP:
        yield window_text(window, session.value_scales.of(shown))


def _how(session: Session, translator: Translator) -> Iterable[Line]:
    pictures = session.planes.room.pictures
    names = {each.key: each.name for each in pictures.looks}
    yield Line(translator(names.get(pictures.look, MIP_NAME)) + " · 3-D")
    if pictures.picture is not None:
        voxels = message(
            "3-D",
            "voxels of {side} mm, not for measuring",
            side=number_text(pictures.picture.sight.voxel_mm),
        )
        yield Line(translator(voxels), FAINT)
