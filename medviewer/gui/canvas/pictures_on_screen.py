"""The pictures that are on the screen, to be copied or printed: of every canvas, whatever it shows."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.domain.study import Study
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.canvas.plane_canvas import PlaneCanvas
from medviewer.gui.canvas.sheet_canvas import SheetCanvas
from medviewer.gui.canvas.solid_canvas import SolidCanvas
from medviewer.gui.canvas.still_picture import Size, black, still_picture
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import Viewport
from medviewer.session.session import Session

Canvas = ImageCanvas | PlaneCanvas | SolidCanvas | SheetCanvas


class Picture(Protocol):
    """What can be drawn in any size."""

    @property
    def study(self) -> Study: ...

    def draw(self, size: Size, ratio: float, *, is_named: bool = True) -> QImage:
        """In a room of that (width, height), with `ratio` pixels to each of its."""
        ...

    def as_shown(self, ratio: float, *, is_named: bool = True) -> QImage:
        """As it is on the screen."""
        ...

    def in_full(self, *, is_named: bool = True) -> QImage:
        """All of the image, no pixel lost."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class GrabbedPicture:
    """A computed plane or a volume in 3-D, in the pixels of the screen: it has none of its own."""

    study: Study
    named: QImage
    unnamed: QImage

    def draw(self, size: Size, ratio: float, *, is_named: bool = True) -> QImage:
        room = black(*(round(side * ratio) for side in size))
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled = self.in_full(is_named=is_named).scaled(room.size(), keep, smooth)
        painter = QPainter(room)
        left, top = (room.width() - scaled.width()) // 2, (room.height() - scaled.height()) // 2
        painter.drawImage(left, top, scaled)
        painter.end()
        return room

    def as_shown(self, ratio: float, *, is_named: bool = True) -> QImage:
        del ratio  # it was grabbed in the screen's
        return self.in_full(is_named=is_named)

    def in_full(self, *, is_named: bool = True) -> QImage:
        return self.named if is_named else self.unnamed


def pictures_on_screen(session: Session, translator: Translator) -> tuple[Picture, ...]:
    """Of all canvases that are seen, in reading order; those without an image are left out."""
    found = (picture_of(canvas, session, translator) for canvas in _canvases(session))
    return tuple(picture for picture in found if picture is not None)


def active_picture(session: Session, translator: Translator) -> tuple[Picture, float] | None:
    """Of the canvas that keys and commands mean, and its screen's pixel ratio."""
    canvas = next((each for each in _canvases(session) if _is_active(each, session)), None)
    picture = picture_of(canvas, session, translator) if canvas is not None else None
    return (picture, canvas.devicePixelRatioF()) if picture and canvas is not None else None


def picture_of(canvas: Canvas, session: Session, translator: Translator) -> Picture | None:
    if isinstance(canvas, ImageCanvas):
        size = (canvas.width(), canvas.height())
        return still_picture(session, canvas.viewport, size, canvas.font(), translator)
    viewport = _viewport(canvas, session)
    study = session.planes.mpr.value.study if viewport is None else viewport.value.study
    return _grabbed(canvas, study, session) if study is not None else None


def _viewport(canvas: Canvas, session: Session) -> Viewport | None:
    """What keys and commands mean when they mean that canvas; None for the curved plane, which has none."""
    if isinstance(canvas, SolidCanvas):
        return session.planes.room.viewport
    return canvas.viewport if isinstance(canvas, ImageCanvas | PlaneCanvas) else None


def _grabbed(canvas: QWidget, study: Study, session: Session) -> GrabbedPicture:
    """With the patient's name and without: the texts follow the session at once."""
    overlays, is_named = session.overlays, session.overlays.value.shows_identity
    named = canvas.grab().toImage()
    overlays.update(shows_identity=False)
    unnamed = canvas.grab().toImage()
    overlays.update(shows_identity=is_named)
    return GrabbedPicture(study, named, unnamed)


def _canvases(session: Session) -> list[Canvas]:
    """In every window; the active one's first, from the top left on."""
    seen = [
        widget
        for widget in QApplication.allWidgets()
        if isinstance(widget, Canvas) and widget.session is session and widget.isVisible()
    ]
    return sorted(seen, key=_reading_order)


def _reading_order(canvas: QWidget) -> tuple[bool, int, int]:
    at = canvas.mapTo(canvas.window(), canvas.rect().topLeft())
    return (canvas.window() is not QApplication.activeWindow(), at.y(), at.x())


def _is_active(canvas: Canvas, session: Session) -> bool:
    return _viewport(canvas, session) is session.viewports.active.target
