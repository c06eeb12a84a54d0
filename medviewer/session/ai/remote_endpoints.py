"""The machines that run models for this reader: entered in the settings, kept at once, tested on request."""

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.credentials import Secret, keep_secret, read_secret
from medviewer.domain.model_card import ModelCard
from medviewer.domain.remote_machine import MachineCheck, RemoteMachine, refusal
from medviewer.errors import MedViewerError
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane, LaneOf, PeerLane
from medviewer.session.ai.remote_machine_file import read_machines, write_machines
from medviewer.session.messages import Messages
from medviewer.session.state import State
from medviewer.words import Message, message

if TYPE_CHECKING:
    from medviewer.ai.remote.remote_worker import RemoteWorker

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EndpointsState:
    """`machines`: in the order they were entered."""

    machines: tuple[RemoteMachine, ...] = ()

    def find(self, name: str) -> RemoteMachine | None:
        return next((each for each in self.machines if each.name == name), None)


class RemoteEndpoints(State[EndpointsState]):
    """Without a file they last until the program ends."""

    checked = Signal(object)  # MachineCheck

    def __init__(
        self, runner: JobRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(EndpointsState(), parent)
        self._runner = runner
        self._messages = messages
        self._file: Path | None = None
        self.changed.connect(self._save)

    def use(self, file: Path) -> None:
        """Read what was entered before, and keep changes in this file from now on."""
        self.replace(EndpointsState(read_machines(file)))
        self._file = file

    def put(self, machine: RemoteMachine, instead_of: str = "") -> Message | None:
        """Enter a machine, or change the one named `instead_of`; why it cannot be, None where it was.

        One that changes its name or address takes no token along: it must be typed again.
        """
        before = self.value.find(instead_of)
        others = tuple(each for each in self.value.machines if each.name != instead_of)
        if not machine.name:
            return NO_NAME
        if any(each.name == machine.name for each in others):
            return message(
                "Remote",
                "There is a machine named {name} already. Choose another name.",
                name=machine.name,
            )
        problem = refusal(machine)
        if problem is None:
            self.update(machines=(*others, machine))
            if before is not None and (before.name, before.url) != (machine.name, machine.url):
                self.keep_token(before.name, "")
        return problem

    def remove(self, name: str) -> None:
        """Forget a machine and its token."""
        self.update(machines=tuple(m for m in self.value.machines if m.name != name))
        self.keep_token(name, "")

    def keep_token(self, name: str, token: str) -> None:
        """Keep a bearer token in the system's keyring; "" removes it."""
        place = secret_place(name)
        job = self._runner.start(Lane.DISKS, partial(_keep, place, token))
        job.failed.connect(self._on_not_kept)

    def check(self, machine: RemoteMachine, catalog: tuple[ModelCard, ...]) -> None:
        """Ask whether it answers and which of our models it has; `checked` tells. No image is sent."""
        lane = LaneOf(PeerLane.QUESTIONS, machine.device)
        job = self._runner.start(lane, partial(_check, machine, catalog))
        job.finished.connect(self._on_checked)

    @Slot(object)
    def _on_checked(self, check: MachineCheck) -> None:
        self.checked.emit(check)

    @Slot(object)
    def _on_not_kept(self, error: MedViewerError) -> None:
        self._messages.warn(error.message)

    @Slot()
    def _save(self) -> None:
        if self._file is None:
            return
        try:
            write_machines(self.value.machines, self._file)
        except OSError as error:  # a full or read-only disk must not stop a reading
            logger.warning("The remote machines entered could not be saved")
            self._messages.warn(_not_saved(self._file, error))


def secret_place(name: str) -> str:
    """Where the keyring has a machine's token: never an archive's of the same name."""
    return f"remote machine {name}"


def worker_for(machine: RemoteMachine) -> "RemoteWorker":
    """A worker that reads the token when it is first needed, off the GUI thread."""
    from medviewer.ai.remote.remote_worker import RemoteWorker  # HTTP and TLS: not at start-up

    return RemoteWorker(machine, partial(_token, machine))


def _token(machine: RemoteMachine) -> str:
    return read_secret(secret_place(machine.name), Secret.TOKEN) if machine.needs_token else ""


def _keep(place: str, token: str, _: JobContext) -> None:
    keep_secret(place, Secret.TOKEN, token)


def _check(
    machine: RemoteMachine, catalog: tuple[ModelCard, ...], context: JobContext
) -> MachineCheck:
    from medviewer.ai.remote.machine_check import check_machine

    return check_machine(worker_for(machine), catalog, context.token)


def _not_saved(file: Path, error: OSError) -> Message:
    return message(
        "Remote",
        "The machines entered could not be saved to {file} ({reason}); they last until MedViewer ends.",
        file=file,
        reason=error.strerror or type(error).__name__,
    )


NO_NAME = message(
    "Remote", "A machine needs a name, under which results will say where they were computed."
)
