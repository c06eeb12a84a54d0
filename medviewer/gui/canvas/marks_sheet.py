"""What lies over the picture: texts, boxes and attention.

Holds finished values only; the canvas works them out. It is painted with the picture, in the same paint: a
transparent widget above it made Qt compose every slice twice. An empty sheet changes no pixel.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

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
from medviewer.gui.canvas.halo_text import Line
from medviewer.gui.canvas.magnifier import Lens, paint_lens
from medviewer.gui.canvas.measure_layer import paint_measures
from medviewer.gui.canvas.measure_marks import MeasureMarks
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

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be drawn; measuring fonts for nothing is a twentieth of a paint."""
        has_words = self.corners != Corners() or self.frame is not None or bool(self.notice)
        has_drawings = self.measures != MeasureMarks() or self.lens is not None
        has_drawings = has_drawings or self.segments != SegmentMarks()
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
            self._paint_all(painter, geometry)
        self.painted.emit()

    def _paint_all(self, painter: QPainter, geometry: ViewGeometry) -> None:
        painter.setFont(text_font(self._canvas.font(), geometry.size))
        paint_segments(painter, geometry, self._marks.segments, self._translator)
        if self._marks.lens is not None:
            paint_lens(painter, geometry, self._marks.lens)
        self._paint_ai(painter, geometry)
        paint_places(painter, geometry, self._marks.places)
        paint_measures(painter, geometry, self._marks.measures, self._translator)
        self._paint_texts(painter, geometry)
        paint_notice(painter, geometry.size, self._marks.notice)
        self._paint_ai_words(painter, geometry)

    def _paint_ai(self, painter: QPainter, geometry: ViewGeometry) -> None:
        ai = self._marks.ai
        paint_attention(painter, geometry, ai.attention, ai.opacity)
        paint_boxes(painter, geometry, ai.boxes, self._translator)

    def _paint_texts(self, painter: QPainter, geometry: ViewGeometry) -> None:
        frame, has_room = self._marks.frame, has_room_for_texts(geometry.size)
        if has_room:
            paint_corners(painter, geometry.size, self._marks.corners)
        if frame is not None and has_room_for_letters(geometry.size):
            paint_letters(painter, geometry.size, frame)
        if frame is not None and has_room:
            scale = self._marks.measures.scale
            scaled = geometry if scale is None else geometry.calibrated(scale)
            paint_scale_bar(painter, scaled, self._translator)

    def _legend(self, ai: AiMarks) -> Legend:
        end = scale_of(ai.attention[0])
        return Legend(self._translator(ai.attention_title), self._translator(ai.caveat), end)

    def _paint_ai_words(self, painter: QPainter, geometry: ViewGeometry) -> None:
        """The badge is drawn last and in any size of viewport: no mark of the AI stands without it."""
        ai, texts = self._marks.ai, self._marks.corners
        has_texts = has_room_for_texts(geometry.size)
        if ai.attention:
            lines = max(len(texts.bottom_left), len(texts.bottom_right)) if has_texts else 0
            paint_legend(painter, geometry.size, self._legend(ai), lines)
        if ai.badge is not None:
            lines = len(texts.top_right) if has_texts else 0
            paint_badge(painter, geometry.size, self._translator(ai.badge), lines)
