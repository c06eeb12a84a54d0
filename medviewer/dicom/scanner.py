"""Walks what the reader opened and says, as it goes, which studies lie there and what had to be left out.

places → files (folders walked, ZIP archives unpacked) → headers → studies with their display sets
"""

import dataclasses
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.dicom.collection import Arrival, Collection
from medviewer.dicom.disk.places import DICOM_SUFFIXES, Listing, list_files
from medviewer.dicom.headers import Header, NotAnImage, ObjectHeader, PixelsMissing, read_header
from medviewer.dicom.reading.parsing import NotDicom
from medviewer.dicom.reading.recall import Recall
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.study import FileProblem, Study
from medviewer.errors import NothingToOpen, UnreadableFile
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

SCANNING = message("Scanner", "Scanning files")
UNFORESEEN = message(
    "Scanner",
    "The file could not be read in a way MedViewer did not foresee; the log file has the details.",
)
PROGRESS_EVERY = 50  # files
PLACES_NAMED = 3  # in a sentence
# Display sets are rebuilt for every update, so updates grow rarer as a scan grows longer: the work of all of
# them together stays proportional to the number of files.
FIRST_UPDATE = 16  # files
UPDATE_GROWTH = 2
MOST_BETWEEN_UPDATES = 5000  # files; a second or two


