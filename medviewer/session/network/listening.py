"""Our own storage SCP while the viewer runs: started and stopped by setting, told where it listens."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.domain.archive import Arrival, ListenerSettings
from medviewer.domain.network_settings import NetworkSettings
from medviewer.domain.transfers import ListeningState
from medviewer.errors import MedViewerError
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.messages import Messages
from medviewer.session.network.archives import ArchiveDoor
from medviewer.session.state import State
from medviewer.words import Message

if TYPE_CHECKING:
    from medviewer.dicom.network.dimse.storage_listener import StorageListener


class Reporter(QObject):
    """Carries what network threads have to say to the GUI thread."""

    said = Signal(object)  # Message

    def __call__(self, problem: Message) -> None:
        """Any thread."""
        self.said.emit(problem)


class Listening(State[ListeningState]):
    """One listener at most. Starting and stopping wait for sockets and threads: both are jobs, in order."""

    def __init__(
        self,
        runner: JobRunner,
        messages: Messages,
        put: Callable[[Arrival], None],
        door: ArchiveDoor,
        parent: QObject | None = None,
    ) -> None:
        """Make it.

        Args:
            put: told of each arrival, in a network thread.
            door: retrieves that need a listener share this one.
        """
        super().__init__(ListeningState(), parent)
        self._runner = runner
        self._messages = messages
        self._put = put
        self._door = door
        self._asked: tuple[ListenerSettings, tuple[str, ...]] | None = None  # None: nobody may send
        self._listener: StorageListener | None = None  # the one that runs
        self._reporter = Reporter(self)
        self._reporter.said.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def follow(self, settings: NetworkSettings, folder: ArrivalFolder | None) -> None:
        """Listen as the settings say, from now on."""
        self._door.settings = settings.listener
        wanted = (settings.listener, settings.callers)
        asked = wanted if settings.is_listening and folder is not None else None
        if asked == self._asked:
            return
        self.stop()
        self._asked = asked
        if asked is not None and folder is not None:
            work = partial(_start, *asked, folder, self._put, self._reporter)
            job = self._runner.start(Lane.ARRIVALS, work)
            job.finished.connect(self._on_started)
            job.failed.connect(self._on_failed)

    def stop(self) -> None:
        """Let nobody send any more; what had arrived whole stays."""
        self._asked = None
        listener, self._listener, self._door.listener = self._listener, None, None
        self.update(address="", problem=None)
        if listener is not None:
            self._runner.start(Lane.ARRIVALS, partial(_stop, listener))

    def end(self) -> None:
        """Stop here and now: the program ends, and nobody waits for a job any more."""
        self._asked = None
        listener, self._listener, self._door.listener = self._listener, None, None
        if listener is not None:
            listener.stop()

    def count(self, more: int) -> None:
        """Others have sent so many instances."""
        if more:
            self.update(arrived=self.value.arrived + more)

    @Slot(object)
    def _on_started(self, listener: "StorageListener") -> None:
        if self._asked is None or listener.settings != self._asked[0]:
            self._runner.start(Lane.ARRIVALS, partial(_stop, listener))  # overtaken by a setting
            return
        self._listener = self._door.listener = listener
        title, host = listener.settings.ae_title, listener.settings.host
        self.update(address=f"{title}@{host}:{listener.port}", problem=None)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._asked = None
        self.update(address="", problem=error.message)
        self._messages.warn(error.message)

    @Slot(object)
    def _on_reported(self, problem: Message) -> None:
        self._messages.warn(problem)


def _start(
    settings: ListenerSettings,
    callers: tuple[str, ...],
    folder: ArrivalFolder,
    put: Callable[[Arrival], None],
    report: Reporter,
    context: JobContext,
) -> "StorageListener":
    """Job thread."""
    from medviewer.dicom.network.dimse.storage_listener import StorageListener

    context.token.check()
    listener = StorageListener(settings, folder, put, report, known_ae_titles=callers)
    listener.start()
    return listener


def _stop(listener: "StorageListener", _: JobContext) -> None:
    listener.stop()
