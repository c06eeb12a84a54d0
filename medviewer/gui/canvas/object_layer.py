"""Draws the study's layers: translucent areas, hatched where they overlap, outlines, isodoses, colour bars.

Areas are one picture in the image's pixels, lines are kept in the image's coordinates: zooming and moving
only turns the painter, nothing is computed anew.
"""

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen, QTransform

from medviewer.domain.significant_digits import significant
from medviewer.gui.canvas.corner_layer import MARGIN_PX, has_room_for_texts
from medviewer.gui.canvas.halo_text import Line, face_of, write
from medviewer.gui.canvas.object_marks import ColourWash, ObjectMark, ObjectMarks
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.fusion import hot_iron
from medviewer.imaging.layer_cut import LayerCut
from medviewer.imaging.layer_picture import Fill, filled, rainbow, washed
from medviewer.imaging.render import ImageArray
from medviewer.words import message

MOST_PICTURES, MOST_LINES = 24, 512
OUTLINE_PX, CROSS_PX = 1.5, 5
BAR_WIDTH_PX, BAR_SHARE, BAR_TOP, STOPS = 12, 0.22, 0.22, 16
BAR_ROOM_PX = 110
OWN_FROM = 4  # lines below the middle: the reader's segments begin in the third
LINES_BELOW = 4  # of the corner's own texts
LEGEND_TOP = 0.62  # of the height: below the orientation letter and the reader's segments


def paint_objects(
    painter: QPainter,
    geometry: ViewGeometry,
    marks: ObjectMarks,
    translator: Translator,
    bars_from_px: int = MARGIN_PX,
    lines_above: int = 0,
) -> None:
    """All of it, the legend included.

    Args:
        lines_above: of the reader's own segments, which stand at the same edge.
        bars_from_px: where colour bars begin at the left edge; further in where another one stands there.
    """
    if not (marks.items or marks.washes):
        return
    painter.save()
    painter.setTransform(image_to_screen(geometry), True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for wash in marks.washes:
        painter.drawImage(QPointF(-0.5, -0.5), _wash_picture(wash))
    areas = tuple(mark for mark in marks.items if mark.has_area)
    if areas:
        placed = _area_picture(areas)
        if placed is not None:
            picture, top, left = placed
            painter.drawImage(QPointF(left - 0.5, top - 0.5), picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for mark in marks.items:
        _draw_lines(painter, mark)
    painter.restore()
    for mark in marks.items:
        _draw_points(painter, geometry, mark)
    if has_room_for_texts(geometry.size):
        _paint_legend(painter, geometry, marks, translator, lines_above)
        for number, wash in enumerate(marks.washes):
            _paint_bar(painter, geometry, wash, bars_from_px + number * BAR_ROOM_PX, translator)


def image_to_screen(geometry: ViewGeometry) -> QTransform:
    """From pixels (column, row) of the image to the widget's, whichever way the image is turned."""
    origin, right, down = (geometry.to_screen(*at) for at in ((0, 0), (1, 0), (0, 1)))
    return QTransform(
        right.x - origin.x,
        right.y - origin.y,
        down.x - origin.x,
        down.y - origin.y,
        origin.x,
        origin.y,
    )


def _draw_lines(painter: QPainter, mark: ObjectMark) -> None:
    lines = _lines(mark.cut)
    if lines:
        pen = QPen(QColor(*mark.colour), OUTLINE_PX)
        pen.setCosmetic(True)  # as wide as the screen wants it, however far the image is zoomed
        painter.setPen(pen)
        painter.drawLines(lines)


def _draw_points(painter: QPainter, geometry: ViewGeometry, mark: ObjectMark) -> None:
    for column, row in mark.cut.points.tolist():
        at = geometry.to_screen(column, row)
        for colour, width in (((0, 0, 0), 3.0), (mark.colour, 1.5)):
            painter.setPen(QPen(QColor(*colour), width))
            painter.drawLine(QPointF(at.x - CROSS_PX, at.y), QPointF(at.x + CROSS_PX, at.y))
            painter.drawLine(QPointF(at.x, at.y - CROSS_PX), QPointF(at.x, at.y + CROSS_PX))


def _paint_legend(
    painter: QPainter,
    geometry: ViewGeometry,
    marks: ObjectMarks,
    translator: Translator,
    lines_above: int,
) -> None:
    """At the left edge; below the values under the mouse, where there are some."""
    face = face_of(painter)
    swatch_px = round(face.width("■ "))
    told = [(translator(words), None) for words in marks.told]
    named = [(translator(item.words), item.colour) for item in marks.legend]
    own = geometry.size[1] / 2 + (OWN_FROM + lines_above) * face.line_spacing
    top = max(geometry.size[1] * LEGEND_TOP, own if lines_above else 0)
    room = round((geometry.size[1] - top) / face.line_spacing) - LINES_BELOW
    for number, (words, colour) in enumerate([*told, *named][: max(room, 1)]):
        baseline = round(top + number * face.line_spacing)
        if colour is not None:
            write(painter, MARGIN_PX, baseline, Line("■", (*colour, 255)), face)
        write(painter, MARGIN_PX + (swatch_px if colour else 0), baseline, Line(words), face)


def _paint_bar(
    painter: QPainter,
    geometry: ViewGeometry,
    wash: ColourWash,
    left: int,
    translator: Translator,
) -> None:
    """What the colours mean, above the letter at the left edge: the values at both ends, unit, quantity."""
    height = geometry.size[1]
    bar = QRectF(left, round(height * BAR_TOP), BAR_WIDTH_PX, round(height * BAR_SHARE))
    colours = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    palette = _palette(wash)
    for stop in range(STOPS + 1):
        red, green, blue = palette[round(stop / STOPS * 255)].tolist()
        colours.setColorAt(stop / STOPS, QColor(red, green, blue))
    painter.fillRect(bar, colours)
    painter.setPen(QPen(QColor(150, 150, 150), 1))
    painter.drawRect(bar)
    face = face_of(painter)
    title = translator(message("Layers", "Dose")) if wash.is_dose else wash.name
    ends = (
        (
            f"{significant(wash.scale.high, 3)} {wash.scale.unit}".strip(),
            bar.top() + face.cap_height,
        ),
        (significant(wash.scale.low, 3), bar.bottom()),
    )
    shortened = face.fitted(title, BAR_ROOM_PX)
    write(painter, left, round(bar.top() - face.descent - 4), Line(shortened.text), face)
    for words, at in ends:
        write(painter, round(bar.right()) + 6, round(at), Line(words), face)


@lru_cache(maxsize=MOST_LINES)
def _lines(cut: LayerCut) -> list[QLineF]:
    """A cut's lines as Qt has them; cuts are equal only to themselves."""
    return [QLineF(*line) for line in cut.lines.tolist()]


@lru_cache(maxsize=MOST_PICTURES)
def _area_picture(areas: tuple[ObjectMark, ...]) -> tuple[QImage, int, int] | None:
    placed = filled([Fill(mark.cut, mark.colour, mark.opacity) for mark in areas])
    if placed is None:
        return None
    return _qimage(placed.pixels), placed.top, placed.left


@lru_cache(maxsize=MOST_PICTURES)
def _wash_picture(wash: ColourWash) -> QImage:
    assert wash.cut.values is not None  # for the type checker: a wash has values
    return _qimage(washed(wash.cut.values, wash.scale, wash.opacity, _palette(wash)))


def _palette(wash: ColourWash) -> ImageArray:
    return rainbow() if wash.is_dose else hot_iron()


def _qimage(pixels: ImageArray) -> QImage:
    rows, columns = pixels.shape[:2]
    image = QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
