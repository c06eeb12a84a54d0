"""How far each part of the input moved an answer: a bar to the right for it, to the left against it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from medviewer.imaging.colormaps import AGAINST_COLOUR, FOR_COLOUR

ROW_PX, BAR_PX = 26, 10
NAME_SHARE = 0.34  # of the width
VALUE_PX = 46  # room for "+1.23" beside a bar
LEAST_SCALE_LOGIT = 1.0  # what no part exceeds must not fill the width


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One row; `value_logit` is None where the part is missing or not read, and `note` says so."""

    name: str
    value_logit: float | None
    note: str = ""


class ShareBars(QWidget):
    """All rows on one scale, which grows only beyond `LEAST_SCALE_LOGIT`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.bars: tuple[ShareBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_bars(self, bars: tuple[ShareBar, ...]) -> None:
        """Draw these; what is drawn is told to screen readers, too."""
        self.bars = bars
        told = [f"{b.name} {b.note or f'{b.value_logit or 0.0:+.2f}'}" for b in bars]
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(told))
        self.updateGeometry()
        self.update()

    @property
    def scale_logit(self) -> float:
        """What half the width of the bars stands for."""
        return max([abs(b.value_logit or 0.0) for b in self.bars] + [LEAST_SCALE_LOGIT])

    def bar(self, row: int) -> QRectF:
        """Where a row's bar lies."""
        left, right = self.width() * NAME_SHARE + VALUE_PX, self.width() - VALUE_PX
        middle, half = (left + right) / 2, max((right - left) / 2, 1.0)
        length = half * (self.bars[row].value_logit or 0.0) / self.scale_logit
        top = row * ROW_PX + (ROW_PX - BAR_PX) / 2
        return QRectF(middle + min(length, 0.0), top, abs(length), BAR_PX)

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(280, ROW_PX * max(len(self.bars), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        for row, bar in enumerate(self.bars):
            self._paint_row(painter, row, bar)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, bar: ShareBar) -> None:
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        band, names = row * ROW_PX, self.width() * NAME_SHARE
        is_told = bar.value_logit is not None
        painter.setPen(ink if is_told else faint)
        lined = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = QFontMetrics(self.font()).elidedText(
            bar.name, Qt.TextElideMode.ElideRight, int(names)
        )
        painter.drawText(QRectF(0, band, names, ROW_PX), lined, name)
        rest = QRectF(names + 4, band, self.width() - names - 4, ROW_PX)
        if bar.value_logit is None:
            painter.drawText(rest, lined, bar.note)
            return
        place = self.bar(row)
        middle = place.left() if bar.value_logit >= 0 else place.right()
        painter.fillRect(QRectF(middle - 0.5, band + 4, 1, ROW_PX - 8), faint)
        colour = FOR_COLOUR if bar.value_logit >= 0 else AGAINST_COLOUR
        painter.fillRect(place, QColor(*colour))
        is_right = bar.value_logit >= 0
        left = place.right() + 4 if is_right else place.left() - VALUE_PX - 4
        side = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
        beside = QRectF(left, band, VALUE_PX, ROW_PX)
        painter.drawText(beside, side | Qt.AlignmentFlag.AlignVCenter, f"{bar.value_logit:+.2f}")
