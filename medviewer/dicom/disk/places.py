"""Which files lie in the places a reader opened: folders are walked, archives unpacked, junk passed by.

Files are handed out while the walk goes on, so that the first is read long before the last is found.
"""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.dicom.disk.archive import SIGNATURES, Unpacked, unpack
from medviewer.dicom.disk.fileset import HEAD_BYTES, is_dicomdir, read_file_set
from medviewer.domain.study import FileProblem
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from medviewer.words import Message, message

DICOMDIR = "DICOMDIR"  # an index of the files beside it, which are read themselves
DICOM_SUFFIXES = (".dcm", ".dicom", ".ima")
JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information")
RESOURCE_FORK = (
    "._"  # what macOS leaves beside a file on a foreign disk, under nearly the file's name
)
# A disk that fails this often in a row is gone; a single bad sector costs one image.
FAILURES_IN_A_ROW = 16
DEVICE_FAILED = frozenset(
    (errno.EIO, errno.ENXIO, errno.ENODEV, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN)
)


@dataclass(slots=True)
class Listing:
    """What a walk through the places has met so far.

    Attributes:
        seen: files found; more than were handed out, since a folder is listed at once.
        archives: for each of our folders of unpacked files, the archive they came from.
        unpacked: the archive's entry each unpacked file came from, among other things.
        place: the folder being walked now, or that of the file being read.
    """

    problems: list[FileProblem] = field(default_factory=list)
    seen: int = 0
    archives: dict[Path, Path] = field(default_factory=dict)
    unpacked: Unpacked = field(default_factory=Unpacked)
    place: Path | None = None
    _identity: tuple[int, int] | None = None
    _failures: int = 0
    _lost: set[Path] = field(default_factory=set)
    _walked: set[tuple[int, int]] = field(default_factory=set)
    _named: set[Path] = field(default_factory=set)

    def origin(self, path: Path) -> Path:
        """What the reader knows a file as."""
        return self.unpacked.origins.get(path, path)

    def report_read(self) -> None:
        """A file handed out could be read."""
        self._failures = 0

    def report_failure(self, error: OSError) -> bool:
        """A file handed out could not be read; whether it is because its whole place has gone."""
        self._failures += error.errno in DEVICE_FAILED
        if self.place is not None and not self.is_lost():
            is_away = self._identity != _identity(self.place)
            if is_away or self._failures >= FAILURES_IN_A_ROW:
                self._lost.add(self.place)
                self.problems.append(FileProblem(self.place, PULLED))
        return self.is_lost()

    def enter(self, folder: Path) -> None:
        if folder != self.place:
            self.place, self._identity, self._failures = folder, _identity(folder), 0

    def is_lost(self) -> bool:
        """Whether the place being walked has gone away: a stick was pulled, a share was unmounted."""
        return self.place in self._lost

    def is_new_folder(self, folder: Path) -> bool:
        """Whether a folder is met for the first time, by whatever path or link."""
        status = folder.stat()
        is_new = (status.st_dev, status.st_ino) not in self._walked
        self._walked.add((status.st_dev, status.st_ino))
        return is_new

    def is_new_file(self, file: Path) -> bool:
        """Whether a file named by the reader was not named before, nor met in a folder."""
        is_new = file not in self._named and _identity(file.parent) not in self._walked
        self._named.add(file)
        return is_new

    def was_named(self, file: Path) -> bool:
        return bool(self._named) and file in self._named


def list_files(
    places: Sequence[Path], unpack_to: Path, token: CancelToken, listing: Listing
) -> Iterator[Path]:
    """Every file in the places, as it is found; `listing` gathers the rest.

    Only plain files are named: a pipe or a device would block whoever reads it.

    Raises:
        Cancelled: the token was cancelled.
    """
    for number, place in enumerate(places):
        token.check()
        listing.enter(place if place.is_dir() else place.parent)
        if listing.is_lost():
            continue
        for path in _files_of(place, unpack_to / f"{number:03}", token, listing):
            yield path
            if listing.is_lost():
                break


