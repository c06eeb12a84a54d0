"""Our storage SCP: takes what those who may send it send, and answers C-ECHO (PS3.4 annexes A and B).

Storage commitment is not offered: images here are copies to read, and their archive keeps the originals.

start → a thread that accepts → a thread for each association: TLS → admission → messages → release or abort
"""

import errno
import logging
import os
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dimse.peer_socket import TICK_S
from medviewer.dicom.network.dimse.served_association import ServedAssociation
from medviewer.dicom.network.dimse.transport_security import server_context
from medviewer.domain.archive import Arrival, ArrivalSink, ListenerSettings
from medviewer.errors import ArrivalsUnwritable, NetworkError
from medviewer.progress import CancelToken
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

MOST_ASSOCIATIONS = 16  # at once; a modality opens one or two
HANDSHAKE_S = 10.0
KEYRING_PLACE = "listener"  # under which the passphrase of our key is kept
ProblemSink = Callable[[Message], None]


class StorageListener:
    """Listens from `start` to `stop`; sinks are called in its threads, one at a time.

    Args:
        known_ae_titles: of the archives the reader has entered; they may send where nobody else is named.
        expects: whether an instance is wanted at all; None: every one is.
    """

    def __init__(
        self,
        settings: ListenerSettings,
        folder: ArrivalFolder,
        on_arrival: ArrivalSink,
        on_problem: ProblemSink,
        *,
        known_ae_titles: Sequence[str] = (),
        expects: Callable[[InstanceKey], bool] | None = None,
    ) -> None:
        self.settings = settings
        self.folder = folder
        self.allowed = frozenset(settings.allowed_ae_titles or known_ae_titles)
        self._expects = expects
        self._sinks: list[ArrivalSink] = [on_arrival]
        self._on_problem = on_problem
        self._lock = threading.Lock()
        self._token = CancelToken()
        self._threads: list[threading.Thread] = []
        self._socket: socket.socket | None = None
        self._context: ssl.SSLContext | None = None

    @property
    def port(self) -> int:
        """The port that is listened on; where 0 was asked for, the one the system chose."""
        if self._socket is None:
            return self.settings.port
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        """Listen.

        Raises:
            NetworkError: the port is taken, or may not be listened on.
            ArchiveUnreachable, KeyringUnavailable: the certificate cannot be used.
        """
        self._context = server_context(self.settings.security, KEYRING_PLACE)
        try:
            self._socket = socket.create_server((self.settings.host, self.settings.port))
        except (OSError, OverflowError) as error:
            raise NetworkError(_not_listening(self.settings, error)) from error
        accepting = threading.Thread(target=self._accept, name="DICOM listener", daemon=True)
        self._threads.append(accepting)
        accepting.start()

    def stop(self) -> None:
        """End; associations that stand are aborted, what had arrived whole stays."""
        self._token.cancel()
        with self._lock:
            threads = tuple(self._threads)
        for thread in threads:
            thread.join()
        if self._socket is not None:
            self._socket.close()

    @contextmanager
    def told_to(self, sink: ArrivalSink) -> Iterator[None]:
        """Tell one more of what arrives, for as long as the block lasts (C-MOVE)."""
        with self._lock:
            self._sinks.append(sink)
        try:
            yield
        finally:
            with self._lock:
                self._sinks.remove(sink)

    def wants(self, key: InstanceKey) -> bool:
        """Whether an instance may be kept; for the associations."""
        return self._expects is None or self._expects(key)

    def arrived(self, arrival: Arrival) -> None:
        """An instance lies on disk; for the associations."""
        with self._lock:
            for sink in tuple(self._sinks):
                try:
                    sink(arrival)
                except Exception:
                    logger.exception("Who was told of an arrival failed")

    def report(self, problem: Message) -> None:
        """Something the reader should know; for the associations."""
        self._on_problem(problem)

    def _accept(self) -> None:
        listening = self._socket
        while listening is not None and not self._token.is_cancelled:
            if not select.select([listening], [], [], TICK_S)[0]:
                continue
            with suppress(OSError):
                peer, _ = listening.accept()
                self._begin(peer)

    def _begin(self, peer: socket.socket) -> None:
        with self._lock:
            self._threads = [one for one in self._threads if one.is_alive()]
            if len(self._threads) > MOST_ASSOCIATIONS:
                peer.close()
                return
            serving = threading.Thread(
                target=self._serve, args=(peer,), name="DICOM association", daemon=True
            )
            self._threads.append(serving)
            serving.start()

    def _serve(self, peer: socket.socket) -> None:
        try:
            peer.settimeout(HANDSHAKE_S)
            if self._context is not None:
                peer = self._context.wrap_socket(peer, server_side=True)
            ServedAssociation(self, peer, self._token).serve()
        except ssl.SSLError as error:
            self.report(_no_secure_connection(error))
        except ArrivalsUnwritable as error:
            self.report(error.message)
        except OSError as error:
            logger.info("A sender's connection failed (%s)", type(error).__name__)
        except Exception:
            logger.exception("An association of a sender failed")
        finally:
            peer.close()


def _not_listening(settings: ListenerSettings, error: Exception) -> Message:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return message(
            "Archive",
            "Nothing can be received on {host}:{port}: another program listens there already. If it is "
            "another window of MedViewer, that one receives; otherwise choose another port.",
            host=settings.host,
            port=settings.port,
        )
    return message(
        "Archive",
        "Nothing can be received on {host}:{port} ({reason}). Choose another port; those below 1024 are for "
        "the administrator.",
        host=settings.host,
        port=settings.port,
        reason=_words_of(error),
    )


def _words_of(error: Exception) -> str:
    """The system's words; Python's own name the call that failed."""
    if isinstance(error, OSError) and error.errno and error.errno > 0:
        return os.strerror(error.errno)
    return getattr(error, "strerror", None) or type(error).__name__


def _no_secure_connection(error: ssl.SSLError) -> Message:
    return message(
        "Archive",
        "A sender and this computer did not agree on a secure connection ({reason}). Nothing was received. "
        "Check that it speaks TLS and has a certificate of the authority in the settings.",
        reason=error.reason or type(error).__name__,
    )
