"""De-identifies whatever lies in some places into a new folder: whole files under new names, and a report.

list files → one after the other: clean → write (whole or not at all) → count → report
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.dicom.deidentifying.clean_file import CleanedFile, clean_file
from medviewer.dicom.deidentifying.cleaning import Cleaner
from medviewer.dicom.deidentifying.pseudonyms import Pseudonyms
from medviewer.dicom.deidentifying.run_report import write_report
from medviewer.dicom.disk.places import Listing, list_files
from medviewer.dicom.reading.parsing import NotDicom
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.deidentification import (
    AttributeCount,
    ChangedAttribute,
    DeidentificationOptions,
    DeidentificationReport,
    LeftOut,
    TextWarning,
)
from medviewer.errors import ExportError, InputError, NothingToOpen
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.whole_files import not_written, whole_file
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

STAGE = message("Deidentification", "De-identifying")


@dataclass(slots=True)
class _Tally:
    """What was written so far."""

    written: int = 0
    cleaned_pixels: int = 0
    patients: dict[str, int] = field(default_factory=dict)
    studies: dict[str, int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    images: Counter[str] = field(default_factory=Counter)
    changed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[TextWarning] = field(default_factory=list)

    def place(self, cleaned: CleanedFile) -> Path:
        """A new name that says nothing: pseudonym, then numbers in the order files are met."""
        study = self.studies.setdefault(cleaned.study_uid, len(self.studies) + 1)
        series = self.series.setdefault(cleaned.series_uid, len(self.series) + 1)
        self.patients.setdefault(cleaned.patient_name, len(self.patients) + 1)
        self.images[cleaned.series_uid] += 1
        number = self.images[cleaned.series_uid]
        return Path(
            cleaned.patient_name, f"study{study:03}", f"series{series:03}", f"{number:06}.dcm"
        )

    def count(self, changed: Sequence[ChangedAttribute]) -> None:
        """Each attribute once a file."""
        self.changed.update({(each.tag, each.keyword, each.action) for each in changed})


def deidentify(
    places: Sequence[Path],
    folder: Path,
    options: DeidentificationOptions,
    unpack_to: Path,
    token: CancelToken,
    progress: ProgressSink,
) -> DeidentificationReport:
    """Clean every DICOM file of the places into `folder`, which must be new or empty. Blocks.

    Files that cannot be done are left out and named in the report. Cancelled, what was written stays: each
    file is whole.

    Raises:
        InputError: `folder` is not empty, or lies in what is read, or the other way round.
        NothingToOpen: there is no DICOM file, or none that could be done.
        ExportError: the folder or its disk refused.
        Cancelled: the token was cancelled.
    """
    refuse_where_originals_lie(places, folder)
    listing, tally = Listing(), _Tally()
    files = list(list_files(places, unpack_to, token, listing))
    cleaner = Cleaner(options, Pseudonyms()).with_types()
    for number, path in enumerate(files):
        token.check()
        progress(Progress(STAGE, number, len(files)))
        _one(path, listing.origin(path), folder, cleaner, tally)
    tally.left_out.extend(LeftOut(each.path, each.reason) for each in listing.problems)
    if not tally.written:
        raise NothingToOpen(_nothing(tally.left_out))
    progress(Progress(STAGE, len(files), len(files)))
    report = _report(folder, options, tally)
    write_report(report)
    return report


def refuse_where_originals_lie(places: Sequence[Path], folder: Path) -> None:
    """Originals and copies must not be mixed.

    Raises:
        InputError: says what is wrong with the folder.
    """
    new = folder.resolve()
    if new.exists() and (not new.is_dir() or any(new.iterdir())):
        raise InputError(not_empty(folder))
    for place in places:
        old = place.resolve()
        if old == new or old in new.parents or new in old.parents:
            raise InputError(inside(folder))


def _one(path: Path, origin: Path, folder: Path, cleaner: Cleaner, tally: _Tally) -> None:
    try:
        cleaned = clean_file(path, cleaner)
        place = tally.place(cleaned)
        _write(cleaned, folder / place)
    except NotDicom:
        return  # what lies beside images
    except ExportError:
        raise  # the disk refused: it will refuse the next file, too
    except InputError as error:
        tally.left_out.append(LeftOut(origin, error.message))
        return
    except Exception as error:
        logger.exception("A file could not be de-identified")
        tally.left_out.append(LeftOut(origin, _unforeseen(error)))
        return
    tally.written += 1
    tally.cleaned_pixels += cleaned.has_clean_pixels
    tally.count(cleaned.changed)
    if cleaned.suspicions:
        tally.warnings.append(
            TextWarning(place.as_posix(), origin, cleaned.suspicions, cleaned.places)
        )


def _write(cleaned: CleanedFile, path: Path) -> None:
    """Whole or not at all; what pydicom cannot encode raises its own errors."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as temporary, without_warnings():
            cleaned.dataset.save_as(temporary, enforce_file_format=True)
    except OSError as error:
        raise not_written(path, error) from error


def _report(
    folder: Path, options: DeidentificationOptions, tally: _Tally
) -> DeidentificationReport:
    return DeidentificationReport(
        folder,
        options,
        tally.written,
        len(tally.patients),
        len(tally.studies),
        len(tally.series),
        tally.cleaned_pixels,
        tuple(
            AttributeCount(*attribute, count) for attribute, count in sorted(tally.changed.items())
        ),
        tuple(tally.left_out),
        tuple(tally.warnings),
    )


def _nothing(left_out: Sequence[LeftOut]) -> Message:
    if left_out:
        return message(
            "Deidentification",
            "No file could be de-identified; {count} were left out. The first: {reason}",
            count=len(left_out),
            reason=left_out[0].reason,
        )
    return message("Deidentification", "There is no DICOM file in the places named.")


def _unforeseen(error: Exception) -> Message:
    return message(
        "Deidentification",
        "The file could not be de-identified ({kind}) and was left out. Check it with another program.",
        kind=type(error).__name__,
    )


def not_empty(folder: Path) -> Message:
    return message(
        "Deidentification",
        "{folder} is there already and is not empty. Choose a new folder, so that originals and copies are "
        "not mixed.",
        folder=folder,
    )


def inside(folder: Path) -> Message:
    return message(
        "Deidentification",
        "{folder} and what is to be de-identified lie in one another. Choose a folder elsewhere.",
        folder=folder,
    )
