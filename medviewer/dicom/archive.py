"""Unpacks ZIP archives into a folder of the caller's; what an archive says is not trusted."""

import shutil
import zipfile
from pathlib import Path

from medviewer.domain.study import FileProblem
from medviewer.words import message

MAX_TOTAL_BYTES = (
    20 << 30
)  # a 3,000-slice study is 1.6 GB; more than this is a mistake or an attack
MAX_RATIO = 200  # of unpacked to packed; DICOM reaches 10, zip bombs a thousand


def unpack(archive: Path, target: Path) -> list[FileProblem]:
    """Unpack into `target` and return what was left out, with reasons."""
    target.mkdir(parents=True, exist_ok=True)
    problems: list[FileProblem] = []
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [m for m in opened.infolist() if not m.is_dir()]
            if sum(m.file_size for m in members) > MAX_TOTAL_BYTES:
                return [FileProblem(archive, TOO_LARGE)]
            for number, member in enumerate(members):
                problems += _unpack_one(opened, member, archive, target, number)
    except (zipfile.BadZipFile, OSError):
        problems.append(FileProblem(archive, DAMAGED))
    return problems


def _unpack_one(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, archive: Path, target: Path, number: int
) -> list[FileProblem]:
    """One file, under a name of ours: a member called ../../x has no say in where it goes."""
    if member.flag_bits & 1:
        return [FileProblem(archive / member.filename, ENCRYPTED)]
    if member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return [FileProblem(archive / member.filename, TOO_LARGE)]
    name = "".join(c if c.isalnum() or c in "._- " else "_" for c in Path(member.filename).name)
    try:
        with opened.open(member) as source, (target / f"{number:06}_{name}").open("wb") as out:
            shutil.copyfileobj(source, out)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return [FileProblem(archive / member.filename, DAMAGED)]
    return []


DAMAGED = message(
    "Archive", "The archive is damaged or in a form that cannot be unpacked. Copy it again."
)
ENCRYPTED = message("Archive", "This entry is encrypted. Unpack it with its password first.")
TOO_LARGE = message(
    "Archive", "It would unpack to far more than an archive of scans holds, so it was left."
)
