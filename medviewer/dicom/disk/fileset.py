"""The files a DICOMDIR lists (PS3.3 annex F, PS3.10 section 8), read more tolerantly than it was written.

Every record that is in use and names a file counts, in the order of the file; the offsets that chain the
records into a tree are not followed: they are what breaks first when a medium is copied or edited. Names are
found whatever their case, and with the `;1` of ISO 9660 or without. Nothing outside the DICOMDIR's folder is
ever named.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.tag import Tag

from medviewer.dicom.disk.bounded_stream import open_bounded
from medviewer.dicom.reading.attributes import MALFORMED
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.study import FileProblem
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken
from medviewer.words import Message, message

MEDIA_STORAGE_DIRECTORY = b"1.2.840.10008.1.3.10"
HEAD_BYTES = 1024  # preamble and file meta information
MAX_BYTES = 256 << 20  # a record takes about 500 bytes: half a million files
RECORDS = "DirectoryRecordSequence"
INACTIVE = 0  # RecordInUseFlag (0004,1410); every other value is in use


@dataclass(slots=True)
class FileSet:
    """What a DICOMDIR lists: the files that are there, and what is wrong with the others."""

    files: list[Path] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name in a folder."""

    name: str
    is_folder: bool
    is_file: bool
    is_link: bool


def is_dicomdir(head: bytes) -> bool:
    """Whether a file that begins with `head` says it is a DICOMDIR, whatever its name."""
    return head[128:132] == b"DICM" and MEDIA_STORAGE_DIRECTORY in head[132:HEAD_BYTES]


def read_file_set(dicomdir: Path, token: CancelToken) -> FileSet:
    """The files listed, all of them inside the DICOMDIR's folder.

    Raises:
        UnreadableFile: it is damaged or cut short, lists nothing, or nothing it lists is there.
        Cancelled: the token was cancelled.
    """
    folders = _Folders(dicomdir.parent)
    found = FileSet()
    listed = dict.fromkeys(_listed(_records(dicomdir)))
    for components in listed:
        token.check()
        try:
            found.files.append(folders.find(components))
        except _NotThere as error:
            name = dicomdir.parent / "/".join(components).replace("\0", "")
            found.problems.append(FileProblem(name, error.reason))
    if not found.files:
        raise UnreadableFile(LISTS_NOTHING)
    return found


def _records(dicomdir: Path) -> list[Dataset]:
    try:
        if dicomdir.stat().st_size > MAX_BYTES:
            raise UnreadableFile(TOO_LARGE)
        with without_warnings(), open_bounded(dicomdir) as stream:
            if _is_cut_short(stream.read(64 * HEAD_BYTES), dicomdir.stat().st_size):
                raise UnreadableFile(DAMAGED)
            stream.seek(0)
            dataset = pydicom.dcmread(stream, force=True)
            return list(dataset.get(RECORDS) or ())
    except (OSError, *MALFORMED, InvalidDicomError, MemoryError) as error:
        raise UnreadableFile(DAMAGED) from error


def _is_cut_short(head: bytes, size: int) -> bool:
    """Whether the sequence of records says it goes on beyond the end of the file.

    pydicom takes what is there and is silent, so a DICOMDIR cut in half would offer half of the images.
    """
    for order in "<>":
        tag = struct.pack(f"{order}HH", Tag(RECORDS).group, Tag(RECORDS).element)
        place = head.find(tag, 132)
        if place < 0:
            continue
        is_explicit = head[place + 4 : place + 6] == b"SQ"
        at = place + (8 if is_explicit else 4)
        if at + 4 > len(head):
            return True
        (length,) = struct.unpack_from(f"{order}I", head, at)
        return bool(length != 0xFFFFFFFF and at + 4 + length > size)
    return False


def _listed(records: list[Dataset]) -> Iterator[tuple[str, ...]]:
    """The components of each Referenced File ID (0004,1500) in use."""
    for record in records:
        try:
            in_use = record.get("RecordInUseFlag")
            value = record.get("ReferencedFileID")
        except MALFORMED:
            continue
        if in_use == INACTIVE or not value:
            continue
        parts = [value] if isinstance(value, str) else list(value)
        text = "\\".join(str(part) for part in parts).replace("/", "\\")
        yield tuple(part.strip(" \0") for part in text.split("\\"))


class _NotThere(Exception):  # noqa: N818 - carries a reason to the list of problems
    """A listed file that cannot be offered."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _Folders:
    """Finds listed names below a root; each folder is listed once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = Path(os.path.realpath(root))
        self._listed: dict[Path, dict[str, _Entry]] = {}

    def find(self, components: tuple[str, ...]) -> Path:
        """The file of those components.

        Raises:
            _NotThere: it leads out of the root, or is not there.
        """
        if not components or any(map(_is_unsafe, components)):
            raise _NotThere(OUTSIDE)
        path, is_link = self._root, False
        for place, component in enumerate(components):
            entry = self._entry(path, component)
            is_last = place == len(components) - 1
            if entry is None or not (entry.is_file if is_last else entry.is_folder):
                raise _NotThere(MISSING)
            path, is_link = path / entry.name, is_link or entry.is_link
        if is_link and not Path(os.path.realpath(path)).is_relative_to(self._real_root):
            raise _NotThere(OUTSIDE)
        return path

    def _entry(self, folder: Path, component: str) -> _Entry | None:
        if folder not in self._listed:
            self._listed[folder] = _entries(folder)
        entries = self._listed[folder]
        return entries.get(component) or entries.get(_plain(component))


def _entries(folder: Path) -> dict[str, _Entry]:
    """The folder's entries by their own names, and by their plain ones where those are free."""
    exact: dict[str, _Entry] = {}
    plain: dict[str, _Entry] = {}
    try:
        with os.scandir(folder) as found:
            for entry in found:
                each = _Entry(entry.name, entry.is_dir(), entry.is_file(), entry.is_symlink())
                exact[entry.name] = each
                plain.setdefault(_plain(entry.name), each)
    except OSError:
        return {}
    return plain | exact


def _plain(name: str) -> str:
    """Without case, version number (`;1`) and the dot an ISO 9660 name without extension ends with."""
    return name.split(";")[0].rstrip(".").casefold()


def _is_unsafe(component: str) -> bool:
    is_drive = len(component) >= 2 and component[1] == ":"
    return component in ("", ".", "..") or "\0" in component or is_drive


DAMAGED = message(
    "File set", "The DICOMDIR is damaged, so every file in the folder around it was read instead."
)
TOO_LARGE = message(
    "File set",
    "The DICOMDIR is far larger than one is, so every file in the folder around it was read instead.",
)
LISTS_NOTHING = message(
    "File set",
    "The DICOMDIR lists no file that is there, so every file in the folder around it was read instead.",
)
MISSING = message(
    "File set", "The DICOMDIR lists this file, but it is not there. Copy the whole medium again."
)
OUTSIDE = message(
    "File set",
    "The DICOMDIR names a file outside its own folder. It was left out: a medium has no business there.",
)
