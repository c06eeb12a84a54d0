"""The middle of the window: one panel a cell, and below them what belongs to the active one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.notes_bar import NotesBar
from medviewer.gui.patient_banner import PatientBanner
from medviewer.gui.synthetic_banner import SyntheticBanner
from medviewer.gui.translation import Translator
from medviewer.gui.viewport_panel import ViewportPanel
from medviewer.session.images.viewports import MOST_A_SIDE, LayoutState
from medviewer.session.session import Session

if TYPE_CHECKING:
    from medviewer.gui.canvas.image_canvas import ImageCanvas
    from medviewer.gui.canvas.phase_slider import PhaseSlider
    from medviewer.gui.mpr_panel import MprPanel
    from medviewer.gui.solid_panel import SolidPanel


class ViewportGrid(QWidget):
    """Follows `session.viewports`; panels are made as the layout asks for them, and kept."""

    canvas_built = Signal()

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._registry = registry
        self._translator = translator
        self._panels: dict[int, ViewportPanel] = {}
        self._phases: PhaseSlider | None = None
        self._cells = QWidget()
        self._grid = QGridLayout(self._cells)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.notes = NotesBar(session, registry, translator)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.patients = PatientBanner(session, translator)
        self.synthetic = SyntheticBanner(session, translator)
        self._column.addWidget(self.synthetic)
        self._column.addWidget(self.patients)
        self._column.addWidget(self._cells, 1)
        self._column.addWidget(self.notes)
        self._lay_out(session.viewports.value)
        self.setFocusProxy(self.active_panel)
        self.planes: MprPanel | None = None
        self.solid: SolidPanel | None = None
        session.viewports.changed.connect(self._on_layout_changed)
        session.planes.toggled.connect(self._on_planes_toggled)
        session.planes.room.toggled.connect(self._on_solid_toggled)

    @property
    def panels(self) -> tuple[ViewportPanel, ...]:
        """Those of the layout, in reading order."""
        return tuple(self._panels[each] for each in self._session.viewports.value.cells)

    @property
    def active_panel(self) -> ViewportPanel:
        """The active cell's; the first one's while the reader is in another window."""
        layout = self._session.viewports.value
        is_here = layout.active in layout.cells
        return self._panel(layout.active if is_here else layout.cells[0])

    @property
    def canvas(self) -> "ImageCanvas | None":
        """The active cell's; None until the first paint is over."""
        return self.active_panel.canvas

    def build_canvas(self) -> "ImageCanvas":
        """The active cell's, built now if it is not there yet."""
        return self.active_panel.build_canvas()

    def _panel(self, viewport_id: int) -> ViewportPanel:
        if viewport_id not in self._panels:
            cell = self._session.viewports.cell(viewport_id)
            panel = ViewportPanel(self._session, self._registry, self._translator, cell)
            panel.canvas_built.connect(self._on_canvas_built)
            self._panels[viewport_id] = panel
        return self._panels[viewport_id]

    def _let_go(self, detached: tuple[int, ...]) -> None:
        """What has a window of its own is shown there."""
        for viewport_id in detached:
            panel = self._panels.pop(viewport_id, None)
            if panel is not None:
                panel.hide()
                panel.deleteLater()

    def _lay_out(self, layout: LayoutState) -> None:
        """Panels in their places; those without one are hidden."""
        wanted = [self._panel(viewport_id) for viewport_id in layout.cells]
        self._let_go(layout.detached)
        for panel in self._panels.values():
            self._grid.removeWidget(panel)
        for place, panel in enumerate(wanted):
            row, column = divmod(place, layout.columns)
            self._grid.addWidget(panel, row, column)
        visible = [self._panels[viewport_id] for viewport_id in layout.in_window]
        for panel in self._panels.values():
            panel.setVisible(panel in visible)
        self._stretch(layout)

    def _stretch(self, layout: LayoutState) -> None:
        """Cells are of one size, whatever is in them; a maximised one has the room of all."""
        places = dict(zip(layout.cells, range(len(layout.cells)), strict=True))
        seen = [divmod(places[each], layout.columns) for each in layout.in_window]
        rows, columns = {row for row, _ in seen}, {column for _, column in seen}
        for side in range(MOST_A_SIDE):
            self._grid.setRowStretch(side, int(side in rows))
            self._grid.setColumnStretch(side, int(side in columns))

    @Slot(object, object)
    def _on_layout_changed(self, before: LayoutState, now: LayoutState) -> None:
        focused = QApplication.focusWidget()
        has_keys = focused is not None and self._cells.isAncestorOf(focused)
        if (before.cells, before.rows, before.visible) != (now.cells, now.rows, now.visible):
            self._lay_out(now)
        self.setFocusProxy(self.active_panel)
        is_here = now.active in now.cells
        if has_keys and is_here and before.active != now.active:  # a list may keep the keys
            self.setFocus()

    @Slot(bool)
    def _on_planes_toggled(self, is_open: bool) -> None:
        """The planes stand in the cells' place, made when they are first asked for."""
        if is_open and self.planes is None:
            from medviewer.gui.mpr_panel import MprPanel

            self.planes = MprPanel(self._session, self._registry, self._translator)
            self._column.insertWidget(1, self.planes, 1)
        self._show_instead(self.planes, is_open)

    @Slot(bool)
    def _on_solid_toggled(self, is_open: bool) -> None:
        """As the planes."""
        if is_open and self.solid is None:
            from medviewer.gui.solid_panel import SolidPanel

            self.solid = SolidPanel(self._session, self._registry, self._translator)
            self._column.insertWidget(1, self.solid, 1)
        self._show_instead(self.solid, is_open)

    def _show_instead(self, panel: QWidget | None, is_open: bool) -> None:
        """A panel in the cells' place, or the cells again."""
        if panel is not None:
            self._cells.setVisible(not is_open)
            panel.setVisible(is_open)
            (panel if is_open else self.active_panel).setFocus()

    @Slot()
    def _on_canvas_built(self) -> None:
        if self._phases is None:
            from medviewer.gui.canvas.phase_slider import PhaseSlider

            self._phases = PhaseSlider(self._session, self._registry, self._translator)
            self._column.insertWidget(self._column.indexOf(self.notes), self._phases)
        self.canvas_built.emit()
