"""Where instances from the network land: one file each, whole or not at all, found again by their UIDs.

    ROOT/<study>/<series>/<instance>.dcm     each name a hash of the UID

UIDs come from the network: they never become file names themselves.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from medviewer.errors import ArrivalsUnwritable
from medviewer.words import message

PART = ".part"  # what a killed program leaves behind ends so, and is never taken for an image


@dataclass(frozen=True, slots=True)
class InstanceKey:
    """What tells an instance and its place in the information model."""

    study_instance_uid: str
    series_instance_uid: str
    sop_instance_uid: str


class ArrivalFolder:
    """Instances below `root`. Safe for several writers: each file is moved into place in one step."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, key: InstanceKey) -> Path:
        series = self.series_folder(key.study_instance_uid, key.series_instance_uid)
        return series / f"{_name(key.sop_instance_uid)}.dcm"

    def study_folder(self, study_instance_uid: str) -> Path:
        return self.root / _name(study_instance_uid)

    def series_folder(self, study_instance_uid: str, series_instance_uid: str) -> Path:
        return self.study_folder(study_instance_uid) / _name(series_instance_uid)

    def holds(self, key: InstanceKey) -> bool:
        """Whether the instance lies here whole."""
        return self.path_of(key).is_file()

    @contextmanager
    def writing(self, key: InstanceKey) -> Iterator[BinaryIO]:
        """A stream to write a Part 10 file to; it takes its place when the block ends well.

        Raises:
            ArrivalsUnwritable: the disk is full, or the folder may not be written.
        """
        path = self.path_of(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # NamedTemporaryFile costs 0.1 ms more an image, a seventh of all we do for one
            descriptor, part = mkstemp(PART, dir=path.parent)
        except OSError as error:
            raise unwritable(self.root, error) from error
        is_whole = False
        try:
            with open(part, "w+b", opener=lambda *_: descriptor) as file:
                yield file
            os.replace(part, path)
            is_whole = True
        except ConnectionError:  # what was being read broke, not what is written
            raise
        except OSError as error:
            raise unwritable(self.root, error) from error
        finally:
            if not is_whole:
                with suppress(OSError):
                    os.unlink(part)


def unwritable(folder: Path, error: OSError) -> ArrivalsUnwritable:
    return ArrivalsUnwritable(
        message(
            "Archive",
            "What arrives could not be written to {folder} ({reason}). Make room there or choose another "
            "folder; what had arrived is kept, and a retrieve goes on where it stopped.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        )
    )


def _name(uid: str) -> str:
    return hashlib.sha256(uid.strip().encode()).hexdigest()[:32]
