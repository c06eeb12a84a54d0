"""Unpacks ZIP archives into a folder of the caller's; what an archive says is not trusted."""

import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from medviewer.domain.study import FileProblem
from medviewer.progress import CancelToken
from medviewer.words import Message, message

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")  # a first entry; the end of an empty archive
MAX_TOTAL_BYTES = (
    20 << 30
)  # a 3,000-slice study is 1.6 GB; more than this is a mistake or an attack
MAX_MEMBERS = 500_000
MAX_NESTING = 3  # archives in archives: an export of an export of a study
# Air compresses well: a ratio alone says nothing. Beyond this size, it does.
TRUSTED_BYTES = 1 << 30
MAX_RATIO = 200
SPARE_BYTES = 1 << 30  # of the disk that stay free
LONGEST_NAME_BYTES = 240  # disks allow 255; a Chinese letter takes three
COPY_BYTES = 1 << 20


@dataclass(slots=True)
class Unpacked:
    """Where each entry went (`origins`: our path to the archive's), what was left out, what it took."""

    origins: dict[Path, Path] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    total_bytes: int = 0
    members: int = 0
    folders: int = 0


def unpack(archive: Path, target: Path, token: CancelToken, unpacked: Unpacked) -> Iterator[Path]:
    """Unpack into `target`, a folder of ours; each file is yielded as soon as it is there.

    Entries get folders of our naming: one called ../../x has no say in where it goes. An entry never grows
    beyond the size the archive's directory states, so the sum checked first is the sum written. Archives in
    the archive are unpacked, too, and count towards the same limits.

    Raises:
        Cancelled: the token was cancelled.
    """
    yield from _Unpacking(target, token, unpacked).unpack(archive, archive, nesting=0)


class _Unpacking:
    """One archive the reader opened, with all that is packed in it."""

    def __init__(self, target: Path, token: CancelToken, unpacked: Unpacked) -> None:
        self._target = target
        self._token = token
        self._unpacked = unpacked

    def unpack(self, archive: Path, origin: Path, nesting: int) -> Iterator[Path]:
        """`origin` is what the reader knows the archive as."""
        try:
            self._target.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(archive) as opened:
                members = [member for member in opened.infolist() if not member.is_dir()]
                if refusal := self._refusal(members, archive):
                    self._complain(origin, refusal)
                    return
                folders: dict[str, Path] = {}
                for number, member in enumerate(self._distinct(members, origin)):
                    self._token.check()
                    folder = self._folder_of(member, folders)
                    place = _free_place(folder, _harmless_name(member.filename), number)
                    path = self._unpack_one(opened, member, place, origin)
                    if path is not None:
                        yield from self._unpacked_again(path, origin / member.filename, nesting)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            self._complain(origin, DAMAGED)

    def _distinct(
        self, members: Sequence[zipfile.ZipInfo], origin: Path
    ) -> Iterator[zipfile.ZipInfo]:
        names: set[str] = set()
        for member in members:
            if member.filename in names:
                self._complain(origin / member.filename, TWICE)
            else:
                names.add(member.filename)
                yield member

    def _unpacked_again(self, path: Path, origin: Path, nesting: int) -> Iterator[Path]:
        """The file itself, or what is in it where it is an archive."""
        if not _is_archive(path):
            self._unpacked.origins[path] = origin
            yield path
            return
        if nesting < MAX_NESTING:
            yield from self.unpack(path, origin, nesting + 1)
        else:
            self._complain(origin, NESTED_TOO_DEEP)
        path.unlink(missing_ok=True)

    def _refusal(self, members: list[zipfile.ZipInfo], archive: Path) -> Message | None:
        """Why not to unpack; otherwise what these members take is counted."""
        size = sum(member.file_size for member in members)
        total, count = self._unpacked.total_bytes + size, self._unpacked.members + len(members)
        is_bomb = size > TRUSTED_BYTES and size > MAX_RATIO * archive.stat().st_size
        if total > MAX_TOTAL_BYTES or count > MAX_MEMBERS or is_bomb:
            return TOO_LARGE
        if size + SPARE_BYTES > shutil.disk_usage(self._target).free:
            return message(
                "Archive",
                "Unpacking needs {needed} MB and the disk has too little space. Make room, or unpack it "
                "elsewhere and open that folder.",
                needed=size >> 20,
            )
        self._unpacked.total_bytes, self._unpacked.members = total, count
        return None

    def _folder_of(self, member: zipfile.ZipInfo, folders: dict[str, Path]) -> Path:
        parent = str(PurePosixPath(member.filename).parent)
        if parent not in folders:
            folders[parent] = self._target / f"{self._unpacked.folders:05}"
            self._unpacked.folders += 1
        return folders[parent]

    def _unpack_one(
        self, opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, archive: Path
    ) -> Path | None:
        origin = archive / member.filename
        if member.flag_bits & 1:
            self._complain(origin, ENCRYPTED)
            return None
        try:
            path.parent.mkdir(exist_ok=True)
            with opened.open(member) as source, path.open("xb") as out:
                shutil.copyfileobj(source, out, COPY_BYTES)
        except FileExistsError:
            self._complain(origin, TWICE)
            return None
        except BROKEN:
            path.unlink(missing_ok=True)
            self._complain(origin, DAMAGED)
            return None
        return path

    def _complain(self, origin: Path, reason: Message) -> None:
        self._unpacked.problems.append(FileProblem(origin, reason))


def _is_archive(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) in SIGNATURES and path.suffix.lower() == ".zip"


def _harmless_name(filename: str) -> str:
    """The entry's own name where it is a plain one: no separators, no leading dot, not too long."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    plain = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in name)
    end = plain.encode("utf-8", "replace")[-LONGEST_NAME_BYTES:].decode("utf-8", "ignore")
    return end.lstrip(".") or "_"


def _free_place(folder: Path, name: str, number: int) -> Path:
    """Where an entry goes: names in a code page the archive does not state may look alike without it."""
    place = folder / name
    return folder / f"{number}_{name}" if place.exists() else place


# What unpacking a damaged or unknown entry raises.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)


DAMAGED = message(
    "Archive", "The archive is damaged or in a form that cannot be unpacked. Copy it again."
)
ENCRYPTED = message("Archive", "This entry is encrypted. Unpack it with its password first.")
TWICE = message("Archive", "The archive holds two entries of this name; the first one is used.")
NESTED_TOO_DEEP = message(
    "Archive", "This archive lies in archives within archives. Unpack it and open it by itself."
)
TOO_LARGE = message(
    "Archive",
    "It would unpack to far more than an archive of scans holds, so it was left. Unpack it elsewhere and "
    "open that folder.",
)
