"""One line on stderr that says how far the work is; silent where nobody watches."""

import sys
from types import TracebackType

from medviewer.progress import Progress, ProgressSink
from medviewer.words import Message

WIDTH = 78


class ProgressLine:
    """A progress sink for a terminal."""

    def __init__(self) -> None:
        self._is_watched = sys.stderr.isatty()

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.done()

    def __call__(self, progress: Progress) -> None:
        if self._is_watched:
            line = f"{progress.stage} {progress.done}/{progress.total}"
            print(f"\r{line[:WIDTH]:<{WIDTH}}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Clear the line."""
        if self._is_watched:
            print(f"\r{'':<{WIDTH}}\r", end="", file=sys.stderr, flush=True)


class FrameCounter:
    """Tells a progress sink how many frames are done; called after each."""

    def __init__(self, progress: ProgressSink, stage: Message, total: int) -> None:
        self._progress = progress
        self._stage = stage
        self._total = total
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        self._progress(Progress(self._stage, self._done, self._total))
