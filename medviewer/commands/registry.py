"""Every command by id, and the one place where running one can fail."""

import logging
from collections.abc import Iterable, Iterator

from medviewer.commands.command import Command, Context
from medviewer.commands.key_bindings import ChosenKeys, with_keys
from medviewer.errors import MedViewerError
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

SLIDERS = frozenset({"mpr.slab"})  # run with every move of a slider: together they are one step


class CommandRegistry:
    """Commands in menu order. Menus, toolbar, shortcuts, palette and journey tests all read this."""

    def __init__(self, context: Context, commands: Iterable[Command]) -> None:
        self.context = context
        self._shipped: dict[str, Command] = {}  # as before the reader's keys
        self._commands: dict[str, Command] = {}
        taken: dict[str, Command] = {}
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"two commands are called {command.id}")
            for keys in command.shortcuts:
                other = taken.setdefault(keys, command)
                is_agreed = command.id == other.yields_keys_to or other.id == command.yields_keys_to
                if other is not command and not is_agreed:
                    raise ValueError(f"{keys} is given to {other.id} and to {command.id}")
            self._commands[command.id] = command

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    def is_enabled(self, command_id: str) -> bool:
        return self[command_id].enabled_when(self.context)

    def why_disabled(self, command_id: str) -> Message | None:
        """Why a command is disabled; None where it is not, or has nothing to say."""
        why = self[command_id].why_disabled
        return why(self.context) if why is not None and not self.is_enabled(command_id) else None

    def has_its_keys(self, command_id: str) -> bool:
        """Whether its keys are its own just now, or those of the command it yields them to."""
        command = self[command_id]
        other = self._commands.get(command.yields_keys_to)
        is_shared = other is not None and set(command.shortcuts) & set(other.shortcuts)
        return not (is_shared and self.is_enabled(command.yields_keys_to))

    def is_checked(self, command_id: str) -> bool:
        is_checked = self[command_id].is_checked
        return is_checked is not None and is_checked(self.context)

    def use_keys(self, chosen: ChosenKeys) -> None:
        """Give commands the reader's keys in place of those they came with."""
        self._shipped = self._shipped or dict(self._commands)
        self._commands = with_keys(self._shipped.values(), chosen)

    def run(self, command_id: str, **arguments: object) -> None:
        """Run a command; what goes wrong is told to the reader, never raised."""
        command = self[command_id]
        if not command.enabled_when(self.context):
            return
        logger.info("%s", command_id)
        try:
            with self.context.session.steps.watching(drag_of(command_id)):
                command.run(self.context, **arguments)
        except MedViewerError as error:
            self.context.session.messages.error(error.message)
        except Exception:
            logger.exception("The command %s failed in a way nobody foresaw", command_id)
            self.context.session.messages.error(
                message(
                    "Commands",
                    "“{title}” failed in a way MedViewer did not foresee. Nothing was changed on disk; "
                    "the log file has the details.",
                    title=command.title,
                )
            )


def drag_of(command_id: str) -> str:
    """What the steps of a slider join by; "" for a command that stands alone."""
    return command_id if command_id in SLIDERS else ""
