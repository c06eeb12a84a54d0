"""Opens an object's file with all that is kept of images, and what this kind of object says besides."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.headers import NO_PIXELS, object_frames
from medviewer.dicom.reading.attributes import items, text, uid
from medviewer.dicom.reading.parsing import ParsedFile, parse
from medviewer.dicom.reading.silence import without_warnings
from medviewer.dicom.reading.wanted_attributes import WANTED_TAGS
from medviewer.domain.object_kind import ObjectKind, kind_of
from medviewer.domain.study import FrameSource
from medviewer.errors import UnreadableFile
from medviewer.logs import short_hash
from medviewer.words import Message, message

MOST_IMAGES = 200_000  # that one object may refer to


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A parsed object."""

    path: Path
    parsed: ParsedFile

    @property
    def dataset(self) -> Dataset:
        return self.parsed.dataset

    @property
    def sop_instance_uid(self) -> str:
        """Its own, or a stand-in as the list of objects has it."""
        return uid(self.dataset, "SOPInstanceUID") or f"file-{short_hash(str(self.path))}"

    @property
    def sop_class_uid(self) -> str:
        return uid(self.dataset, "SOPClassUID") or self.parsed.media_class_uid

    def frames(self) -> tuple[FrameSource, ...]:
        """Its frames, not decoded yet.

        Raises:
            UnreadableFile: it has no pixels.
        """
        return object_frames(self.path, self.parsed)


@contextmanager
def opened(path: Path, keywords: Iterable[str], kind: ObjectKind) -> Iterator[LayerFile]:
    """Parse a file of that kind, of a manufacturer's own class, too; values may be asked for inside.

    Raises:
        UnreadableFile: damaged, gone, or another kind of object.
    """
    tags = {tag for keyword in keywords if (tag := tag_for_keyword(keyword)) is not None}
    found = LayerFile(path, parse(path, WANTED_TAGS | tags))
    with without_warnings():
        if kind_of(found.sop_class_uid, text(found.dataset, "Modality")) is not kind:
            raise UnreadableFile(another_kind(path))
        yield found


def referenced_images(datasets: Iterable[Dataset], sequence: str) -> frozenset[str]:
    """SOP Instance UIDs the items of a sequence refer to."""
    found: set[str] = set()
    for dataset in datasets:
        for item in items(dataset, sequence):
            if len(found) >= MOST_IMAGES:
                return frozenset(found)
            found.add(uid(item, "ReferencedSOPInstanceUID"))
    return frozenset(found - {""})


def another_kind(path: Path) -> Message:
    return message(
        "Objects",
        "{file} holds another kind of DICOM object than was asked for. Open it from the list of series.",
        file=path.name,
    )


__all__ = ["NO_PIXELS", "LayerFile", "another_kind", "opened", "referenced_images"]
