"""What lies over the picture: texts, boxes and attention.

Holds finished values only; the canvas works them out. It is painted with the picture, in the same paint: a
transparent widget above it made Qt compose every slice twice. An empty sheet changes no pixel.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from medviewer.domain.image_mark import ImageMark
from medviewer.domain.study import FrameSource
from medviewer.gui.canvas.ai_layer import (
    Legend,
    paint_attention,
    paint_badge,
    paint_boxes,
    paint_legend,
    scale_of,
)
from medviewer.gui.canvas.ai_marks import AiMarks
from medviewer.gui.canvas.corner_layer import (
    has_room_for_letters,
    has_room_for_texts,
    paint_corners,
    paint_letters,
    paint_notice,
    paint_scale_bar,
    text_font,
)
from medviewer.gui.canvas.corner_texts import Corners
from medviewer.gui.canvas.file_mark_layer import paint_file_marks
from medviewer.gui.canvas.halo_text import Line
from medviewer.gui.canvas.magnifier import Lens, paint_lens
from medviewer.gui.canvas.measure_layer import paint_measures
from medviewer.gui.canvas.measure_marks import MeasureMarks
from medviewer.gui.canvas.object_layer import paint_objects
from medviewer.gui.canvas.object_marks import NO_OBJECTS, ObjectMarks
from medviewer.gui.canvas.place_layer import paint_places
from medviewer.gui.canvas.place_marks import PlaceMarks
from medviewer.gui.canvas.segment_layer import SegmentMarks, paint_segments
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything on the sheet."""

    geometry: ViewGeometry | None = None
    corners: Corners = field(default_factory=Corners)
    frame: FrameSource | None = None  # for letters and scale bar; None leaves them out
    ai: AiMarks = field(default_factory=AiMarks)
    places: PlaceMarks = field(default_factory=PlaceMarks)
    notice: tuple[Line, ...] = ()
    measures: MeasureMarks = field(default_factory=MeasureMarks)
    lens: Lens | None = None
    segments: SegmentMarks = field(default_factory=SegmentMarks)
    objects: ObjectMarks = NO_OBJECTS
    from_files: tuple[ImageMark, ...] = ()  # of reports and presentation states

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be drawn; measuring fonts for nothing is a twentieth of a paint."""
        has_words = self.corners != Corners() or self.frame is not None or bool(self.notice)
        has_drawings = self.measures != MeasureMarks() or self.lens is not None
        has_drawings = has_drawings or self.segments != SegmentMarks() or bool(self.objects.items)
        has_drawings = has_drawings or bool(self.objects.washes) or bool(self.from_files)
        has_places = self.places != PlaceMarks()
        return not (has_words or has_drawings or has_places or self.ai != AiMarks())


class MarksSheet(QObject):
    """Paints `Marks` into whatever shows the picture."""

    changed = Signal()
    painted = Signal()  # sheet and picture are on the screen

    def __init__(self, translator: Translator, canvas: QWidget) -> None:
        """`canvas` has the font that the texts are written in."""
        super().__init__(canvas)
        self._canvas = canvas
        self._translator = translator
        self._marks = Marks()

    @property
    def marks(self) -> Marks:
        return self._marks

    def show_marks(self, marks: Marks) -> None:
        if marks is not self._marks:
            self._marks = marks
            self.changed.emit()

    def paint(self, painter: QPainter) -> None:
        """Paint in the widget's coordinates, over the picture."""
        geometry = self._marks.geometry
        if geometry is None:
            return
        if not self._marks.is_empty:
            paint_marks(painter, self._marks, self._canvas.font(), self._translator)
        self.painted.emit()


def paint_marks(painter: QPainter, marks: Marks, font: QFont, translator: Translator) -> None:
    """Paint all that lies over a picture: on the screen, on paper, in a copy."""
    geometry = marks.geometry
    if geometry is None:
        return
    painter.setFont(text_font(font, geometry.size))
    own = len(marks.segments.items)
    paint_objects(painter, geometry, marks.objects, translator, lines_above=own)
    paint_segments(painter, geometry, marks.segments, translator)
    if marks.lens is not None:
        paint_lens(painter, geometry.of_picture, marks.lens)
    paint_attention(painter, geometry, marks.ai.attention, marks.ai.opacity)
    paint_boxes(painter, geometry, marks.ai.boxes, translator)
    paint_places(painter, geometry, marks.places)
    paint_file_marks(painter, geometry, marks.from_files)
    paint_measures(painter, geometry, marks.measures, translator)
    _paint_texts(painter, geometry, marks, translator)
    paint_notice(painter, geometry.size, marks.notice)
    _paint_ai_words(painter, geometry, marks, translator)


def _paint_texts(
    painter: QPainter, geometry: ViewGeometry, marks: Marks, translator: Translator
) -> None:
    has_room = has_room_for_texts(geometry.size)
    if has_room:
        paint_corners(painter, geometry.size, marks.corners)
    if marks.frame is not None and has_room_for_letters(geometry.size):
        paint_letters(painter, geometry.size, marks.frame, geometry.turn)
    if marks.frame is not None and has_room:
        scale = marks.measures.scale
        scaled = geometry if scale is None else geometry.calibrated(scale)
        paint_scale_bar(painter, scaled, translator, is_left=marks.corners.has_bar_left)


def _paint_ai_words(
    painter: QPainter, geometry: ViewGeometry, marks: Marks, translator: Translator
) -> None:
    """The badge is drawn last and in any size of viewport: no mark of the AI stands without it."""
    ai, texts = marks.ai, marks.corners
    has_texts = has_room_for_texts(geometry.size)
    if ai.attention:
        lines = max(len(texts.bottom_left), len(texts.bottom_right)) if has_texts else 0
        paint_legend(painter, geometry.size, _legend(ai, translator), lines)
    if ai.badge is not None:
        lines = len(texts.top_right) if has_texts else 0
        paint_badge(painter, geometry.size, translator(ai.badge), lines)


def _legend(ai: AiMarks, translator: Translator) -> Legend:
    return Legend(translator(ai.attention_title), translator(ai.caveat), scale_of(ai.attention[0]))
