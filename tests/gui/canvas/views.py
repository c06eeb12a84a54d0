"""What the canvas shows, and what it should show."""

from PySide6.QtGui import QImage

from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.imaging.render import ImageArray, render_grey
from tests.gui.canvas.samples import (
    ct_array,
)

HEADER_WINDOW = VoiWindow(40, 400)


def rendered(index: int, window: VoiWindow = HEADER_WINDOW) -> ImageArray:
    return render_grey(Frame(ct_array(index), Unit.HU), window)


def screen_of(canvas: ImageCanvas, column: float, row: float) -> tuple[int, int]:
    geometry = canvas.geometry_now()
    assert geometry is not None
    at = geometry.to_screen(column, row)
    return (round(at.x), round(at.y))


def picture(canvas: ImageCanvas) -> QImage:
    return canvas.grab().toImage()
