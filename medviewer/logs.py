"""Logging set-up. No names, ids, dates or pixels are ever logged; UIDs only as `short_hash(uid)`."""

import hashlib
import logging
from logging.handlers import RotatingFileHandler

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
    to_file.setFormatter(logging.Formatter(LINE))
    root.addHandler(to_file)


def short_hash(identifier: str) -> str:
    """Eight hex digits that tell two UIDs apart in a log without naming either."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:8]
