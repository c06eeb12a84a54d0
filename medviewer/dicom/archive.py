"""Unpacks ZIP archives into a folder of the caller's; what an archive says is not trusted."""

import lzma
import shutil
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from medviewer.domain.study import FileProblem
from medviewer.progress import CancelToken
from medviewer.words import Message, message

MAX_TOTAL_BYTES = (
    20 << 30
)  # a 3,000-slice study is 1.6 GB; more than this is a mistake or an attack
MAX_MEMBERS = 500_000
SPARE_BYTES = 1 << 30  # of the disk that stay free
LONGEST_NAME_BYTES = 240  # disks allow 255; a Chinese letter takes three
COPY_BYTES = 1 << 20


@dataclass(slots=True)
class Unpacked:
    """Where each entry went (`origins`: our path to the archive's), and what was left out."""

    origins: dict[Path, Path] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)


def unpack(archive: Path, target: Path, token: CancelToken) -> Unpacked:
    """Unpack into `target`, a folder of ours.

    Entries get folders of our naming: one called ../../x has no say in where it goes. An entry never grows
    beyond the size the archive's directory states, so the sum checked first is the sum written.

    Raises:
        Cancelled: the token was cancelled.
    """
    unpacked = Unpacked()
    try:
        target.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
            if refusal := _refusal(members, target):
                unpacked.problems.append(FileProblem(archive, refusal))
                return unpacked
            folders: dict[str, Path] = {}
            for member in members:
                token.check()
                parent = str(PurePosixPath(member.filename).parent)
                folder = folders.setdefault(parent, target / f"{len(folders):05}")
                _unpack_one(opened, member, folder, archive, unpacked)
    except (zipfile.BadZipFile, OSError, ValueError):
        unpacked.problems.append(FileProblem(archive, DAMAGED))
    return unpacked


def _refusal(members: list[zipfile.ZipInfo], target: Path) -> Message | None:
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL_BYTES or len(members) > MAX_MEMBERS:
        return TOO_LARGE
    if total + SPARE_BYTES > shutil.disk_usage(target).free:
        return message(
            "Archive",
            "Unpacking needs {needed} MB and the disk has too little space. Make room, or unpack it "
            "elsewhere and open that folder.",
            needed=total >> 20,
        )
    return None


def _unpack_one(
    opened: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    folder: Path,
    archive: Path,
    unpacked: Unpacked,
) -> None:
    origin = archive / member.filename
    if member.flag_bits & 1:
        unpacked.problems.append(FileProblem(origin, ENCRYPTED))
        return
    path = folder / _harmless_name(member.filename)
    try:
        folder.mkdir(exist_ok=True)
        with opened.open(member) as source, path.open("xb") as out:
            shutil.copyfileobj(source, out, COPY_BYTES)
    except FileExistsError:
        unpacked.problems.append(FileProblem(origin, TWICE))
    except BROKEN:
        path.unlink(missing_ok=True)
        unpacked.problems.append(FileProblem(origin, DAMAGED))
    else:
        unpacked.origins[path] = origin


def _harmless_name(filename: str) -> str:
    """The entry's own name where it is a plain one: no separators, no leading dot, not too long."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    plain = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in name)
    end = plain.encode("utf-8", "replace")[-LONGEST_NAME_BYTES:].decode("utf-8", "ignore")
    return end.lstrip(".") or "_"


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
TOO_LARGE = message(
    "Archive",
    "It would unpack to far more than an archive of scans holds, so it was left. Unpack it elsewhere and "
    "open that folder.",
)
