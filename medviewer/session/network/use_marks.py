"""Programs of one user may share an arrivals folder: each tells the others what it has in use. Qt-free.

    ROOT/.use-<process>-<number>.json     folder names of the studies open or arriving there

Without it one window's quota takes away what is being read in another, on a second screen say. A mark whose
program is gone says nothing and is taken away. All of it blocks: call it off the GUI thread.
"""

import json
import logging
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.whole_files import whole_file

logger = logging.getLogger(__name__)

MARKS = ".use-*.json"
LARGEST_BYTES = 1 << 20
SAME_START_S = 2.0  # a process of that number that began at another time is another one


class UseMark:
    """Of one window."""

    def __init__(self, folder: ArrivalFolder) -> None:
        self._folder = folder
        self._file = folder.root / f".use-{os.getpid()}-{uuid.uuid4().hex[:8]}.json"

    def tell(self, study_instance_uids: Iterable[str]) -> None:
        """These are open or arriving here, and no others. Never fails: reading goes on without it."""
        names = sorted(self._folder.study_folder(uid).name for uid in study_instance_uids)
        if not names:
            self.end()
            return
        try:
            self._folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            began = psutil.Process().create_time()
            with whole_file(self._file, is_private=True) as temporary:
                told = {"pid": os.getpid(), "began_at": began, "studies": names}
                temporary.write_text(json.dumps(told), encoding="utf-8")
        except (OSError, psutil.Error):
            logger.warning("Other windows could not be told which studies are in use here")

    def end(self) -> None:
        """Nothing is in use here any more."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def of_others(self, study_instance_uids: Iterable[str]) -> frozenset[str]:
        """Those of these studies that other programs have in use."""
        marks = (mark for mark in self._folder.root.glob(MARKS) if mark != self._file)
        names = {name for mark in marks for name in _told(mark)}
        return frozenset(
            uid for uid in study_instance_uids if self._folder.study_folder(uid).name in names
        )


def _told(mark: Path) -> frozenset[str]:
    """What a mark says, where its program runs."""
    try:
        if mark.stat().st_size > LARGEST_BYTES:
            return frozenset()
        told = json.loads(mark.read_text(encoding="utf-8"))
        if _is_running(int(told["pid"]), float(told["began_at"])):
            return frozenset(map(str, told["studies"]))
        mark.unlink(missing_ok=True)
    except FileNotFoundError:  # its window has just ended
        return frozenset()
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        logger.warning("What another window has in use could not be read")
    return frozenset()


def _is_running(pid: int, began_at: float) -> bool:
    try:
        return bool(abs(psutil.Process(pid).create_time() - began_at) < SAME_START_S)
    except psutil.Error:
        return False
