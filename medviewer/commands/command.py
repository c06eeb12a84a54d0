"""What a command is: one thing a reader can ask for, by id, wherever it is asked from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from medviewer.domain.finding import RejectionReason
from medviewer.domain.study import Patient
from medviewer.session.session import Session
from medviewer.words import Message


class Prompts(Protocol):
    """How a command asks the reader for what it needs. Every method returns None when the reader declines."""

    def choose_folder(self) -> Path | None:
        """A folder to open."""
        ...

    def choose_files(self) -> tuple[Path, ...] | None:
        """Files or archives to open."""
        ...

    def choose_file_to_write(self, title: Message, name: str) -> Path | None:
        """Where to write a file; `name` is suggested, its suffix is kept."""
        ...

    def choose_folder_to_write(self, title: Message) -> Path | None:
        """The folder in which a new one is made."""
        ...

    def choose_file_to_read(self, title: Message, *suffixes: str) -> Path | None:
        """One file with one of these suffixes."""
        ...

    def show_export(self) -> None:
        """What to export of the study shown, how packed, and where to."""
        ...

    def show_report_editor(self) -> None:
        """The report's sections, to be written beside the images."""
        ...

    def sign_report(self) -> None:
        """What is still open, or the reader's name to be typed."""
        ...

    def show_report_versions(self) -> None:
        """The versions of the report that were signed."""
        ...

    def choose_series(self) -> None:
        """Let the reader see and change which series each model will be given."""
        ...

    def choose_machine(self) -> None:
        """Say what would leave for another machine, and let the reader send it or not."""
        ...

    def show_command_palette(self) -> None:
        """A list of every command, to be searched and run."""
        ...

    def show_shortcuts(self) -> None:
        """Every shortcut on one page."""
        ...

    def show_settings(self, page: str) -> None:
        """The settings dialog, at the page of that name or at its first."""
        ...

    def show_help(self, topic: str) -> None:
        """The help at that page; "" for the page that fits what the reader is at."""
        ...

    def show_tour(self) -> None:
        """Five steps around the window."""
        ...

    def copy_picture(self, *, in_full: bool) -> None:
        """The active image into the clipboard: as shown, or all of it with no pixel lost."""
        ...

    def show_print(self) -> None:
        """What to print, and how it looks on the page."""
        ...

    def toggle_full_screen(self) -> None:
        """The window with the whole screen, or with its frame again."""
        ...

    def show_test_pattern(self) -> None:
        """A pattern to judge the monitor by."""
        ...

    def show_update_notes(self) -> None:
        """What is new in each version."""
        ...

    def show_fault_report(self) -> None:
        """What would go into a report of a fault, to be written to a file."""
        ...

    def show_about(self) -> None:
        """Version, licence and what the program may not be used for."""
        ...

    def show_model_card(self, model_id: str) -> None:
        """A model's card."""
        ...

    def ask_override(self, model_id: str, display_set_id: str) -> None:
        """Ask why a model shall be run against the guard's advice; run it when a reason is given."""
        ...

    def choose_reason(self, number: int, take: Callable[[RejectionReason | None], None]) -> None:
        """Why the finding of that number was rejected; `take` is always called, with None for no reason."""
        ...

    def show_changes_after_ai(self) -> None:
        """What the reader has changed since the first read was locked."""
        ...

    def compare_results(self) -> None:
        """What two answers about the study shown have in common and what not."""
        ...

    def ask_text(
        self, title: Message, question: Message, current: str, take: Callable[[str], None]
    ) -> None:
        """One line of text; `take` is given it when the reader agrees."""
        ...

    def show_self_test(self) -> None:
        """What the AI process says of the machine, and how fast its models are."""
        ...

    def show_audit_trail(self) -> None:
        """Who decided what and when."""
        ...

    def show_deidentify(self) -> None:
        """What is taken out of copies of the study on screen."""
        ...

    def show_library(self) -> None:
        """The list of studies opened before, ready to be searched."""
        ...

    def show_archives(self, page: str) -> None:
        """Archives, worklist and transfers, ready to be asked; "transfers" for these."""
        ...

    def show_network_settings(self) -> None:
        """The archives entered, and what else is set about the network."""
        ...

    def show_send(self) -> None:
        """What of the study shown to send, and where to."""
        ...

    def confirm_link(self) -> None:
        """What the link that is being considered would open, and from where."""
        ...

    def confirm_erasing(self, patient: Patient, erase: Callable[[], None]) -> None:
        """Say what will be erased and what stays; run `erase` if the reader agrees."""
        ...

    def open_path(self, path: Path) -> None:
        """Open a file or folder with the desktop's own program."""
        ...

    def quit(self) -> None:
        """Close the window."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works on."""

    session: Session
    prompts: Prompts


def always(context: Context) -> bool:
    del context
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One verb.

    Attributes:
        id: "menu.verb"; what shortcuts, tests and scripts name.
        title: as it stands in the menu.
        run: does it; may take keyword arguments that have defaults.
        menu: the menu it stands in; None keeps it out of the menus (it is still in the palette).
        shortcuts: key sequences in Qt's portable text, the first is the one shown.
        enabled_when: asked whenever the session changes.
        is_checked: for on/off commands, whether it is on.
        help: one sentence for the tooltip, the palette and the shortcut page.
        icon: file name in resources/icons without suffix; a command with one stands in the toolbar.
        why_disabled: why it cannot be asked for now, where that is not plain; None where it can.
        yields_keys_to: id of a command that has the same keys: while that one is enabled, they are its own.
        submenu: the submenu of `menu` it stands in, with the other values of the same choice.
    """

    id: str
    title: Message
    run: Callable[..., None]
    menu: Message | None = None
    shortcuts: tuple[str, ...] = ()
    enabled_when: Callable[[Context], bool] = field(default=always)
    is_checked: Callable[[Context], bool] | None = None
    help: Message | None = None
    icon: str = ""
    submenu: Message | None = None
    why_disabled: Callable[[Context], Message | None] | None = None
    yields_keys_to: str = ""
