"""Walks what the reader opened and says, as it goes, which studies lie there and what had to be left out.

places → files (folders walked, ZIP archives unpacked) → headers → studies with their display sets
"""

import dataclasses
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.dicom.archive import unpack
from medviewer.dicom.display_sets import build_display_sets
from medviewer.dicom.headers import Header, NotAnImage, looks_like_dicom, read_header
from medviewer.domain.study import FileProblem, FrameSource, Series, Study
from medviewer.errors import NothingToOpen, UnreadableFile
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

UPDATE_EVERY = 100  # files; display sets are rebuilt for each update
SCANNING = message("Scanner", "Scanning files")


@dataclass(frozen=True, slots=True)
class ScanUpdate:
    """Studies that grew and problems met since the last update."""

    studies: tuple[Study, ...]
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """Everything that was found, and how many files were no images."""

    studies: tuple[Study, ...]
    problems: tuple[FileProblem, ...]
    image_count: int
    other_object_count: int
    not_dicom_count: int


@dataclass(slots=True)
class Collection:
    """What the scan has gathered so far."""

    studies: dict[str, Study] = field(default_factory=dict)
    series: dict[tuple[str, str], Series] = field(default_factory=dict)
    frames: dict[tuple[str, str], list[FrameSource]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    changed: set[tuple[str, str]] = field(default_factory=set)
    built: dict[tuple[str, str], Series] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    reported: int = 0
    others: int = 0
    not_dicom: int = 0

    def add(self, path: Path) -> None:
        """Read one file's header and put it where it belongs."""
        try:
            header = read_header(path)
        except UnreadableFile as error:
            if _claims_to_be_dicom(path):
                self.problems.append(FileProblem(path, error.message))
            else:
                self.not_dicom += 1
            return
        if isinstance(header, NotAnImage):
            self.others += 1
        elif header.instance.sop_instance_uid in self.seen:
            self.problems.append(FileProblem(path, DUPLICATE))
        else:
            self._keep(header)

    def update(self) -> ScanUpdate:
        """What changed since the last call."""
        touched = {study_uid for study_uid, _ in self.changed}
        for key in self.changed:
            sets = build_display_sets(key[1], self.frames[key])
            self.built[key] = dataclasses.replace(self.series[key], display_sets=sets)
        self.changed.clear()
        new = tuple(self.problems[self.reported :])
        self.reported = len(self.problems)
        return ScanUpdate(tuple(self._study(uid) for uid in sorted(touched)), new)

    def summary(self) -> ScanSummary:
        studies = tuple(self._study(uid) for uid in self.studies)
        images = sum(len(frames) for frames in self.frames.values())
        return ScanSummary(studies, tuple(self.problems), images, self.others, self.not_dicom)

    def _keep(self, header: Header) -> None:
        study, series = header.study, header.series
        key = (study.study_instance_uid, series.series_instance_uid)
        self.seen.add(header.instance.sop_instance_uid)
        self.studies.setdefault(study.study_instance_uid, study)
        self.series.setdefault(key, series)
        self.frames.setdefault(key, []).extend(header.frames)
        self.changed.add(key)

    def _study(self, study_uid: str) -> Study:
        mine = [series for key, series in self.built.items() if key[0] == study_uid]
        mine.sort(key=lambda s: (s.series_number or 0, s.series_instance_uid))
        return dataclasses.replace(self.studies[study_uid], series=tuple(mine))


def scan(
    places: Sequence[Path],
    unpack_to: Path,
    token: CancelToken,
    progress: ProgressSink,
    deliver: Callable[[ScanUpdate], None],
) -> ScanSummary:
    """Find every study in files, folders and ZIP archives. Safe off the GUI thread.

    Args:
        unpack_to: an empty folder of the caller's, where archives are unpacked.
        deliver: called with what is new, every hundred files and at the end.

    Raises:
        NothingToOpen: there is no image in any of the places.
        Cancelled: the token was cancelled.
    """
    found = Collection()
    files = list(_files(places, unpack_to, found, token))
    for count, path in enumerate(files, start=1):
        token.check()
        found.add(path)
        if count % UPDATE_EVERY == 0:
            progress(Progress(SCANNING, count, len(files)))
            deliver(found.update())
    deliver(found.update())
    summary = found.summary()
    if not summary.studies:
        raise NothingToOpen(_nothing(places, summary))
    return summary


def _files(
    places: Sequence[Path], unpack_to: Path, found: Collection, token: CancelToken
) -> Iterator[Path]:
    visited: set[tuple[int, int]] = set()
    for place in places:
        if place.is_dir():
            yield from _walk(place, visited, token)
        elif place.suffix.lower() == ".zip":
            problems = unpack(place, unpack_to / str(len(visited)))
            found.problems.extend(problems)
            yield from _walk(unpack_to, visited, token)
        elif place.exists():
            yield place
        else:
            found.problems.append(FileProblem(place, MISSING))


def _walk(folder: Path, visited: set[tuple[int, int]], token: CancelToken) -> Iterator[Path]:
    """Every file below `folder`, in name order; a folder reached twice through links is walked once."""
    status = folder.stat()
    if (status.st_dev, status.st_ino) in visited:
        return
    visited.add((status.st_dev, status.st_ino))
    token.check()
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except PermissionError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _walk(Path(entry.path), visited, token)
        elif entry.is_file() and not entry.name.startswith(".") and entry.name != "DICOMDIR":
            yield Path(entry.path)


def _claims_to_be_dicom(path: Path) -> bool:
    try:
        return looks_like_dicom(path)
    except OSError:
        return True


def _nothing(places: Sequence[Path], summary: ScanSummary) -> Message:
    where = ", ".join(str(place) for place in places)
    if summary.problems:
        return message(
            "Scanner",
            "Nothing in {where} could be opened. {file}: {reason}",
            where=where,
            file=summary.problems[0].path.name,
            reason=summary.problems[0].reason,
        )
    if summary.other_object_count:
        return message(
            "Scanner",
            "{where} has {count} DICOM objects but no images. Open the folder that holds the images too.",
            where=where,
            count=summary.other_object_count,
        )
    if summary.not_dicom_count:
        return message(
            "Scanner",
            "{where} has {count} files but none of them is DICOM. Open the folder that holds the scan.",
            where=where,
            count=summary.not_dicom_count,
        )
    return message(
        "Scanner",
        "{where} is empty. Open a folder, a file or a ZIP archive with DICOM images.",
        where=where,
    )


MISSING = message("Scanner", "There is no such file or folder. Check the name.")
DUPLICATE = message(
    "Scanner",
    "Another file has the same SOP Instance UID; the first one is shown, this one left out.",
)