@dataclass(frozen=True, slots=True)
class ScanUpdate:
    """Studies that grew and problems met since the last update; all `archives` met so far."""

    studies: tuple[Study, ...]
    problems: tuple[FileProblem, ...]
    archives: Mapping[Path, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """Everything that was found; counts are of files.

    `archives` tells what was unpacked into each folder of ours, `origins` from which entry each file came.
    """

    studies: tuple[Study, ...]
    problems: tuple[FileProblem, ...]
    image_count: int
    other_object_count: int
    not_dicom_count: int
    archives: Mapping[Path, Path] = field(default_factory=dict)
    origins: Mapping[Path, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """What a scan has gathered so far."""

    listing: Listing
    collection: Collection
    memory: Recall = field(default_factory=Recall)
    copies: Counter[Path] = field(default_factory=Counter)
    namesakes: Counter[Path] = field(default_factory=Counter)
    reported: int = 0
    images: int = 0
    others: int = 0
    not_dicom: int = 0

    def add(self, path: Path) -> None:
        """Read one file's header and put it where it belongs."""
        origin = self.listing.origin(path)
        try:
            header = read_header(path, self.memory)
        except NotAnImage as found:
            self.listing.report_read()
            self.others += 1
            if found.header is not None:
                self._keep_object(found.header, origin)
        except PixelsMissing as found:
            self.listing.report_read()
            self.problems.append(FileProblem(origin, found.message))
            if found.header is not None:
                self.collection.add_object(found.header)
        except UnreadableFile as error:
            self._leave_out(origin, error)
        except Exception:
            logger.exception("A header could not be read in a way nobody foresaw")
            self.problems.append(FileProblem(origin, UNFORESEEN))
        else:
            self.listing.report_read()
            self._keep(header, origin)

    @property
    def problems(self) -> list[FileProblem]:
        """What walking and reading have met, in that order."""
        return self.listing.problems

    def _leave_out(self, origin: Path, error: UnreadableFile) -> None:
        """A file of some other kind is counted, any other is named; a place that went away is named once."""
        if isinstance(error.__cause__, OSError) and self.listing.report_failure(error.__cause__):
            return
        if isinstance(error, NotDicom) and origin.suffix.lower() not in DICOM_SUFFIXES:
            self.not_dicom += 1
        else:
            self.problems.append(FileProblem(origin, error.message))

    def end(self) -> None:
        """Say what is only known when all files are read: which copies there were, and what is missing."""
        self.collection.end()
        for folder, count in self.copies.items():
            self.problems.append(FileProblem(folder, _copies(count)))
        for folder, count in self.namesakes.items():
            self.problems.append(FileProblem(folder, _namesakes(count)))

    def update(self) -> ScanUpdate:
        """What changed since the last call."""
        new = tuple(self.problems[self.reported :])
        self.reported = len(self.problems)
        grown = tuple(filter(has_something, self.collection.build()))
        return ScanUpdate(grown, new, dict(self.listing.archives))

    def summary(self) -> ScanSummary:
        return ScanSummary(
            self.collection.all_studies(),
            tuple(self.problems),
            self.images,
            self.others,
            self.not_dicom,
            self.listing.archives,
            self.listing.unpacked.origins,
        )

    def _keep(self, header: Header, origin: Path) -> None:
        arrival = self.collection.add_image(header)
        self._count_copy(arrival, origin)
        self.images += arrival in (Arrival.NEW, Arrival.NAMESAKE)
        if header.problem is not None and arrival is not Arrival.COPY:
            self.problems.append(FileProblem(origin, header.problem))

    def _keep_object(self, header: ObjectHeader, origin: Path) -> None:
        self._count_copy(self.collection.add_object(header), origin)

    def _count_copy(self, arrival: Arrival, origin: Path) -> None:
        if arrival is Arrival.NAMESAKE:
            self.namesakes[origin.parent] += 1
        elif arrival is not Arrival.NEW:
            self.copies[origin.parent] += 1


def scan(
    places: Sequence[Path],
    unpack_to: Path,
    token: CancelToken,
    progress: ProgressSink,
    deliver: Callable[[ScanUpdate], None],
    known: tuple[Study, ...] = (),
) -> ScanSummary:
    """Find every study with images in files, folders and ZIP archives. Safe off the GUI thread.

    Args:
        unpack_to: an empty folder of the caller's, where archives are unpacked.
        deliver: called with what is new: soon after the start, then ever more rarely, and at the end.
        known: what is open already; series that go on in these places are joined with what is known of them.

    Raises:
        NothingToOpen: there is no image in any of the places.
        Cancelled: the token was cancelled.
    """
    found = survey(places, unpack_to, token, progress, deliver, known)
    return _only(has_images, found, places)


def scan_everything(
    places: Sequence[Path],
    unpack_to: Path,
    token: CancelToken,
    progress: ProgressSink,
    deliver: Callable[[ScanUpdate], None],
    known: tuple[Study, ...] = (),
) -> ScanSummary:
    """As `scan`, with the studies that hold no image but something else to read: a report, a document.

    Raises:
        NothingToOpen: there is nothing to show in any of the places.
        Cancelled: the token was cancelled.
    """
    found = survey(places, unpack_to, token, progress, deliver, known)
    return _only(has_something, found, places)


def _only(
    wanted: Callable[[Study], bool], found: ScanSummary, places: Sequence[Path]
) -> ScanSummary:
    studies = tuple(filter(wanted, found.studies))
    if not studies:
        raise NothingToOpen(_nothing(places, found))
    return dataclasses.replace(found, studies=studies)


def survey(
    places: Sequence[Path],
    unpack_to: Path,
    token: CancelToken,
    progress: ProgressSink,
    deliver: Callable[[ScanUpdate], None],
    known: tuple[Study, ...] = (),
) -> ScanSummary:
    """As `scan`, but studies without images are in the summary too, and finding nothing is no error."""
    progress(Progress(SCANNING, 0, 0))
    listing = Listing()
    found = Findings(listing, Collection(known))
    next_update = FIRST_UPDATE
    for done, path in enumerate(list_files(places, unpack_to, token, listing), start=1):
        token.check()
        found.add(path)
        if done % PROGRESS_EVERY == 0:
            progress(Progress(SCANNING, done, listing.seen))
        if done == next_update:
            deliver(found.update())
            next_update = done + min(done * (UPDATE_GROWTH - 1), MOST_BETWEEN_UPDATES)
    progress(Progress(SCANNING, listing.seen, listing.seen))
    found.end()
    deliver(found.update())
    return found.summary()


def has_images(study: Study) -> bool:
    return any(series.display_sets for series in study.series)


def has_something(study: Study) -> bool:
    """Whether there is an image, or an object that is read in some other way; a plan has only attributes."""
    kinds = {listed.object_kind for series in study.series for listed in series.objects}
    return has_images(study) or bool(kinds - {ObjectKind.LOST_IMAGE})


def _nothing(places: Sequence[Path], summary: ScanSummary) -> Message:
    named = [str(place) for place in places[:PLACES_NAMED]]
    where = ", ".join([*named, "…"] if len(places) > len(named) else named)
    if summary.problems:
        return message(
            "Scanner",
            "Nothing in {where} can be shown. {file}: {reason}",
            where=where,
            file=summary.problems[0].path.name,
            reason=summary.problems[0].reason,
        )
    if summary.other_object_count:
        return message(
            "Scanner",
            "{where} has no images, only other DICOM objects ({count}). Open the folder that holds the "
            "images too.",
            where=where,
            count=summary.other_object_count,
        )
    if summary.not_dicom_count:
        return message(
            "Scanner",
            "{where} has nothing that is DICOM (files looked at: {count}). Open the folder or ZIP archive "
            "that holds the scan.",
            where=where,
            count=summary.not_dicom_count,
        )
    return message(
        "Scanner",
        "{where} is empty. Open a folder, a file or a ZIP archive with DICOM images.",
        where=where,
    )


def _copies(count: int) -> Message:
    if count == 1:
        return message(
            "Scanner",
            "One file here says it is an image that was already read (the same SOP Instance UID) and was "
            "left out.",
        )
    return message(
        "Scanner",
        "{count} files here say they are an image that was already read (the same SOP Instance UID) and were "
        "left out.",
        count=count,
    )


def _namesakes(count: int) -> Message:
    if count == 1:
        return message(
            "Scanner",
            "One file here has the SOP Instance UID of another image though it lies elsewhere or has another "
            "number. It is shown; what refers to it by UID may find the wrong one.",
        )
    return message(
        "Scanner",
        "{count} files here have the SOP Instance UID of another image though they lie elsewhere or have "
        "another number. They are shown; what refers to them by UID may find the wrong one.",
        count=count,
    )
