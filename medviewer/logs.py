"""Logging set-up. No names, ids, dates or pixels are ever logged; UIDs only as `short_hash(uid)`."""

import hashlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from types import TracebackType

from medviewer import paths

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


def short_hash(identifier: str) -> str:
    """Eight hex digits that tell two UIDs apart in a log without naming either."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:8]
