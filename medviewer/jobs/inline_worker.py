"""A worker that is this very process: for one that is itself somebody's worker."""

from collections.abc import Callable

from medviewer.jobs.worker_process import Handler
from medviewer.progress import CancelToken, ProgressSink


class InlineWorker:
    """Answers on the calling thread; what it answers with is built at the first request and kept."""

    def __init__(self, build_handler: Callable[[], Handler]) -> None:
        self._build_handler = build_handler
        self._handler: Handler | None = None

    def start(self, token: CancelToken | None = None) -> str:
        """Build the handler unless it stands; its device."""
        del token
        return self._built().device

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        """Answer `payload`; whatever the handler raises is raised here."""
        return self._built()(payload, progress, token)

    def _built(self) -> Handler:
        if self._handler is None:
            self._handler = self._build_handler()
        return self._handler
