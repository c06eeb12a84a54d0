"""Beside the slice slider: how much each slice speaks for what the model says; a click goes there."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from medviewer.domain.label_words import label_words
from medviewer.domain.model_card import AnalysisResult
from medviewer.gui.canvas.slice_slider import GROUND, MARGIN_PX, THUMB, TRACK
from medviewer.gui.result_words import label_in_question
from medviewer.gui.translation import Translator
from medviewer.imaging.colormaps import AGAINST_COLOUR, FOR_COLOUR
from medviewer.session.images.viewport import Viewport
from medviewer.session.session import Session
from medviewer.words import message

WIDTH_PX = 46
SIDE_PX = 3  # left free on both sides
SMALLEST_SCALE_LOGIT = 0.05  # what no slice exceeds is no evidence: it must not fill the strip


class ContributionStrip(QWidget):
    """One bar a slice: to the right in orange it speaks for the label, to the left in blue against it.

    Hidden where no answer on screen judges slices.
    """

    def __init__(
        self,
        session: Session,
        viewport: Viewport,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._viewport = viewport
        self._translator = translator
        self.result: AnalysisResult | None = None
        self.setFixedWidth(WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas keeps the keys
        self.setAccessibleName(translator(message("Canvas", "Contribution of each slice")))
        viewport.changed.connect(self.refresh)
        session.overlays.changed.connect(self.refresh)
        session.reading.changed.connect(self.refresh)
        session.analysis.sets.changed.connect(self.refresh)
        self.hide()

    @Slot()
    def refresh(self) -> None:
        """Follow the answers on screen and the slice shown."""
        is_wanted = self._session.overlays.value.draws_findings
        self.result = (
            self._session.proposals.slice_contributions(self._viewport) if is_wanted else None
        )
        self.setVisible(self.result is not None)
        self.update()

    @property
    def scale_logit(self) -> float:
        """What the longest bar stands for."""
        values = self.result.slice_contributions if self.result is not None else ()
        return max([abs(value) for value in values] + [SMALLEST_SCALE_LOGIT])

    def words_at(self, index: int) -> str:
        """`Image 20: +0.12 logit for glioma`, and what the bars mean."""
        if self.result is None:
            return ""
        value = self.result.slice_contributions[index]
        return self._translator(
            message(
                "Canvas",
                "Image {number}: {value} logit for {label}. Right, orange: speaks for it; left, blue: "
                "against it; the longest bar is {scale} logit. With the constant {bias} all slices sum to "
                "the score's logit.",
                number=index + 1,
                value=f"{value:+.3f}",
                label=label_words(label_in_question(self.result)),
                scale=f"{self.scale_logit:.2f}",
                bias=f"{self.result.attention_bias:+.2f}",
            )
        )

    def bar(self, index: int) -> QRectF:
        """Where a slice's bar lies."""
        if self.result is None:
            return QRectF()
        count = len(self.result.slice_contributions)
        height = self.height() - 2 * MARGIN_PX
        top = MARGIN_PX + height * index / count
        middle, half = self.width() / 2, self.width() / 2 - SIDE_PX
        length = half * self.result.slice_contributions[index] / self.scale_logit
        thickness = max(height / count - 0.5, 1.0)
        return QRectF(middle + min(length, 0.0), top, abs(length), thickness)

    def index_at(self, y: float) -> int:
        count = len(self.result.slice_contributions) if self.result is not None else 1
        share = (y - MARGIN_PX) / max(self.height() - 2 * MARGIN_PX, 1)
        return min(max(int(share * count), 0), count - 1)

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(*GROUND))
        if self.result is not None:
            middle = self.width() / 2
            painter.fillRect(
                QRectF(middle - 0.5, MARGIN_PX, 1, self.height() - 2 * MARGIN_PX), QColor(*TRACK)
            )
            for index, value in enumerate(self.result.slice_contributions):
                colour = FOR_COLOUR if value >= 0 else AGAINST_COLOUR
                painter.fillRect(self.bar(index), QColor(*colour))
            self._paint_place(painter)
        painter.end()

    def _paint_place(self, painter: QPainter) -> None:
        shown = self.bar(self._viewport.value.index)
        line = QRectF(0, round(shown.center().y()), self.width(), 1)
        painter.fillRect(line, QColor(*THUMB, 160))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._viewport.scroll_to(self.index_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._viewport.scroll_to(self.index_at(event.position().y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the canvas beside it: the same turn does the same everywhere."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(self.index_at(event.pos().y()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
