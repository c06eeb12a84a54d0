"""The menu of a right click on the image: what can be done with a drawing under it, the windows, the view."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.voi import WindowPreset
from medviewer.gui.canvas.corner_texts import AS_STORED, window_text
from medviewer.gui.canvas.measure_hits import Grip
from medviewer.gui.finding_menu import add_finding_commands
from medviewer.gui.translation import Translator
from medviewer.session.session import Session
from medviewer.words import message

DRAWING_COMMANDS = (
    "measure.label",
    "measure.copy_on",
    "measure.copy_back",
    "measure.copy_all",
    "measure.delete",
)
VIEW_COMMANDS = ("view.invert", "view.reset", "view.fit")
TILTED_COMMAND = "view.source_slices"
AUTOMATIC_KEY = "0"


def image_menu(
    registry: CommandRegistry,
    translator: Translator,
    parent: QWidget,
    grip: Grip | None = None,
    finding_id: str = "",
) -> QMenu:
    """A fresh menu that deletes itself when it closes.

    Args:
        grip: the drawing that was clicked on; it is selected, and its commands come first.
        finding_id: of the finding that was clicked on, likewise.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    session = registry.context.session
    if grip is not None:
        session.annotations.select(grip.measurement.measurement_id)
        for command_id in DRAWING_COMMANDS:
            _add_command(menu, registry, command_id, translator)
        menu.addSeparator()
    elif finding_id:
        registry.run("findings.select", finding_id=finding_id)
        add_finding_commands(menu, registry, translator)
    for preset in session.presets_on_offer():
        _add_preset(menu, session, preset, translator)
    automatic = menu.addAction(translator(message("Canvas", "Automatic window")))
    automatic.triggered.connect(partial(_apply_automatic, session))
    automatic.setText(f"{automatic.text()}\t{AUTOMATIC_KEY}")
    menu.addSeparator()
    for command_id in VIEW_COMMANDS:
        _add_command(menu, registry, command_id, translator)
    if registry.is_enabled(TILTED_COMMAND):
        _add_command(menu, registry, TILTED_COMMAND, translator)
    return menu


def _add_preset(
    menu: QMenu, session: Session, preset: WindowPreset, translator: Translator
) -> None:
    shown = session.viewport.value.display_set
    scale = session.value_scales.of(shown) if shown is not None else AS_STORED
    name = translator(preset.name).replace("&", "&&")
    action = menu.addAction(
        f"{name}    {translator(window_text(preset.window, scale))}\t{preset.key}"
    )
    action.setCheckable(True)
    action.setChecked(preset.window == session.window())
    action.triggered.connect(partial(_apply, session, preset))


def _add_command(
    menu: QMenu, registry: CommandRegistry, command_id: str, translator: Translator
) -> None:
    command = registry[command_id]
    action = menu.addAction(translator(command.title))
    if command.shortcuts:
        keys = QKeySequence(command.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(f"{action.text()}\t{keys}")  # shown only: the main window owns the key
    action.setEnabled(registry.is_enabled(command_id))
    if command.is_checked is not None:
        action.setCheckable(True)
        action.setChecked(registry.is_checked(command_id))
    action.triggered.connect(partial(_run, registry, command_id))


def _apply(session: Session, preset: WindowPreset, _is_checked: bool = False) -> None:
    shown = session.viewport.value.display_set
    if shown is not None:
        with session.steps.watching():
            session.presentations.set_window(shown.display_set_id, preset.window)


def _apply_automatic(session: Session, _is_checked: bool = False) -> None:
    with session.steps.watching():
        session.apply_preset(AUTOMATIC_KEY)


def _run(registry: CommandRegistry, command_id: str, _is_checked: bool = False) -> None:
    registry.run(command_id)
