"""The three planes side by side, and above them the slab's thickness and projection."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.section import Projection
from medviewer.gui.fusion_bar import FusionBar
from medviewer.gui.keys import MovingKeys
from medviewer.gui.translation import Translator
from medviewer.session.planes.mpr import THICKEST_MM, MprState
from medviewer.session.session import Session
from medviewer.words import Message, message

GROUND_STYLE = "background: #2e2e33;"  # the lines between the planes, in every theme
GAP_PX = 2
MARGIN_PX = 6
# Row, column, rows, columns: the axial plane is large, the two others stand beside it.
PLACES = {
    BodyPlane.AXIAL: (0, 0, 2, 1),
    BodyPlane.CORONAL: (0, 1, 1, 1),
    BodyPlane.SAGITTAL: (1, 1, 1, 1),
}
PROJECTIONS: tuple[tuple[Projection | None, Message], ...] = (
    (None, message("MPR", "Plane")),
    (Projection.MAXIMUM, message("MPR", "MIP")),
    (Projection.MINIMUM, message("MPR", "MinIP")),
    (Projection.MEAN, message("MPR", "Mean")),
)


class MprPanel(QWidget):
    """Shows `session.planes`."""

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__()
        # They bring pyqtgraph, which is not loaded before the first paint.
        from medviewer.gui.canvas.plane_canvas import PlaneCanvas
        from medviewer.gui.canvas.sheet_canvas import SheetCanvas

        self._session = session
        self._registry = registry
        self._translator = translator
        self.canvases = {
            plane: PlaneCanvas(session, pane, registry, translator)
            for plane, pane in session.planes.panes.items()
        }
        self.sheet = SheetCanvas(session, translator)
        self.fusion = FusionBar(session, registry, translator)
        self.projection = QComboBox()
        self.thickness = QDoubleSpinBox()
        self._ground = QWidget()
        self._ground.setStyleSheet(GROUND_STYLE)
        self._grid = QGridLayout(self._ground)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._set_up_controls()
        self._lay_out()
        self.setFocusProxy(self.canvases[BodyPlane.AXIAL])
        session.planes.mpr.changed.connect(self._on_mpr_changed)
        session.planes.curve.changed.connect(self._show_sheet)
        self._show_sheet()
        self._show(session.planes.mpr.value)

    def _set_up_controls(self) -> None:
        say = self._translator
        for projection, words in PROJECTIONS:
            self.projection.addItem(say(words), projection)
        self.projection.setAccessibleName(say(message("MPR", "Projection")))
        self.projection.setToolTip(say(message("MPR", "What is seen of a slab's thickness")))
        self.projection.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.thickness.setRange(0.0, THICKEST_MM)
        self.thickness.setDecimals(1)
        self.thickness.setSuffix(" mm")
        self.thickness.setKeyboardTracking(False)
        self.thickness.setAccessibleName(say(message("MPR", "Slab thickness")))
        self.thickness.setToolTip(say(message("MPR", "How thick the slab is; 0 mm is the plane")))
        MovingKeys(self.projection)
        MovingKeys(self.thickness)
        self.projection.activated.connect(self._on_projection_chosen)
        self.thickness.valueChanged.connect(self._on_thickness_chosen)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        bar.setSpacing(MARGIN_PX)
        bar.addWidget(QLabel(self._translator(message("MPR", "Slab"))))
        bar.addWidget(self.projection)
        bar.addWidget(self.thickness)
        bar.addStretch(1)
        bar.addWidget(self._button("mpr.curve", message("MPR", "Curve")))
        bar.addWidget(self._button("mpr.straighten", message("MPR", "Straighten")))
        bar.addWidget(self._button("solid.toggle", message("MPR", "3-D")))
        bar.addWidget(self._button("mpr.toggle", message("MPR", "Back to the slices")))
        self._grid.setSpacing(GAP_PX)
        for plane, canvas in self.canvases.items():
            self._grid.addWidget(canvas, *PLACES[plane])
        self._grid.addWidget(self.sheet, 2, 0, 1, 2)
        for side in (0, 1):
            self._grid.setRowStretch(side, 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.fusion)  # a row of its own: beside the others it was squeezed
        column.addWidget(self._ground, 1)

    def _button(self, command_id: str, words: Message) -> QToolButton:
        button = QToolButton()
        button.setText(self._translator(words))
        command = self._registry[command_id]
        button.setToolTip(self._translator(command.help or command.title))
        button.setObjectName(command_id)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the planes the keys
        button.clicked.connect(self._on_button_clicked)
        return button

    def _show(self, state: MprState) -> None:
        """Bring controls and panes to what the planes say."""
        slab = state.slab
        shown = slab.projection if slab.thickness_mm > 0 else None
        self.projection.setCurrentIndex([each for each, _ in PROJECTIONS].index(shown))
        self.thickness.blockSignals(True)  # it is told, not asked
        self.thickness.setValue(slab.thickness_mm)
        self.thickness.blockSignals(False)
        for plane, canvas in self.canvases.items():
            canvas.setVisible(state.maximised in (None, plane))
        self._grid.setColumnStretch(0, 0 if state.maximised not in (None, BodyPlane.AXIAL) else 3)
        self._grid.setColumnStretch(1, 0 if state.maximised is BodyPlane.AXIAL else 2)
        self._grid.setRowStretch(0, 0 if state.maximised is BodyPlane.SAGITTAL else 1)
        self._grid.setRowStretch(1, 0 if state.maximised is BodyPlane.CORONAL else 1)

    @Slot()
    def _show_sheet(self) -> None:
        """Below the planes, as long as there is a path."""
        curve = self._session.planes.curve.value
        is_shown = curve.is_drawing or bool(curve.points)
        self.sheet.setVisible(is_shown)
        self._grid.setRowStretch(2, int(is_shown))

    @Slot(object, object)
    def _on_mpr_changed(self, before: MprState, now: MprState) -> None:
        if (before.slab, before.maximised) != (now.slab, now.maximised):
            self._show(now)

    @Slot(int)
    def _on_projection_chosen(self, place: int) -> None:
        self._registry.run("mpr.project", projection=PROJECTIONS[place][0])

    @Slot(float)
    def _on_thickness_chosen(self, thickness_mm: float) -> None:
        self._registry.run("mpr.slab", thickness_mm=thickness_mm)

    @Slot()
    def _on_button_clicked(self) -> None:
        self._registry.run(self.sender().objectName())
