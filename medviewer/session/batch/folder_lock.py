"""One batch at a time in one folder: a file that is locked for as long as a process lives."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from medviewer.errors import InputError
from medviewer.whole_files import not_written
from medviewer.words import message

LOCK = "batch.lock"


@contextmanager
def only_batch_in(folder: Path) -> Iterator[None]:
    """Hold the folder for the length of the block; it is made if need be.

    Raises:
        InputError: another batch is writing into it.
        ExportError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = (folder / LOCK).open("ab")
    except OSError as error:
        raise not_written(folder, error) from error
    with file:
        if not _locked(file):
            raise InputError(
                message(
                    "Batch",
                    "Another batch is writing into {folder}. Wait until it has ended, or choose another "
                    "folder with --out.",
                    folder=folder,
                )
            )
        yield


def _locked(file: BinaryIO) -> bool:
    """Whether the lock is ours now; the system frees it when the file is closed, or the process killed."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
