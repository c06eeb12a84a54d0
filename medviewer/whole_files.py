"""Files that are written whole or not at all: in a folder beside their place, then moved in one step."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from medviewer.errors import ExportError
from medviewer.words import message

FOR_THE_OWNER = 0o600  # what names a patient, or how somebody works


@contextmanager
def whole_files(folder: Path, *, is_private: bool = False) -> Iterator[Path]:
    """A folder to write into; all that lies in it moves into `folder` when the block ends well.

    A full disk is met before anything is moved. What fails, or is cancelled, leaves nothing behind.

    Args:
        folder: must exist; files of the same names in it are replaced.
        is_private: only the user may read the files.

    Raises:
        OSError: the folder or the disk refused.
    """
    with tempfile.TemporaryDirectory(prefix=".medviewer-", dir=folder) as beside:
        yield Path(beside)
        for written in sorted(Path(beside).iterdir()):
            if is_private:
                written.chmod(FOR_THE_OWNER)
            os.replace(written, folder / written.name)


@contextmanager
def whole_file(path: Path, *, is_private: bool = False) -> Iterator[Path]:
    """Where to write what becomes `path`: of the same name, since writers go by the suffix.

    Raises:
        OSError: the folder or the disk refused.
    """
    with whole_files(path.parent, is_private=is_private) as beside:
        yield beside / path.name


@contextmanager
def exported_file(path: Path, *, makes_folder: bool = False) -> Iterator[Path]:
    """`whole_file` for what a user asked for: a refusal is a sentence.

    Args:
        path: what becomes of it.
        makes_folder: for the command line; a folder chosen in a dialog that is gone is a pulled stick.

    Raises:
        ExportError: the folder or the disk refused.
    """
    try:
        if makes_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as temporary:
            yield temporary
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: Exception) -> ExportError:
    """Why, and what to do, in the user's words."""
    return ExportError(
        message(
            "Export",
            "{path} could not be written ({reason}). Choose a folder you may write to, with space "
            "for it.",
            path=path,
            reason=getattr(error, "strerror", None) or type(error).__name__,
        )
    )
