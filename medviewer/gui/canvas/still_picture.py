"""What a viewport shows, held still: drawn again in any size for the clipboard or for paper.

Pixels and marks are those of the screen, drawn by the same functions; what only belongs to reading (the
value under the mouse, handles, a half-drawn measurement, the lens) is left out.
"""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from medviewer.domain.study import Study
from medviewer.gui.canvas.ai_marks import ai_marks
from medviewer.gui.canvas.corner_texts import Corners, LiveValues, corners
from medviewer.gui.canvas.marks_sheet import Marks, paint_marks
from medviewer.gui.canvas.measure_marks import MeasureMarks, measure_marks
from medviewer.gui.canvas.object_marks import STILL, object_marks
from medviewer.gui.canvas.picture_view import as_qimage, halved, halvings
from medviewer.gui.canvas.place_marks import place_marks
from medviewer.gui.canvas.segment_layer import segment_marks
from medviewer.gui.canvas.view_geometry import ViewGeometry, view_geometry
from medviewer.gui.translation import Translator
from medviewer.imaging.image_graphics import with_graphics
from medviewer.imaging.luts import WHITE
from medviewer.imaging.marks import Rectangle
from medviewer.imaging.render import ImageArray, render_grey
from medviewer.session.images.viewport import CornerTexts, Viewport
from medviewer.session.session import Session

SIZE_FOR_TEXTS = 900  # pixels of the longer side at which texts have their usual size
EXACT = 1e-6  # this near to one pixel for one nothing is interpolated
Size = tuple[int, int]  # width, height


@dataclass(frozen=True, slots=True, eq=False)
class StillPicture:
    """One image with all that lies on it.

    Attributes:
        pixels: uint8, grey or RGB, one for each pixel of the image.
        marks: with the geometry they are shown in.
        unnamed: the texts for a picture that shall not say who the patient is.
    """

    study: Study
    pixels: ImageArray
    marks: Marks
    unnamed: Corners
    font: QFont
    translator: Translator

    def draw(self, size: Size, ratio: float, *, is_named: bool = True) -> QImage:
        """As in a viewport of that (width, height), with `ratio` pixels to each of its."""
        assert self.marks.geometry is not None  # `still_picture` gave it one
        geometry = replace(self.marks.geometry, size=size)
        return self._drawn(geometry, ratio, is_named=is_named)

    def as_shown(self, ratio: float, *, is_named: bool = True) -> QImage:
        """The part that is on the screen, in the screen's own pixels."""
        assert self.marks.geometry is not None
        return self.draw(self.marks.geometry.size, ratio, is_named=is_named)

    def in_full(self, *, is_named: bool = True) -> QImage:
        """The whole image, at least one pixel for each of its own, in true proportions.

        A small one is enlarged by a whole number, so that the texts have room.
        """
        assert self.marks.geometry is not None
        width, height = native_size(self.marks.geometry.of_picture)
        ratio = max(width, height) / SIZE_FOR_TEXTS
        size = (round(width / ratio), round(height / ratio))
        whole = replace(self.marks.geometry, size=size, zoom=1.0, pan_mm=(0.0, 0.0), anchor=0)
        image = black(width, height)
        painter = QPainter(image)
        # Not by the geometry, whose size in whole numbers may be off by a part of a pixel.
        paint_image(painter, QRectF(0, 0, width, height), whole.turn.applied_to(self.pixels), 1.0)
        painter.end()
        return self._marked(image, whole, ratio, is_named=is_named)

    def _drawn(self, geometry: ViewGeometry, ratio: float, *, is_named: bool) -> QImage:
        width, height = (round(side * ratio) for side in geometry.size)
        image = black(width, height)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        rows, columns = geometry.shape
        place = geometry.rectangle_to_screen(Rectangle(-0.5, -0.5, columns - 0.5, rows - 0.5))
        target = QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))
        paint_image(painter, target, geometry.turn.applied_to(self.pixels), ratio)
        painter.end()
        return self._marked(image, geometry, ratio, is_named=is_named)

    def _marked(
        self, image: QImage, geometry: ViewGeometry, ratio: float, *, is_named: bool
    ) -> QImage:
        """Everything that lies over the image, painted into it."""
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        texts = self.marks.corners if is_named else self.unnamed
        marks = replace(self.marks, geometry=geometry, corners=texts)
        paint_marks(painter, marks, self.font, self.translator)
        painter.end()
        image.setDevicePixelRatio(1.0)  # who takes it knows nothing of our screen
        return image


def still_picture(
    session: Session, viewport: Viewport, size: Size, font: QFont, translator: Translator
) -> StillPicture | None:
    """What `viewport` shows in a canvas of that size; None while it has no pixels."""
    state, geometry = viewport.value, view_geometry(viewport.value, size)
    frame, window = session.frame(viewport), session.window(viewport)
    if geometry is None or frame is None or window is None:
        return None
    if state.study is None or state.display_set is None:
        return None
    is_inverted = session.presentations.of(state.display_set.display_set_id).is_inverted
    image = render_grey(frame, window, is_inverted)
    overlays, extremes = session.overlays.value, (int(image.min()), int(image.max()))
    amount = overlays.corner_texts
    live = LiveValues(None, misses_the_data=extremes in ((0, 0), (WHITE, WHITE)))
    marks = Marks(
        geometry,
        corners(session, viewport, translator, live, amount),
        None if amount is CornerTexts.NONE else state.display_set.frames[state.index],
        ai_marks(session, viewport),
        place_marks(session, viewport),
        measures=at_rest(measure_marks(session, state)),
        segments=segment_marks(session, state, None),
        objects=object_marks(session, state, STILL),
    )
    unnamed = corners(session, viewport, translator, replace(live, leaves_out_who=True), amount)
    pixels = with_graphics(image, frame, overlays.graphics)
    return StillPicture(state.study, pixels, marks, unnamed, font, translator)


def at_rest(marks: MeasureMarks) -> MeasureMarks:
    """Finished drawings only, none of them in the reader's hand."""
    items = tuple(replace(mark, is_selected=False) for mark in marks.items if not mark.is_draft)
    return replace(marks, items=items)


def native_size(geometry: ViewGeometry) -> Size:
    """(width, height) in which no pixel of the image is lost."""
    rows, columns = geometry.shape
    aspect = geometry.spacing_mm[0] / geometry.spacing_mm[1]
    width, height = columns * max(1.0, 1 / aspect), rows * max(1.0, aspect)
    times = max(1, math.ceil(SIZE_FOR_TEXTS / max(width, height)))
    return round(width * times), round(height * times)


def black(width: int, height: int) -> QImage:
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    return image


def paint_image(painter: QPainter, target: QRectF, pixels: ImageArray, ratio: float) -> None:
    """The image in its place: smooth where it is enlarged, through halved copies where it is reduced.

    Args:
        ratio: pixels of the device to one of the painter's.
    """
    rows, columns = pixels.shape[:2]
    scale = min(target.width() / columns, target.height() / rows) * ratio
    times = halvings(scale)
    for _ in range(times):
        pixels = halved(pixels)
    factor = 2.0**times
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, abs(scale - 1.0) > EXACT)
    painter.drawImage(target, as_qimage(pixels), QRectF(0, 0, columns / factor, rows / factor))
