"""What a killed export left behind: found by the folder's name, put back as it was, taken away.

A folder is abandoned when the process in its name has ended. Another computer's are left alone: on a share
nobody here can tell whether they are still written.
"""

import contextlib
import hashlib
import os
import platform
import re
import shutil
from pathlib import Path

import psutil

from medviewer.session.bundle.export_folders import BEFORE, BUNDLE, MANIFEST, top_names

SAME_START_S = 2  # a process of that number that began at another time is another one
NAME = re.compile(r"\.medviewer-export-([0-9a-f]{12})-(\d{1,10})-(\d{1,12})-.+")


def own_prefix() -> str:
    """How a folder of this process is called: computer, process, start; nobody's name."""
    return f".medviewer-export-{_computer()}-{os.getpid()}-{_began(os.getpid())}-"


def remove_abandoned(beside: Path) -> None:
    """Put back what a killed export had moved in the folder `beside`, and remove its own folders there."""
    for folder in [each for each in beside.glob(".medviewer-export-*") if _is_abandoned(each)]:
        with contextlib.suppress(OSError):
            _take_back(folder, beside)
            shutil.rmtree(folder)


def _is_abandoned(folder: Path) -> bool:
    found = NAME.fullmatch(folder.name)
    if found is None or found[1] != _computer() or folder.is_symlink() or not folder.is_dir():
        return False
    return abs(_began(int(found[2])) - int(found[3])) > SAME_START_S


def _take_back(folder: Path, target: Path) -> None:
    """Killed between two moves, there is part of the new and part of the old: the old one counts.

    The manifest is moved last: while it lies here the new bundle is not whole.
    """
    staged, before = folder / BUNDLE, folder / BEFORE
    if not before.is_dir() or not (staged / MANIFEST).is_file():
        return
    for name in top_names(staged):
        if not (staged / name).exists():
            _remove(target / name)
    for each in before.iterdir():
        if not (target / each.name).exists():
            os.rename(each, target / each.name)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _computer() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:12]


def _began(pid: int) -> int:
    """Seconds since 1970; 0 where there is no such process."""
    try:
        return int(psutil.Process(pid).create_time())
    except (psutil.Error, OverflowError):
        return 0
