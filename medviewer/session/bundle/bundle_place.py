"""How an export comes to its place whole: made in a folder beside it, then moved in one step.

nothing there, or an empty folder ─► the folder beside becomes it
a folder with other things        ─► entry by entry, taken back when one fails; what an export before wrote
                                     is replaced, anything else of such a name is left and refused
Until then what was there before is as it was: a full disk, a pulled stick or a kill leaves it alone.
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from medviewer.errors import ExportError
from medviewer.session.bundle.abandoned_exports import own_prefix, remove_abandoned
from medviewer.session.bundle.export_folders import BEFORE, BUNDLE, MANIFEST, top_names
from medviewer.whole_files import FOR_THE_OWNER
from medviewer.words import message

FOLDER_FOR_THE_OWNER = 0o700
# What plain reports are called: replaced without asking, as they always were.
REPORTS = frozenset({"report.pdf", "report.html", "report.docx", "report.txt", "findings.json"})


@contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """A folder to write into, on the disk of `beside`; gone when the block ends, if it is still there.

    What a killed export left there is taken away first.

    Raises:
        OSError: the folder or the disk refused.
    """
    beside.mkdir(parents=True, exist_ok=True)
    remove_abandoned(beside)
    with tempfile.TemporaryDirectory(
        prefix=own_prefix(), dir=beside, ignore_cleanup_errors=True
    ) as folder:
        inner = Path(folder) / BUNDLE
        inner.mkdir()
        yield inner


def put_in_place(staged: Path, target: Path) -> None:
    """Make what lies in `staged` stand in the folder `target`.

    Raises:
        ExportError: `target` holds something of such a name that no export wrote.
        OSError: the disk refused; all is as it was.
    """
    _settle(staged)
    if not target.exists():
        os.rename(staged, target)
        return
    if not any(target.iterdir()):
        with suppress(OSError):
            target.rmdir()
            os.rename(staged, target)
            return
    _move_entries(staged, target)


def pack_zip(staged: Path, target: Path) -> None:
    """The same as one archive, replaced in one step.

    Raises:
        OSError: the disk refused; what was there is as it was.
    """
    archive = staged.parent / "bundle.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(staged.rglob("*")):
            packed.write(path, path.relative_to(staged).as_posix())
    archive.chmod(FOR_THE_OWNER)
    _sync(archive)
    os.replace(archive, target)


def files_in(folder: Path) -> tuple[str, ...]:
    """Every file, by its path within the folder, in order."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))


def _settle(staged: Path) -> None:
    """For the owner only, and on the disk: a signed report must outlive a power cut."""
    staged.chmod(FOLDER_FOR_THE_OWNER)
    for path in staged.rglob("*"):
        if path.is_dir():
            path.chmod(FOLDER_FOR_THE_OWNER)
        else:
            path.chmod(FOR_THE_OWNER)
            _sync(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _move_entries(staged: Path, target: Path) -> None:
    """The manifest goes first and comes last: a folder without one is no whole bundle."""
    names = sorted((path.name for path in staged.iterdir()), key=lambda name: name == MANIFEST)
    ours = top_names(target) | REPORTS | {MANIFEST}
    for name in names:
        if (target / name).exists() and name not in ours:
            raise ExportError(
                message(
                    "Bundle",
                    "{folder} holds “{name}”, which no export wrote, so it was left as it is. Choose another "
                    "folder.",
                    folder=target,
                    name=name,
                )
            )
    aside = staged.parent / BEFORE
    aside.mkdir()
    taken: list[str] = []
    moved: list[str] = []
    try:
        for name in [MANIFEST, *names[: -1 if MANIFEST in names else None]]:
            if (target / name).exists():
                os.rename(target / name, aside / name)
                taken.append(name)
        for name in names:
            os.rename(staged / name, target / name)
            moved.append(name)
    except OSError:
        for name in moved:
            os.rename(target / name, staged / name)
        for name in taken:
            os.rename(aside / name, target / name)
        raise


def remove(folder: Path) -> None:
    """What is not wanted any more in a staged folder."""
    shutil.rmtree(folder, ignore_errors=True)
