"""The slider below the image: which time, echo or b-value of a 4D group is shown, and which are decoded."""

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.study import DisplaySet
from medviewer.gui.canvas.slice_slider import ARRIVED, GROUND, THUMB, TRACK
from medviewer.gui.reader_keys import first_keys
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import ViewportState
from medviewer.session.session import Session
from medviewer.words import message

HEIGHT_PX = 24
TRACK_HEIGHT_PX = 6
THUMB_WIDTH_PX = 10
MARGIN_PX = 10
GAP_PX = 1  # between two phases, where there is room for it
LABEL_STYLE = "background: #000000; color: #c8c8cc; padding: 0 8px;"  # black in every theme


class PhaseSlider(QWidget):
    """Track and the phase's label; hidden where there is one phase only."""

    def __init__(
        self,
        session: Session,
        registry: CommandRegistry,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._translator = translator
        self.track = PhaseTrack(session, registry, translator)
        self.label = QLabel()
        self.label.setStyleSheet(LABEL_STYLE)
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # the words come from files
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.track, 1)
        layout.addWidget(self.label)
        session.viewport.changed.connect(self._on_viewport_changed)
        self.refresh()

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set is not now.display_set:  # scrolling is no business of this slider
            self.track.refresh()
            self.refresh()

    def refresh(self) -> None:
        group = self._session.phases.group()
        self.setVisible(bool(group))
        if group:
            self.label.setText(self._words(group, self._session.phases.position()))

    def _words(self, group: tuple[DisplaySet, ...], position: int) -> str:
        """`TE 20 ms · 2 / 3`; a label that is nothing but its number stands alone."""
        phase = group[position].phase
        label = phase.label if phase else ""
        number = message("Canvas", "{number} / {count}", number=position + 1, count=len(group))
        if label in ("", f"{position + 1}/{len(group)}"):
            return self._translator(number)
        return self._translator(message("Canvas", "{phase} · {number}", phase=label, number=number))


class PhaseTrack(QSlider):
    """One step a phase; a click goes where it points."""

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session = session
        self._registry = registry
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas keeps the keys
        self.setAccessibleName(translator(message("Canvas", "Time, echo or b-value")))
        self.setToolTip(
            translator(
                message(
                    "Canvas",
                    "The same place at other times, echoes or b-values (Alt + wheel, {previous}, "
                    "{next}). Light grey: loaded.",
                    previous=first_keys(registry, "view.previous_phase", translator),
                    next=first_keys(registry, "view.next_phase", translator),
                )
            )
        )
        self.valueChanged.connect(self._on_value_changed)
        session.volumes.completed.connect(self._on_completed)
        self.refresh()

    def refresh(self) -> None:
        with QSignalBlocker(self):
            self.setRange(0, max(len(self._session.phases.group()) - 1, 0))
            self.setValue(self._session.phases.position())
        self.update()

    @Slot(int)
    def _on_value_changed(self, position: int) -> None:
        self._registry.run("view.show_phase", position=position)

    @Slot()
    def _on_completed(self) -> None:
        self.update()

    def _slot(self, position: int) -> QRectF:
        """The stretch of the track that stands for one phase."""
        width, count = self.width() - 2 * MARGIN_PX, self.maximum() + 1
        edges = [MARGIN_PX + round(width * n / count) for n in (position, position + 1)]
        top = (self.height() - TRACK_HEIGHT_PX) / 2
        room = edges[1] - edges[0]
        gap = GAP_PX if room > 2 * GAP_PX else 0
        return QRectF(edges[0], top, max(room - gap, 1), TRACK_HEIGHT_PX)

    def _position_at(self, x: float) -> int:
        share = (x - MARGIN_PX) / max(self.width() - 2 * MARGIN_PX, 1)
        return min(max(int(share * (self.maximum() + 1)), 0), self.maximum())

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setValue(self._position_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._position_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A turn above this slider steps through what it stands for."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self._session.phases.step(-1 if turned > 0 else 1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(*GROUND))
        for position, phase in enumerate(self._session.phases.group()):
            is_there = self._session.volumes.is_complete(phase.display_set_id)
            painter.fillRect(self._slot(position), QColor(*(ARRIVED if is_there else TRACK)))
        middle = round(self._slot(self.value()).center().x())
        thumb = QRectF(middle - THUMB_WIDTH_PX / 2, 3, THUMB_WIDTH_PX, self.height() - 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(*GROUND))
        painter.setBrush(QColor(*THUMB))
        painter.drawRoundedRect(thumb.translated(0.5, 0.5), 3, 3)
        painter.end()
