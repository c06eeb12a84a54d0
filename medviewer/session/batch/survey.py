"""Which studies lie in folders, files and ZIP archives: a file is read once, and again when it changed.

A study may be spread over many folders, so none is begun before all places have been seen.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from medviewer.dicom.disk.archive import SIGNATURES
from medviewer.dicom.disk.places import DICOM_SUFFIXES, Listing, list_files
from medviewer.dicom.instance_facts import read_instance_facts
from medviewer.dicom.reading.parsing import NotDicom
from medviewer.dicom.reading.recall import Recall
from medviewer.errors import InputError, UnreadableFile
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.store.batch_list import BatchList, ListedInstance, Place
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

ZIP = ".zip"
PROGRESS_EVERY = 200  # files
SURVEYING = message("Batch", "Looking for studies")


class Survey:
    """Puts what lies in places into the list; for one thread."""

    def __init__(
        self, found: BatchList, work: Path, progress: ProgressSink, token: CancelToken
    ) -> None:
        """`work`: a folder of ours, in which archives are unpacked one at a time."""
        self._found = found
        self._work = work
        self._progress = progress
        self._token = token
        self._memory = Recall()
        self.files = 0

    def look_at(self, place: Path) -> None:
        """A folder at any depth, a DICOM file, a DICOMDIR, or a ZIP archive.

        Raises:
            InputError: there is no such place.
            IndexUnavailable: the list cannot be written.
            Cancelled: the token was cancelled.
        """
        if not place.exists():
            raise InputError(no_such_place(place))
        place = Path(os.path.abspath(place))  # one spelling of each place, whoever names it
        if is_archive(place):
            self._look_into(place)
            return
        listing = Listing()
        reported = 0
        for path in list_files([place], self._work / "unused", self._token, listing):
            self._counted()
            if path.suffix.lower() == ZIP:
                self._look_into(path)
            elif (now := place_of(path)) is not None and not self._found.is_known(now):
                self._found.add(now, [*self._read(path, path, 0)])
            reported = self._problems(listing, reported)
        self._problems(listing, reported)

    def _look_into(self, archive: Path) -> None:
        """An archive is unpacked, looked at and removed again: there may be a thousand of them."""
        now = place_of(archive)
        if now is None or self._found.is_known(now):
            return
        listing = Listing()
        self._work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._work, ignore_cleanup_errors=True) as folder:
            rows: list[tuple[str, ListedInstance]] = []
            files = list_files([archive], Path(folder), self._token, listing)
            for entry, path in enumerate(files, start=1):
                self._counted()
                rows += self._read(path, archive, entry)
        self._problems(listing, 0)
        self._found.add(now, rows)

    def _read(self, path: Path, origin: Path, entry: int) -> Iterator[tuple[str, ListedInstance]]:
        """The file's study and what it is in it; nothing where it is none."""
        try:
            facts = read_instance_facts(path, self._memory)
        except NotDicom as error:
            if path.suffix.lower() in DICOM_SUFFIXES:
                self._found.add_problem(origin, error)
        except UnreadableFile as error:
            self._found.add_problem(origin, error)
        except Exception:
            logger.exception("A file could not be looked at in a way nobody foresaw")
            self._found.add_problem(origin, UNFORESEEN)
        else:
            if facts is not None and facts.study_instance_uid:
                instance = ListedInstance(
                    origin, entry, facts.size, facts.sop_instance_uid, facts.is_source
                )
                yield facts.study_instance_uid, instance

    def _problems(self, listing: Listing, reported: int) -> int:
        for problem in listing.problems[reported:]:
            self._found.add_problem(problem.path, problem.reason)
        return len(listing.problems)

    def _counted(self) -> None:
        self._token.check()
        self.files += 1
        if self.files % PROGRESS_EVERY == 0:
            self._progress(Progress(SURVEYING, self.files, 0))


def place_of(path: Path) -> Place | None:
    """A file as it is on disk now; None where it went away."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return Place(path, status.st_size, status.st_mtime_ns)


def is_archive(place: Path) -> bool:
    if not place.is_file():
        return False
    if place.suffix.lower() == ZIP:
        return True
    try:
        with place.open("rb") as stream:
            return stream.read(4).startswith(SIGNATURES)
    except OSError:
        return False


def no_such_place(place: Path) -> Message:
    return message(
        "Batch",
        "There is no file or folder {place}. Check the name; nothing was begun.",
        place=place,
    )


UNFORESEEN = message(
    "Batch",
    "The file could not be read in a way MedViewer did not foresee; the log file says more.",
)
