"""A session as one file: a ZIP archive with one JSON text, which holds what was done in some studies.

No images, no paths and nothing that could be run: whoever receives it opens the studies from a place of
their own. What is read may come from anybody, so only the one member is looked at, up to a size.
"""

import json
import zipfile
import zlib
from pathlib import Path

from medviewer.domain.study import Patient
from medviewer.domain.study_journal import KeptStudy
from medviewer.errors import InputError
from medviewer.store.journal import sound
from medviewer.store.plain_json import NotPlainError, from_plain, to_plain
from medviewer.whole_files import exported_file
from medviewer.words import Message, message

SUFFIX = ".mvsession"
FORMAT = "medviewer-session"
VERSION = 1
MEMBER = "session.json"
LARGEST_BYTES = 128 << 20  # of the JSON


def write_session(path: Path, studies: tuple[KeptStudy, ...]) -> None:
    """Write the file whole or not at all.

    Raises:
        ExportError: the folder cannot be written.
    """
    plain = {"format": FORMAT, "version": VERSION, "studies": to_plain(studies)}
    with (
        exported_file(path) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False)
        archive.writestr(MEMBER, text.encode("utf-8", "replace"))


def read_session(path: Path) -> tuple[KeptStudy, ...]:
    """The studies of a file, as far as they can be understood.

    Raises:
        InputError: it is no session, a damaged one, or one of a newer MedViewer.
    """
    try:
        found = json.loads(_text(path))
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise NotPlainError("another format")
        if not isinstance(found.get("version"), int) or found["version"] > VERSION:
            raise InputError(_too_new(path))
        return tuple(_study(each) for each in found["studies"])
    except InputError:
        raise
    except (
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        LookupError,
        TypeError,
        RecursionError,
    ) as error:
        raise InputError(_no_session(path)) from error
    except (NotImplementedError, RuntimeError) as error:  # encrypted, or packed in an unknown way
        raise InputError(_no_session(path)) from error


def _study(plain: dict[str, object]) -> KeptStudy:
    salvage = sound(plain["journal"])
    if salvage.journal is None:
        raise NotPlainError("no journal")
    patient = from_plain(Patient, plain["patient"])
    uid = from_plain(str, plain["study_instance_uid"])
    return KeptStudy(patient, uid, salvage.journal, salvage.lost)


def _text(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive, archive.open(MEMBER) as member:
        text = member.read(LARGEST_BYTES + 1)
    if len(text) > LARGEST_BYTES:
        raise NotPlainError("more than any reader draws")
    return text


def _no_session(path: Path) -> Message:
    return message(
        "Session file",
        "{name} is no session that MedViewer wrote, or it was damaged on its way. Ask for it once more.",
        name=path.name,
    )


def _too_new(path: Path) -> Message:
    return message(
        "Session file",
        "{name} was written by a newer MedViewer. Open it with that one, or have it written by this one.",
        name=path.name,
    )
