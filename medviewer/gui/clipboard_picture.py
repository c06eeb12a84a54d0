"""The image in front of the reader into the clipboard, with everything that lies on it."""

from PySide6.QtGui import QGuiApplication

from medviewer.gui.desk import Desk
from medviewer.words import message


def copy_picture(desk: Desk, *, in_full: bool) -> None:
    """Copy what the active canvas shows, or all of its image with no pixel lost."""
    from medviewer.gui.canvas.pictures_on_screen import (  # pyqtgraph, not before the first paint
        active_picture,
    )

    session = desk.session
    found = active_picture(session, desk.translator)
    if found is None:
        session.messages.warn(NOTHING)
        return
    picture, ratio = found
    image = picture.in_full() if in_full else picture.as_shown(ratio)
    QGuiApplication.clipboard().setImage(image)
    session.messages.note(
        message(
            "Pictures",
            "The image is in the clipboard, {width} × {height} pixels.",
            width=image.width(),
            height=image.height(),
        )
    )


NOTHING = message(
    "Pictures",
    "Nothing was copied: the image is not there yet. Wait until it is shown and try again.",
)
