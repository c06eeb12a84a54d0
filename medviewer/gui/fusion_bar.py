"""Choosing what lies in colour over the planes: the series, how much of it is seen, where its scale ends."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.gui.keys import MOVING_KEYS, SLIDING_KEYS, MovingKeys
from medviewer.gui.translation import Translator
from medviewer.session.planes.mpr import MprState
from medviewer.session.session import Session
from medviewer.words import message

OPACITY_WIDTH_PX, TOP_WIDTH_PX = 90, 116
MARGIN_PX = 6
SERIES_LETTERS = 24  # of its name, before it is cut short
MOST_SUV = 1e6


class FusionBar(QWidget):
    """Shows `session.planes.fusion`; hidden where the study has nothing to lay over."""

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._registry = registry
        self._translator = translator
        self.series = QComboBox()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.top = QDoubleSpinBox()
        self._set_up()
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, MARGIN_PX)
        row.setSpacing(MARGIN_PX)
        row.addWidget(QLabel(translator(message("Fusion", "In colour"))))
        for control in (self.series, self.opacity, self.top):
            row.addWidget(control)
        row.addStretch(1)
        session.planes.mpr.changed.connect(self._on_mpr_changed)
        session.planes.fusion.changed.connect(self.refresh)
        session.presentations.changed.connect(self.refresh)
        self.series.activated.connect(self._on_series_chosen)
        self.opacity.valueChanged.connect(self._on_opacity_chosen)
        self.top.valueChanged.connect(self._on_top_chosen)
        self.refresh()

    def _set_up(self) -> None:
        say = self._translator
        self.series.setAccessibleName(say(message("Fusion", "Series in colour")))
        shortened = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.series.setSizeAdjustPolicy(shortened)
        self.series.setMinimumContentsLength(SERIES_LETTERS)
        self.opacity.setRange(0, 100)
        self.opacity.setFixedWidth(OPACITY_WIDTH_PX)
        self.opacity.setAccessibleName(say(message("Fusion", "Opacity of the colours")))
        self.opacity.setToolTip(self.opacity.accessibleName())
        self.top.setRange(0.001, MOST_SUV)
        self.top.setKeyboardTracking(False)
        self.top.setMinimumWidth(TOP_WIDTH_PX)
        self.top.setAccessibleName(say(message("Fusion", "Value of the brightest colour")))
        self.top.setToolTip(self.top.accessibleName())
        for control in (self.series, self.opacity, self.top):
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel stays with the planes
            MovingKeys(control, SLIDING_KEYS if control is self.opacity else MOVING_KEYS)

    @Slot()
    def refresh(self) -> None:
        """Bring the controls to what the session says."""
        partners, state = self._session.planes.partners(), self._session.planes.fusion.value
        self.setVisible(bool(partners))
        shown = state.display_set
        wanted = [(self._translator(message("Fusion", "Nothing")), "")]
        wanted += [
            (f"{series.modality} {series.series_description}".strip(), each.display_set_id)
            for series, each in partners
        ]
        with QSignalBlocker(self.series):
            self.series.clear()
            for words, display_set_id in wanted:
                self.series.addItem(words, display_set_id)
            ids = [display_set_id for _, display_set_id in wanted]
            chosen = shown.display_set_id if shown is not None else ""
            self.series.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        with QSignalBlocker(self.opacity):
            self.opacity.setValue(round(state.opacity * 100))
        self.opacity.setEnabled(shown is not None)
        self.top.setEnabled(shown is not None)
        if shown is not None:
            from medviewer.gui.canvas.colour_bar import colour_window

            window, scale = (
                colour_window(self._session, shown),
                self._session.value_scales.of(shown),
            )
            with QSignalBlocker(self.top):
                self.top.setSuffix(f" {scale.unit}".rstrip())
                self.top.setValue((window.center + window.width / 2) * scale.factor)

    @Slot(object, object)
    def _on_mpr_changed(self, before: MprState, now: MprState) -> None:
        if before.display_set is not now.display_set or before.study is not now.study:
            self.refresh()

    @Slot(int)
    def _on_series_chosen(self, place: int) -> None:
        self._registry.run("mpr.fuse", display_set_id=self.series.itemData(place))

    @Slot(int)
    def _on_opacity_chosen(self, percent: int) -> None:
        self._session.planes.fusion.set_opacity(percent / 100)

    @Slot(float)
    def _on_top_chosen(self, value: float) -> None:
        """Colours go from 0 to the value: uptake has no other lower end."""
        shown = self._session.planes.fusion.value.display_set
        if shown is not None:
            top = value / self._session.value_scales.of(shown).factor
            window = VoiWindow(top / 2, top, VoiFunction.LINEAR_EXACT)
            with self._session.steps.watching("fusion"):
                self._session.presentations.set_window(shown.display_set_id, window)
