"""What is asked of an export, and what became of it."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.domain.object_reference import ObjectReference
from medviewer.session.review.reading_order import ReadingOrder
from medviewer.words import Message

OBJECTS = frozenset(
    {
        BundleKind.SR,
        BundleKind.SEG,
        BundleKind.GSPS,
        BundleKind.KOS,
        BundleKind.PM,
        BundleKind.SC,
        BundleKind.PDF,
    }
)  # kinds that are DICOM objects; the PDF is one besides being a file
EVERYTHING = frozenset(BundleKind)


@dataclass(frozen=True, slots=True)
class BundleOrder:
    """One study's reading, asked for as documents.

    Attributes:
        target: the folder that is made or added to; with `Packing.ZIP`, the file.
        language: of the report where its content names none.
    """

    reading: ReadingOrder
    kinds: frozenset[BundleKind]
    target: Path
    packing: Packing = Packing.FOLDER
    language: str = "en"


@dataclass(frozen=True, slots=True)
class KindFailure:
    """A kind that could not be written, or only in part, and why."""

    kind: BundleKind
    reason: Message


@dataclass(frozen=True, slots=True)
class BundleOutcome:
    """What an export wrote.

    Attributes:
        place: the folder or file, as it is named now.
        files: relative to the folder, or within the archive.
        failures: of the kinds that are not, or not wholly, in it.
        notices: what was done without, or had nothing to say: no failure.
        report: the structured report of the reading among the files, for its successor to name.
    """

    place: Path
    kinds: tuple[BundleKind, ...]
    files: tuple[str, ...]
    failures: tuple[KindFailure, ...] = ()
    notices: tuple[Message, ...] = ()
    report: ObjectReference | None = None
