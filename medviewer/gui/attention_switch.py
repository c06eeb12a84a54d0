"""The switch of the attention map, with its colours and what they mean."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from medviewer.gui.actions import CommandAction
from medviewer.gui.desk import Desk
from medviewer.imaging.colormaps import AGAINST_COLOUR, FOR_COLOUR, NEUTRAL
from medviewer.words import message


class AttentionSwitch(QWidget):
    """Follows the command's action, which a key and the toolbar switch too."""

    def __init__(self, action: CommandAction, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.box = QCheckBox(desk.translator(message("Findings", "Attention map")))
        self.box.setToolTip(action.toolTip())
        swatch = Swatch()
        swatch.setToolTip(
            desk.translator(
                message(
                    "Findings", "Blue speaks against the finding, orange for it; not an outline."
                )
            )
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(swatch)
        layout.addStretch(1)
        self.box.clicked.connect(self._on_clicked)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    @Slot()
    def _on_clicked(self) -> None:
        self._action.trigger()

    @Slot()
    def _on_action_changed(self) -> None:
        self.box.setChecked(self._action.isChecked())
        self.box.setEnabled(self._action.isEnabled())


class Swatch(QWidget):
    """The map's colour scale, small."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(46, 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        gradient = QLinearGradient(0, 0, self.width(), 0)
        for at, colour in ((0.0, AGAINST_COLOUR), (0.5, NEUTRAL), (1.0, FOR_COLOUR)):
            gradient.setColorAt(at, QColor(*colour))
        painter = QPainter(self)
        painter.fillRect(self.rect(), gradient)
        painter.end()
