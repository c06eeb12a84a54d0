"""Which files lie in the places a reader opened: folders are walked, archives unpacked, junk passed by."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.dicom.archive import unpack
from medviewer.domain.study import FileProblem
from medviewer.progress import CancelToken
from medviewer.words import message

DICOMDIR = "DICOMDIR"  # an index of the files beside it, which are read themselves
JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information")


@dataclass(slots=True)
class Listing:
    """Files to read in order; `origins` names the archive's entry an unpacked file came from."""

    files: list[Path] = field(default_factory=list)
    origins: dict[Path, Path] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    walked: set[tuple[int, int]] = field(default_factory=set)


def list_files(places: Sequence[Path], unpack_to: Path, token: CancelToken) -> Listing:
    """Every file in the places.

    Raises:
        Cancelled: the token was cancelled.
    """
    listing = Listing()
    for number, place in enumerate(places):
        token.check()
        if place.is_dir():
            listing.files.extend(_walk(place, listing, token))
        elif not place.exists():
            listing.problems.append(FileProblem(place, MISSING))
        elif place.name.upper() == DICOMDIR:
            listing.files.extend(_walk(place.parent, listing, token))
        elif place.suffix.lower() == ".zip":
            folder = unpack_to / f"{number:03}"
            unpacked = unpack(place, folder, token)
            listing.problems.extend(unpacked.problems)
            listing.origins.update(unpacked.origins)
            listing.files.extend(_walk(folder, listing, token))
        else:
            listing.files.append(place)
    listing.files = list(dict.fromkeys(listing.files))
    return listing


def _walk(folder: Path, listing: Listing, token: CancelToken) -> Iterator[Path]:
    """Every file below `folder` in name order; a folder reached twice through links is walked once."""
    token.check()
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in listing.walked:
            return
        listing.walked.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        listing.problems.append(FileProblem(folder, CLOSED))
        return
    folders = []
    for entry in entries:
        if entry.name.startswith(".") or entry.name in JUNK:
            continue
        if entry.is_dir():
            folders.append(Path(entry.path))
        elif entry.is_file() and entry.name.upper() != DICOMDIR:
            yield Path(entry.path)
    for below in folders:
        yield from _walk(below, listing, token)


MISSING = message("Scanner", "There is no such file or folder. Check the name.")
CLOSED = message(
    "Scanner", "This folder could not be listed. Check that it is there and that you may read it."
)
