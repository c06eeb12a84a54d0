"""The toolbar: the commands that have an icon, and the window presets; Analyze stands out."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from medviewer.gui.actions import PROMINENT, Actions
from medviewer.gui.desk import Desk
from medviewer.gui.grid_chooser import LayoutButton
from medviewer.gui.menus import PresetMenu
from medviewer.gui.tool_button import ToolButton
from medviewer.words import message

SHORT_TITLES = {
    "file.open_folder": message("Toolbar", "Open"),
    "view.zoom_in": message("Toolbar", "Zoom in"),
    "view.zoom_out": message("Toolbar", "Zoom out"),
    "view.fit": message("Toolbar", "Fit"),
    "mpr.toggle": message("Toolbar", "MPR"),
    "view.reset": message("Toolbar", "Reset"),
    "view.invert": message("Toolbar", "Invert"),
    "view.corner_texts": message("Toolbar", "Texts"),
    "view.attention": message("Toolbar", "Attention"),
    "ai.analyze": message("Toolbar", "Analyze"),
    "report.export": message("Toolbar", "Report"),
}
SEPARATOR_BEFORE = frozenset({"view.zoom_in", "view.invert", "view.attention", "report.export"})


class ToolBar(QToolBar):
    """Tab comes by its menus only: the keys of every other button work from anywhere."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("Toolbar", "Toolbar")), parent)
        self._desk = desk
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._presets = QToolButton(self)
        self.layouts = LayoutButton(desk, self)
        self.tools = ToolButton(actions, desk, self)
        for action in actions:
            if not action.command.icon:
                continue
            if action.command.id in SEPARATOR_BEFORE:
                self.addSeparator()
            if action.command.id == "view.zoom_in":
                self._add_layouts()
            if action.command.id == "view.invert":
                self._add_presets()
            title = SHORT_TITLES.get(action.command.id)
            if title is not None:
                action.setIconText(desk.translator(title))
            self.addAction(action)
        self._make_prominent(actions)
        desk.look.changed.connect(self._draw_icons)
        desk.session.viewport.changed.connect(self._on_viewport_changed)
        self._draw_icons()
        self._on_viewport_changed()

    def _add_layouts(self) -> None:
        self.layouts.setToolButtonStyle(self.toolButtonStyle())
        self.addWidget(self.layouts)
        self.tools.setToolButtonStyle(self.toolButtonStyle())
        self.addWidget(self.tools)
        self.addSeparator()

    def _add_presets(self) -> None:
        words = self._desk.translator
        self._presets.setText(words(message("Toolbar", "Presets")) + " ▾")
        self._presets.setToolTip(words(message("Toolbar", "Window presets  (0 to 9)")))
        self.presets_menu = PresetMenu(self._desk, self._presets)
        self._presets.setMenu(self.presets_menu)
        self._presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._presets.setToolButtonStyle(self.toolButtonStyle())
        self._presets.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(self._presets)

    def _make_prominent(self, actions: Actions) -> None:
        button = self.widgetForAction(actions[PROMINENT])
        if isinstance(button, QToolButton):
            button.setObjectName("primary")

    @Slot()
    def _draw_icons(self) -> None:
        self._presets.setIcon(self._desk.look.icon("window"))
        self.layouts.setIcon(self._desk.look.icon("layout"))

    @Slot()
    def _on_viewport_changed(self) -> None:
        self._presets.setEnabled(self._desk.session.viewport.value.display_set is not None)
