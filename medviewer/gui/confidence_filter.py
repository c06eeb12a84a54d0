"""The slider that hides findings below a confidence, and says how many it leaves."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from medviewer.gui.desk import Desk
from medviewer.gui.keys import MOVING_KEYS, MovingKeys
from medviewer.session.reading import ReadingState
from medviewer.words import Message, message

STEPS = 100  # hundredths: what a score is shown with


class ConfidenceFilter(QWidget):
    """Filters live; decided findings stay in sight whatever their score."""

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
        self.value_label = QLabel()
        self.count_label = QLabel()
        self.count_label.setObjectName("muted")
        top = QHBoxLayout()
        top.addWidget(self.value_label)
        top.addStretch(1)
        top.addWidget(self.count_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(top)
        layout.addWidget(self.slider)
        self.slider.valueChanged.connect(self._on_moved)

    def show_state(self, state: ReadingState, threshold: float | None) -> None:
        """Put the slider where the session's filter is; `threshold` is the models' own."""
        self.slider.threshold = threshold
        self.slider.blockSignals(True)
        self.slider.setValue(round(state.confidence_floor * STEPS))
        self.slider.blockSignals(False)
        self.slider.update()
        words = self._desk.translator
        is_score = not state.findings or not all(f.is_calibrated for f in state.findings)
        self.value_label.setText(words(floor_words(state.confidence_floor, is_score=is_score)))
        self.count_label.setText(
            words(
                message(
                    "Findings",
                    "{shown} of {count} shown",
                    shown=len(state.visible),
                    count=len(state.findings),
                )
            )
        )

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
        MovingKeys(self, (*MOVING_KEYS, Qt.Key.Key_Left, Qt.Key.Key_Right))

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
