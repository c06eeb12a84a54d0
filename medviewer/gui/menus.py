"""The menu bar, read from the commands; the window presets beside them."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from medviewer.domain.hanging_protocol import HangingProtocol
from medviewer.domain.significant_digits import significant
from medviewer.domain.voi import VoiLut, WindowPreset
from medviewer.gui.actions import Actions
from medviewer.gui.desk import Desk
from medviewer.words import message

SEPARATOR_BEFORE = frozenset(
    {
        "file.library",
        "file.stop_scanning",
        "file.erase_traces",
        "archive.open",
        "file.quit",
        "view.next_series",
        "view.next_study",
        "view.turn_right",
        "view.zoom_in",
        "view.corner_texts",
        "view.attributes",
        "findings.next",
        "findings.accept",
        "layout.maximise",
        "link.scroll",
        "hanging.apply",
        "view.reference_lines",
        "tool.length",
        "tool.rectangle",
        "tool.text",
        "tool.region_window",
        "tool.calibration",
        "measure.next",
        "measure.copy_on",
        "measure.label",
        "measure.key_image",
        "segment.threshold",
        "segment.larger",
        "segment.add",
        "pictures.write_gif",
        "ai.model_card",
        "help.tour",
        "help.about",
    }
)


def fill_menu_bar(bar: QMenuBar, actions: Actions, desk: Desk) -> dict[str, QMenu]:
    """One menu for each `Command.menu`, in the order of the commands; returned by its English title."""
    menus: dict[str, QMenu] = {}
    for action in actions:
        title = action.command.menu
        if title is None:
            continue
        if title.text not in menus:
            menus[title.text] = bar.addMenu(desk.translator(title))
        if action.command.id in SEPARATOR_BEFORE:
            menus[title.text].addSeparator()
        menu = menus[title.text]
        if action.command.submenu is not None:
            menu = _submenu(menu, desk.translator(action.command.submenu))
        menu.addAction(action)
    return menus


def _submenu(menu: QMenu, title: str) -> QMenu:
    """The submenu of that title, added where it is not there yet."""
    for action in menu.actions():
        existing = action.menu()
        if isinstance(existing, QMenu) and existing.title() == title:
            return existing
    return menu.addMenu(title)


class PresetMenu(QMenu):
    """The window presets on offer for what is shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("Presets", "&Window presets")), parent)
        self._desk = desk
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._on_triggered)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        say = self._desk.translator
        automatic = self.addAction(say(message("Presets", "Automatic")) + "\t0")
        automatic.setData("0")
        automatic.setEnabled(self._desk.session.viewport.value.display_set is not None)
        shown = self._desk.session.viewport.value.display_set
        factor = self._desk.session.value_scales.of(shown).factor if shown is not None else 1.0
        for preset in self._desk.session.presets_on_offer():
            action = self.addAction(
                preset_text(preset, say(preset.name).replace("&", "&&"), factor)
            )
            action.setData(preset)
            action.setCheckable(True)
            action.setChecked(preset.window == self._desk.session.window())

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        chosen = action.data()
        if isinstance(chosen, WindowPreset) and not chosen.key:
            shown = self._desk.session.viewport.value.display_set
            if shown is not None:
                with self._desk.session.steps.watching():
                    presentations = self._desk.session.presentations
                    presentations.set_window(shown.display_set_id, chosen.window)
            return
        key = chosen.key if isinstance(chosen, WindowPreset) else str(chosen)
        self._desk.registry.run(f"view.preset_{key}")


class HangingMenu(QMenu):
    """The hanging protocols there are, the reader's own first."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("Hanging", "&Hanging protocols")), parent)
        self._desk = desk
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._on_triggered)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        session, say = self._desk.session, self._desk.translator
        own = session.hanging.shelf.own()
        for protocol in session.hanging.shelf.protocols():
            name = protocol.name if protocol in own else say(message("Hanging", protocol.name))
            action = self._add(self, name, "hanging.apply", protocol.protocol_id)
            action.setEnabled(session.viewport.value.study is not None)
        if own:
            self.addSeparator()
            self._add_own(say(message("Hanging", "&Rename")), "hanging.rename", own)
            self._add_own(say(message("Hanging", "&Delete")), "hanging.delete", own)

    def _add_own(self, title: str, command_id: str, own: tuple[HangingProtocol, ...]) -> None:
        menu = self.addMenu(title)
        for protocol in own:
            self._add(menu, protocol.name, command_id, protocol.protocol_id)

    def _add(self, menu: QMenu, name: str, command_id: str, protocol_id: str) -> QAction:
        action = menu.addAction(name.replace("&", "&&"))
        action.setData((command_id, protocol_id))
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        command_id, protocol_id = action.data()
        self._desk.registry.run(command_id, protocol_id=protocol_id)


def preset_text(preset: WindowPreset, name: str, factor: float = 1.0) -> str:
    """`Lung    W 1500 L -600`, and its digit where a menu shows keys."""
    window = ""
    if not isinstance(preset.window, VoiLut):
        width, center = preset.window.width * factor, preset.window.center * factor
        window = f"    W {significant(width, 4)}  L {significant(center, 4)}".replace("-", "−")
    return f"{name}{window}" + (f"\t{preset.key}" if preset.key else "")
