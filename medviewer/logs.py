"""Logging set-up. No names, ids, dates or pixels are ever logged; UIDs only as `short_hash(uid)`."""

import hashlib
import logging
import traceback
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from types import TracebackType

from medviewer import paths

SHORTEST_WORD = 3  # letters; an ID like "1" stands in every line
LINE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


def set_up(level: int = logging.INFO) -> None:
    """Send our loggers to a rotating file in the log folder."""
    root = logging.getLogger("medviewer")
    if root.handlers:
        return
    root.setLevel(level)
    to_file = RotatingFileHandler(
        paths.log_folder() / "medviewer.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
    )
    to_file.setFormatter(DiscreetFormatter(LINE))
    root.addHandler(to_file)


class DiscreetFormatter(logging.Formatter):
    """Logs an exception without its own words: they quote values and paths, and so may name a patient."""

    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return trace(ei[1]) if ei[1] is not None else ""


def trace(error: BaseException) -> str:
    """Where an exception and what led to it arose, and of what kind they are."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{trace(earlier)}\nThen:\n" if earlier is not None else ""
    return before + "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__


def forget(words: Iterable[str]) -> None:
    """Take every line out of the log files in which one of the words stands.

    None should: names are never logged. But an exception of a library, or a desktop's warning about a file,
    has its own words.
    """
    sought = [word.encode() for word in words if len(word) >= SHORTEST_WORD]
    for file in sorted(paths.log_folder().glob("medviewer.log*")):
        try:
            lines = file.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if not any(word in line for word in sought)]
            if len(kept) < len(lines):
                with file.open("r+b") as stream:  # the same file: the log goes on in it
                    stream.write(b"".join(kept))
                    stream.truncate()
        except OSError:
            logging.getLogger(__name__).warning("A log file could not be searched")


def short_hash(identifier: str) -> str:
    """Eight hex digits that tell two UIDs apart in a log without naming either."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:8]