def _files_of(place: Path, unpack_to: Path, token: CancelToken, listing: Listing) -> Iterator[Path]:
    try:
        status = place.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        listing.problems.append(FileProblem(place, MISSING))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(place, token, listing)
    elif not stat.S_ISREG(status.st_mode):
        listing.problems.append(FileProblem(place, NOT_A_FILE))
    else:
        yield from _named_file(place, unpack_to, token, listing)


def _named_file(
    place: Path, unpack_to: Path, token: CancelToken, listing: Listing
) -> Iterator[Path]:
    """A file the reader named: an archive and a DICOMDIR stand for what is in them."""
    head = _head(place)
    if head.startswith(SIGNATURES) or place.suffix.lower() == ".zip":
        yield from _unpacked(place, unpack_to, token, listing)
    elif place.name.upper() == DICOMDIR or is_dicomdir(head):
        yield from _file_set(place, token, listing)
    elif listing.is_new_file(place):
        listing.seen += 1
        yield place


def _unpacked(
    archive: Path, unpack_to: Path, token: CancelToken, listing: Listing
) -> Iterator[Path]:
    listing.archives[unpack_to] = archive
    limits = Unpacked(listing.unpacked.origins, listing.problems)  # each archive has its own limits
    for path in unpack(archive, unpack_to, token, limits):
        if not _is_junk(path.name) and path.name.upper() != DICOMDIR:
            listing.seen += 1
            yield path


def _file_set(dicomdir: Path, token: CancelToken, listing: Listing) -> Iterator[Path]:
    """What a DICOMDIR lists; every file around it where it cannot be used."""
    try:
        found = read_file_set(dicomdir, token)
    except UnreadableFile as error:
        listing.problems.append(FileProblem(dicomdir, error.message))
        yield from _walk(dicomdir.parent, token, listing)
        return
    listing.problems.extend(found.problems)
    listing.seen += len(found.files)
    yield from (file for file in found.files if listing.is_new_file(file))


def _walk(root: Path, token: CancelToken, listing: Listing) -> Iterator[Path]:
    """Every file below `root` in name order; a folder reached twice through links is walked once."""
    waiting = [str(root)]
    while waiting:
        token.check()
        folder = waiting.pop()
        try:
            if not listing.is_new_folder(Path(folder)):
                continue
            files, folders = _listed(folder)
        except OSError as error:
            if not listing.report_failure(error):
                listing.problems.append(FileProblem(Path(folder), CLOSED))
            continue
        listing.seen += len(files)
        for name in files:
            path = Path(folder, name)
            if not listing.was_named(path):
                yield path
        waiting.extend(os.path.join(folder, name) for name in reversed(folders))


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Names of the files and of the folders in a folder; as text, since there may be 100,000 of them."""
    files, folders = [], []
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if not _is_junk(entry.name):
                    folders.append(entry.name)
            elif entry.is_file() and not _is_junk(entry.name) and entry.name.upper() != DICOMDIR:
                files.append(entry.name)
    return sorted(files), sorted(folders)


def _is_junk(name: str) -> bool:
    """What systems leave behind; a hidden file that calls itself DICOM is none (`.dcm` has no stem)."""
    if not name.startswith("."):
        return name in JUNK
    is_dicom = name.lower().endswith(DICOM_SUFFIXES)
    return name.startswith(RESOURCE_FORK) or not is_dicom


def _head(file: Path) -> bytes:
    try:
        with file.open("rb", buffering=0) as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b""  # reading it will say why


def _identity(place: Path) -> tuple[int, int] | None:
    try:
        status = place.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


MISSING: Message = message("Scanner", "There is no such file or folder. Check the name.")
NOT_A_FILE: Message = message(
    "Scanner", "This is neither a file nor a folder but a device or a pipe, and was not opened."
)
CLOSED: Message = message(
    "Scanner", "This folder could not be listed. Check that it is there and that you may read it."
)
PULLED: Message = message(
    "Scanner",
    "The drive or share went away while it was being read. What was found before stays in the list; connect "
    "it and open it again for the rest.",
)
