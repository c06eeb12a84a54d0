"""One DICOM object of every kind that an export writes, and one image they are of: what peers must take."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.progress import CancelToken
from medviewer.session.bundle.bundle_order import BundleOrder
from medviewer.session.bundle.bundle_run import run_bundle
from tests.phantoms.readings import phantom_reading

OF_DICOM = frozenset(
    {
        BundleKind.SR,
        BundleKind.SEG,
        BundleKind.GSPS,
        BundleKind.KOS,
        BundleKind.PM,
        BundleKind.SC,
        BundleKind.PDF,
    }
)


@dataclass(frozen=True, slots=True)
class BundleObject:
    """A file, and what it is in the export's words; "image" for the phantom's own."""

    kind: str
    path: Path


def write_bundle_objects(folder: Path) -> tuple[BundleObject, ...]:
    """Eight objects of one study.

    Raises:
        AssertionError: a kind could not be written.
    """
    reading = phantom_reading(folder / "images")
    outcome = run_bundle(BundleOrder(reading.order, OF_DICOM, folder / "bundle"), CancelToken())
    assert outcome.failures == (), outcome.failures
    first: dict[str, Path] = {"image": min(reading.folder.glob("IM*"))}
    for path in sorted((folder / "bundle" / "objects").glob("*.dcm")):
        first.setdefault(path.stem.partition("_")[0], path)
    assert len(first) == len(OF_DICOM) + 1, sorted(first)
    return tuple(BundleObject(kind, path) for kind, path in first.items())
