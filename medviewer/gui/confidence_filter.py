"""The slider that hides findings below a confidence, and says how many it leaves."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.model_trust import OperatingPoint
from medviewer.gui.desk import Desk
from medviewer.gui.keys import SLIDING_KEYS, MovingKeys
from medviewer.gui.operating_point_words import expectation, point_words
from medviewer.gui.plain_text import literal
from medviewer.gui.reader_keys import filled
from medviewer.session.review.reading import ReadingState
from medviewer.words import Message, message

POINTS_HELP = message(
    "OperatingPoint",
    "How sure the model must be: each point is a threshold of its own for every model and version "
    "({screening}, {balanced}, {specific}).",
)
OWN_POINTS = message("OperatingPoint", "Each model’s own")
BY_HAND = message("OperatingPoint", "By hand")
STEPS = 100  # hundredths: what a score is shown with


class ConfidenceFilter(QWidget):
    """Filters live, by hand or at an operating point; decided findings stay in sight whatever their score."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self.slider = ThresholdSlider(desk)
        self.slider.setAccessibleName(words(message("Findings", "Hide findings below this score")))
        self.setToolTip(
            words(
                message(
                    "Findings",
                    "Hides undecided findings below this score; accepted and rejected ones stay. "
                    "The mark: the model's own threshold.",
                )
            )
        )
        self.points = QComboBox()
        MovingKeys(self.points)
        self.points.setAccessibleName(words(message("OperatingPoint", "Operating point")))
        self.expectation = QLabel(wordWrap=True)
        self.expectation.setObjectName("muted")
        self.value_label = QLabel()
        self.count_label = QLabel()
        self.count_label.setObjectName("muted")
        self.top = QHBoxLayout()
        self.top.setSpacing(8)
        self.top.addWidget(self.points)
        self.top.addWidget(self.value_label)
        self.top.addStretch(1)
        self.top.addWidget(self.count_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(self.top)
        layout.addWidget(self.slider)
        layout.addWidget(self.expectation)
        self.points.activated.connect(self._on_point_chosen)
        self.slider.valueChanged.connect(self._on_moved)

    def show_state(self, state: ReadingState, threshold: float | None) -> None:
        """Put the slider where the session's filter is; `threshold` is the models' own."""
        self.slider.threshold = threshold
        self.slider.blockSignals(True)
        self.slider.setValue(round(state.confidence_floor * STEPS))
        self.slider.blockSignals(False)
        self.slider.update()
        words = self._desk.translator
        is_score = not all(f.is_calibrated for f in state.proposed) or not state.proposed
        self.value_label.setText(words(floor_words(state.confidence_floor, is_score=is_score)))
        self.count_label.setText(
            words(
                message(
                    "Findings",
                    "{shown} of {count} shown",
                    shown=len([f for f in state.proposed if state.shows(f)]),
                    count=len(state.proposed),
                )
            )
        )

    def show_points(
        self, names: tuple[str, ...], state: ReadingState, point: OperatingPoint | None
    ) -> None:
        """Offer the points some card has, and say what is to be expected at the one in use."""
        words, chosen = self._desk.translator, state.operating_point
        self.points.setVisible(bool(names))
        self.points.clear()
        for name in names:
            self.points.addItem(words(point_words(name)), name)
        if chosen not in names:
            self.points.addItem(words(OWN_POINTS if state.floors else BY_HAND), "")
        self.points.setCurrentIndex(self.points.findData(chosen if chosen in names else ""))
        keys = {name: f"findings.point_{name}" for name in ("screening", "balanced", "specific")}
        self.points.setToolTip(self._desk.translator(filled(POINTS_HELP, self._desk, **keys)))
        self.expectation.setVisible(point is not None)
        if point is not None:
            self.expectation.setText(words(expectation(point)))
            self.expectation.setToolTip(
                words(message("OperatingPoint", "Measured on: {data}", data=literal(point.data)))
            )

    @Slot(int)
    def _on_point_chosen(self, index: int) -> None:
        name = self.points.itemData(index)
        if name:
            self._desk.registry.run(f"findings.point_{name}")

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        self._desk.registry.run("findings.show_above", confidence=step / STEPS)


class ThresholdSlider(QSlider):
    """A slider from 0 to 1 with one mark: the score the model reports from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self.threshold: float | None = None
        self.setRange(0, STEPS)
        self.setPageStep(STEPS // 10)
        self.setMinimumHeight(24)
        MovingKeys(self, SLIDING_KEYS)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.threshold is None:
            return
        painter = QPainter(self)
        x = self._x_of(round(self.threshold * STEPS))
        painter.fillRect(
            QRectF(x - 1, self.height() - 5, 2, 5), QColor(self._desk.look.colours.violet)
        )
        painter.end()

    def _x_of(self, step: int) -> float:
        """Where the handle's middle lies at `step`."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style = self.style()
        handle = style.pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        span = self.width() - handle
        at = QStyle.sliderPositionFromValue(0, STEPS, step, span)
        return at + handle / 2


def floor_words(floor: float, *, is_score: bool) -> Message:
    """A score is never written as a percentage."""
    if is_score:
        return message("Findings", "Score ≥ {score}", score=f"{floor:.2f}")
    return message("Findings", "Confidence ≥ {percent} %", percent=round(floor * 100))
