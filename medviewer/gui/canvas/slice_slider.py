"""The slider beside the image: where in the series one is, what has arrived, where findings lie."""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from medviewer.gui.canvas.ai_layer import AI
from medviewer.gui.canvas.ai_marks import findings_of_display_set
from medviewer.gui.translation import Translator
from medviewer.imaging.colormaps import READER_COLOUR, Rgb
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.session import Session
from medviewer.words import message

WIDTH_PX = 22
TRACK_WIDTH_PX = 6
THUMB_HEIGHT_PX = 10
MARGIN_PX = 8
TRACK: Rgb = (48, 48, 52)
ARRIVED: Rgb = (104, 108, 116)
FAILED: Rgb = (190, 70, 60)
THUMB: Rgb = (235, 235, 235)
GROUND: Rgb = (0, 0, 0)
INTERPOLATED: Rgb = (224, 179, 77)  # the amber of every warning on the image
TICK_HEIGHT_PX = 2
ARRIVALS_MS = 40


WIDEST_PX = (1 << 24) - 1  # as wide as its style wants (QWIDGETSIZE_MAX)


class SliceSlider(QSlider):
    """One step a slice, the first on top; a click goes where it points."""

    def __init__(
        self,
        session: Session,
        viewport: Viewport,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._session = session
        self._viewport = viewport
        self.setInvertedAppearance(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas keeps the keys
        self.setAccessibleName(translator(message("Canvas", "Image in the series")))
        self.setToolTip(
            translator(
                message(
                    "Canvas",
                    "Scroll through the images (wheel, Up, Down). Grey: loaded. Red: cannot be shown. "
                    "Amber: missing, interpolated. Violet: AI findings. Yellow: your own.",
                )
            )
        )
        self._load_state: QPixmap | None = None  # painted once, not at every step of the reader
        self._repaint_soon = QTimer(self, singleShot=True, interval=ARRIVALS_MS)
        self._repaint_soon.timeout.connect(self._forget_load_state)
        self.valueChanged.connect(self._on_value_changed)
        viewport.changed.connect(self._on_viewport_changed)
        session.reading.changed.connect(self.refresh)
        session.overlays.changed.connect(self.refresh)
        session.volumes.frame_ready.connect(self._on_frame_arrived)
        session.volumes.frame_failed.connect(self._on_frame_arrived)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        state = self._viewport.value
        count = state.display_set.count if state.display_set is not None else 0
        with QSignalBlocker(self):
            self.setRange(0, max(count - 1, 0))
            self.setValue(state.index)
        self.setEnabled(count > 1)
        is_in_the_way = count == 1 and state.anchor != 0  # chest walls are to touch
        self.setMaximumWidth(0 if is_in_the_way else WIDEST_PX)
        self.update()

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set is not now.display_set:
            self._load_state = None
        self.refresh()

    @Slot(int)
    def _on_value_changed(self, index: int) -> None:
        self._viewport.scroll_to(index)

    @Slot(str, int)
    def _on_frame_arrived(self, display_set_id: str, index: int) -> None:
        """Frames arrive by the hundred a second; the bar grows in steps the eye can follow."""
        del index
        shown = self._viewport.value.display_set
        is_shown = shown is not None and shown.display_set_id == display_set_id
        if is_shown and not self._repaint_soon.isActive():
            self._repaint_soon.start()

    @Slot()
    def _forget_load_state(self) -> None:
        self._load_state = None
        self.update()

    def _painted_load_state(self) -> QPixmap:
        """What has arrived, and which images are interpolated; kept until that changes."""
        if self._load_state is None:
            density = self.devicePixelRatioF()
            self._load_state = QPixmap(self.size() * density)
            self._load_state.setDevicePixelRatio(density)
            self._load_state.fill(QColor(*GROUND))
            painter = QPainter(self._load_state)
            self._paint_load_state(painter)
            self._paint_interpolated(painter)
            painter.end()
        return self._load_state

    def _paint_load_state(self, painter: QPainter) -> None:
        """Neighbours in the same state are painted in one stroke: a series has hundreds of images."""
        states = groupby(enumerate(self._load_states()), key=lambda pair: pair[1])
        for colour, run in states:
            indices = [index for index, _ in run]
            first, last = self._slot(indices[0]), self._slot(indices[-1])
            painter.fillRect(first.united(last), QColor(*colour))

    def _paint_interpolated(self, painter: QPainter) -> None:
        """A tick across the track for every image that stands for a missing slice."""
        shown = self._viewport.value.display_set
        for index, frame in enumerate(shown.frames if shown is not None else ()):
            if frame.is_interpolated:
                slot = self._slot(index)
                painter.fillRect(slot, QColor(*INTERPOLATED))
                tick = QRectF(
                    slot.left() - 3, slot.center().y() - 1, slot.width() + 6, TICK_HEIGHT_PX
                )
                painter.fillRect(tick, QColor(*INTERPOLATED))

    def _load_states(self) -> Iterator[Rgb]:
        shown, volumes = self._viewport.value.display_set, self._session.volumes
        if shown is None:
            return
        for index in range(shown.count):
            if volumes.frame(shown.display_set_id, index) is not None:
                yield ARRIVED
            elif volumes.problem(shown.display_set_id, index) is not None:
                yield FAILED
            else:
                yield TRACK

    def _paint_findings(self, painter: QPainter) -> None:
        """A mark beside the track at every finding's key slice."""
        if not self._session.overlays.value.draws_findings:
            return
        reading = self._session.reading_of(self._viewport)
        for stated in findings_of_display_set(self._session, self._viewport):
            middle = self._slot(reading.as_read(stated).key_slice).center().y()
            colour = READER_COLOUR if stated.provenance.is_by_reader else AI
            painter.fillRect(QRectF(1, round(middle) - 1, 5, 3), QColor(*colour))

    def _paint_thumb(self, painter: QPainter) -> None:
        middle = round(self._slot(self.value()).center().y())
        place = QRectF(4, middle - THUMB_HEIGHT_PX / 2, self.width() - 6, THUMB_HEIGHT_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(*GROUND))
        painter.setBrush(QColor(*THUMB))
        painter.drawRoundedRect(place.translated(0.5, 0.5), 3, 3)

    def _track(self) -> QRectF:
        left = (self.width() - TRACK_WIDTH_PX) // 2 + 1
        return QRectF(left, MARGIN_PX, TRACK_WIDTH_PX, self.height() - 2 * MARGIN_PX)

    def _slot(self, index: int) -> QRectF:
        """The stretch of the track that stands for one slice."""
        track, count = self._track(), self.maximum() + 1
        edges = [round(track.top() + track.height() * n / count) for n in (index, index + 1)]
        return QRectF(track.left(), edges[0], track.width(), max(edges[1] - edges[0], 1))

    def _index_at(self, y: float) -> int:
        track = self._track()
        share = (y - track.top()) / max(track.height(), 1)
        return min(max(int(share * (self.maximum() + 1)), 0), self.maximum())

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._load_state = None

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 200)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setValue(self._index_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._index_at(event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the canvas beside it: the same turn does the same everywhere."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(*GROUND))
        if self.maximum() > 0:  # one image needs no way to another
            painter.drawPixmap(0, 0, self._painted_load_state())
            self._paint_findings(painter)
            self._paint_thumb(painter)
        painter.end()
