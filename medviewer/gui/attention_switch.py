"""The switch of the attention map: on or off, by which method, how strong, and what its colours mean."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSlider, QWidget

from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import CLASS_MAP
from medviewer.gui.actions import CommandAction
from medviewer.gui.desk import Desk
from medviewer.gui.explanation_words import method_words
from medviewer.gui.keys import SLIDING_KEYS, MovingKeys
from medviewer.imaging.colormaps import AGAINST_COLOUR, FOR_COLOUR, NEUTRAL
from medviewer.session.ai.explaining import methods_of
from medviewer.words import message

OPACITY_STEPS = 10
OPACITY_WIDTH_PX = 42


class AttentionSwitch(QWidget):
    """Follows the command's action, which a key and the toolbar switch too."""

    def __init__(self, action: CommandAction, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._desk = desk
        self.box = QCheckBox(desk.translator(message("Findings", "Attention map")))
        self.box.setToolTip(action.toolTip())
        self.swatch = Swatch()
        self.swatch.setToolTip(
            desk.translator(
                message(
                    "Findings", "Blue speaks against the finding, orange for it; not an outline."
                )
            )
        )
        self.methods = QComboBox()
        MovingKeys(self.methods)
        self.methods.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.methods.setAccessibleName(desk.translator(message("Findings", "Method of the map")))
        self.opacity = self._opacity_slider()
        self._lay_out()
        self.box.clicked.connect(self._on_clicked)
        self.methods.activated.connect(self._on_method_chosen)
        self.opacity.valueChanged.connect(self._on_opacity_moved)
        action.changed.connect(self._on_action_changed)
        for changed in (desk.session.reading.changed, desk.session.explaining.changed):
            changed.connect(self.refresh)
        self._on_action_changed()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer the methods of the selected finding's model; those that failed a test stay grey."""
        card, method = self._card(), self._desk.session.explaining.value.method
        listed = methods_of(card) if card is not None else ()
        self.methods.setVisible(len(listed) > 1)
        if [self.methods.itemData(i) for i in range(self.methods.count())] != [
            m for m, _ in listed
        ]:
            self._fill(listed)
        self.methods.setCurrentIndex(max(self.methods.findData(method), 0))

    def _fill(self, listed: tuple[tuple[str, str], ...]) -> None:
        words = self._desk.translator
        self.methods.clear()
        for at, (method, failed_test) in enumerate(listed):
            self.methods.addItem(words(method_words(method)), method)
            if failed_test:
                why = message(
                    "Findings", "Not offered: it did not pass “{test}”.", test=failed_test
                )
                self.methods.setItemData(at, words(why), Qt.ItemDataRole.ToolTipRole)
                model = self.methods.model()
                if isinstance(model, QStandardItemModel):
                    model.item(at).setEnabled(False)

    def _card(self) -> ModelCard | None:
        session = self._desk.session
        selected = session.reading.value.selected
        result = session.proposals.result_of(selected.finding_id) if selected is not None else None
        return result.card if result is not None else None

    def _opacity_slider(self) -> QSlider:
        words = self._desk.translator
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(1, OPACITY_STEPS)
        slider.setValue(OPACITY_STEPS)
        slider.setFixedWidth(OPACITY_WIDTH_PX)
        slider.setAccessibleName(words(message("Findings", "Strength of the map")))
        slider.setToolTip(words(message("Findings", "How strongly the map covers the image.")))
        MovingKeys(slider, SLIDING_KEYS)
        return slider

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for widget in (self.box, self.swatch, self.opacity, self.methods):
            layout.addWidget(widget)
        layout.addStretch(1)

    @Slot()
    def _on_clicked(self) -> None:
        self._action.trigger()

    @Slot(int)
    def _on_method_chosen(self, index: int) -> None:
        method = self.methods.itemData(index) or CLASS_MAP
        self._desk.registry.run("view.attention_method", method=method)

    @Slot(int)
    def _on_opacity_moved(self, step: int) -> None:
        self._desk.registry.run("view.attention_opacity", opacity=step / OPACITY_STEPS)

    @Slot()
    def _on_action_changed(self) -> None:
        self.box.setChecked(self._action.isChecked())
        self.box.setEnabled(self._action.isEnabled())
        is_on = self._action.isChecked()
        self.opacity.setVisible(is_on)
        self.swatch.setVisible(not is_on)  # the legend on the image says it then


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
