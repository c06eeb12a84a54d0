"""The archives the reader has entered, and what else is set about the network: changed here, kept at once."""

import dataclasses
import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.credentials import Secret, keep_secret
from medviewer.domain.archive import ArchiveNode, Protocol
from medviewer.domain.network_settings import NetworkSettings
from medviewer.domain.node_rules import what_is_wrong
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.messages import Messages
from medviewer.session.network.node_files import read_nodes, write_nodes
from medviewer.session.state import State
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

SET_ASIDE = "nodes.damaged.toml"  # as the file was when something in it could not be used

SecretKeeper = Callable[[str, Secret, str], None]


class Nodes(State[NetworkSettings]):
    """Settings that save themselves. Without a file they last until the program ends."""

    secret_kept = Signal(
        str, object
    )  # name of the node; None, or why the keyring refused (Message)

    def __init__(
        self,
        runner: JobRunner,
        messages: Messages,
        parent: QObject | None = None,
        keep: SecretKeeper = keep_secret,
    ) -> None:
        super().__init__(NetworkSettings(), parent)
        self._runner = runner
        self._messages = messages
        self._keep = keep
        self._file: Path | None = None
        self._names: dict[Job, str] = {}
        self.changed.connect(self._save)

    def use(self, file: Path) -> None:
        """Read what was entered before, and keep changes in this file from now on."""
        found = read_nodes(file)
        for problem in found.problems:
            self._messages.warn(problem)
        if found.problems:
            with suppress(
                OSError
            ):  # the next change writes the file anew, without what was left out
                shutil.copy(file, file.with_name(SET_ASIDE))  # with its mode: the user's alone
        self.replace(found.settings)
        self._file = file

    def put(self, node: ArchiveNode, instead_of: str = "") -> Message | None:
        """Enter a node, or change the one named `instead_of`; why it cannot be, None where it was.

        A node that changes its name, or the server it names, takes no secret along: it must be typed again.
        """
        before = self.value.find(instead_of)
        names = [each.name for each in self.value.nodes]
        others = [each for each in self.value.nodes if each.name != instead_of]
        wrong = what_is_wrong(node) or (
            _taken(node.name) if any(each.name == node.name for each in others) else None
        )
        if wrong is not None:
            return wrong
        place = names.index(instead_of) if instead_of in names else len(names)
        nodes = (*others[:place], node, *others[place:])
        self.replace(_renamed(self.value, instead_of, node.name, nodes))
        if before is not None and (before.name, _server(before)) != (node.name, _server(node)):
            self._forget_secrets(before.name)
        return None

    def remove(self, name: str) -> None:
        """Forget a node and its secrets."""
        nodes = tuple(node for node in self.value.nodes if node.name != name)
        self.replace(_renamed(self.value, name, "", nodes))
        self._forget_secrets(name)

    def keep_secret(self, name: str, kind: Secret, secret: str) -> None:
        """Keep a secret in the system's keyring, "" removes it; `secret_kept` tells how it went."""
        job = self._runner.start(Lane.DISKS, partial(_keep_job, self._keep, name, kind, secret))
        self._names[job] = name
        job.finished.connect(self._on_kept)
        job.failed.connect(self._on_kept)
        job.ended.connect(self._on_ended)

    def _forget_secrets(self, name: str) -> None:
        for kind in Secret:
            self._runner.start(Lane.DISKS, partial(_keep_job, self._keep, name, kind, ""))

    @Slot(object)
    def _on_kept(self, error: MedViewerError | None) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self.secret_kept.emit(self._names[job], error.message if error else None)

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._names.pop(job, None)

    @Slot()
    def _save(self) -> None:
        if self._file is None:
            return
        try:
            write_nodes(self.value, self._file)
        except OSError as error:  # a full or read-only disk must not stop a reading
            logger.warning("The archives entered could not be saved")
            self._messages.warn(_not_saved(self._file, error))


def _server(node: ArchiveNode) -> str:
    """Who is told a password or token; "" of a DIMSE archive, which is told none."""
    address = urlsplit(node.url)
    is_web = node.protocol is Protocol.DICOMWEB
    return f"{address.scheme}://{address.netloc}".lower() if is_web else ""


def _renamed(
    settings: NetworkSettings, before: str, now: str, nodes: tuple[ArchiveNode, ...]
) -> NetworkSettings:
    """Who named a node by its old name names it by the new one, or none."""
    priors = settings.priors
    if before and priors.node == before:
        priors = dataclasses.replace(priors, node=now)
    default = now if before and settings.default == before else settings.default
    return dataclasses.replace(settings, nodes=nodes, default=default, priors=priors)


def _keep_job(keep: SecretKeeper, name: str, kind: Secret, secret: str, _: JobContext) -> None:
    keep(name, kind, secret)


def _taken(name: str) -> Message:
    return message(
        "Nodes", "There is an archive named {name} already. Choose another name.", name=name
    )


def _not_saved(file: Path, error: OSError) -> Message:
    return message(
        "Nodes",
        "The archives entered could not be saved to {file} ({reason}); they last until MedViewer ends.",
        file=file,
        reason=error.strerror or type(error).__name__,
    )
