"""A mark that lies on disk while the program runs: one that is found without its program tells of a crash.

    start: the marks of programs that are gone are taken up ─► our own is set; crashes write a trace beside it
    end:   it is taken away

Native code that crashes leaves where each thread was (files and lines of the program; no patient is named); a
program that was killed, or whose computer went off, leaves the mark alone.
"""

import contextlib
import faulthandler
import json
import logging
import os
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

import psutil

logger = logging.getLogger(__name__)

MARKS = "running-*.json"
MOST_TRACES = 5  # of runs long ago
SAME_START_S = 2.0  # a process of that number that began at another time is another one


@dataclass(frozen=True, slots=True)
class LostRun:
    """A run that did not end as it should.

    Attributes:
        began_at: seconds since 1970.
        trace: what it left when native code crashed; "" where it was ended from outside.
        file: where the trace is; None without one.
    """

    began_at: float
    trace: str = ""
    file: Path | None = None


class RunMark:
    """Of this process, in the folder of the logs."""

    def __init__(self, folder: Path) -> None:
        self._mark = folder / f"running-{os.getpid()}.json"
        self._trace = folder / f"crash-{os.getpid()}.log"
        self._stream: TextIOWrapper | None = None

    def begin(self) -> None:
        """Set the mark. Never fails: reading goes on without it."""
        try:
            began = psutil.Process().create_time()
            self._stream = self._trace.open("w", encoding="utf-8")
            faulthandler.enable(self._stream)
            self._mark.write_text(json.dumps({"pid": os.getpid(), "began_at": began}))
        except (OSError, psutil.Error):
            logger.warning(
                "A crash of this run could not be told: the log folder cannot be written"
            )

    def end(self) -> None:
        """The program ends as it should."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            self._stream = None
        for file in (self._mark, self._trace):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def lost_runs(folder: Path) -> tuple[LostRun, ...]:
    """The runs that were lost since they were last asked for; their marks are taken away."""
    try:
        left = [mark for mark in sorted(folder.glob(MARKS)) if not _is_running(mark)]
        lost = tuple(found for mark in left if (found := _taken_up(mark)))
        _forget_old_traces(folder)
    except OSError:
        logger.warning(
            "Whether the last run ended well is not known: the log folder cannot be read"
        )
        return ()
    return lost


def _forget_old_traces(folder: Path) -> None:
    traces = sorted(folder.glob("crash-*.log"), key=lambda file: file.stat().st_mtime)
    for file in traces[:-MOST_TRACES]:
        file.unlink(missing_ok=True)


def _is_running(mark: Path) -> bool:
    """Whether the program that set a mark is still there; numbers of processes are used again."""
    pid, began_at = _read(mark)
    try:
        return bool(abs(psutil.Process(pid).create_time() - began_at) < SAME_START_S)
    except (psutil.Error, ValueError, OverflowError):
        return False


def _read(mark: Path) -> tuple[int, float]:
    """Process and start; (-1, 0) where the mark says nothing."""
    try:
        told = json.loads(mark.read_text(encoding="utf-8"))
        return int(told["pid"]), float(told["began_at"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return -1, 0.0


def _taken_up(mark: Path) -> LostRun | None:
    """What a mark and the trace beside it tell; both are told once."""
    pid, began_at = _read(mark)
    mark.unlink(missing_ok=True)
    if pid < 0:
        return None
    file = mark.with_name(f"crash-{pid}.log")
    trace = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    if not trace.strip():
        file.unlink(missing_ok=True)
        return LostRun(began_at)
    return LostRun(began_at, trace, file)
