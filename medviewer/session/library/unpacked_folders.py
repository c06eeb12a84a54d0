"""Our folders for what archives held: removed when closed, and after a crash by the next MedViewer."""

import os
import shutil
import tempfile
from pathlib import Path

import psutil

from medviewer.progress import CancelToken

PREFIX = "medviewer-"


def new_folder() -> tempfile.TemporaryDirectory[str]:
    """An empty folder of ours alone (0700), which says whose it is."""
    return tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True)


def remove_left_behind(token: CancelToken) -> int:
    """Remove folders of processes that are gone: they hold a patient's images. Asks the disk.

    Returns:
        How many were removed.

    Raises:
        Cancelled: the token was cancelled.
    """
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        token.check()
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)) and _is_ours(folder):
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _is_ours(folder: Path) -> bool:
    """A real folder of this user: a temporary folder is everybody's, and a link may lead anywhere."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    is_mine = os.name != "posix" or status.st_uid == os.getuid()
    return is_mine and folder.is_dir() and not folder.is_symlink()
