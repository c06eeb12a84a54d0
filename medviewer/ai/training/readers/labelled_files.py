"""Opens what labelled sets are made of: tables, archives and pictures, each bounded and named when broken."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from medviewer.errors import NothingToOpen, UnreadableFile
from medviewer.words import message

MAX_PIXELS = 64_000_000  # of one picture; larger ones are bombs or not of these sets
MAX_FILE_BYTES = 256 * 2**20
MAX_ARCHIVE_BYTES = 4 * 2**30  # unpacked; all of it is held in memory
# What a damaged, encrypted or oddly packed member of an archive raises beside OSError.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
MAX_TABLE_FIELD = 2**20  # an outline as JSON may be long

Row = dict[str, str]


def read_table(folder: Path, name: str, split: str | None = None) -> list[Row]:
    """The rows of a CSV table, only those of `split` where one is named.

    Raises:
        NothingToOpen: the table is not there, or has no rows of that split.
        UnreadableFile: it is not UTF-8 text, a row is cut short, or it lacks the column `split`.
    """
    csv.field_size_limit(MAX_TABLE_FIELD)
    try:
        with (folder / name).open(newline="", encoding="utf-8-sig") as table:
            rows = list(csv.DictReader(table))
        if any(None in row.values() for row in rows):
            raise csv.Error("a row ends before its last column")
        found = [row for row in rows if split is None or row["split"] == split]
    except FileNotFoundError as error:
        raise missing(folder, name) from error
    except (OSError, KeyError, UnicodeDecodeError, csv.Error) as error:
        raise unreadable(folder / name, error) from error
    if not found:
        raise NothingToOpen(
            message(
                "Training",
                "{file} lists no images of the split “{split}”; it has: {splits}. Name one of those.",
                file=folder / name,
                split=split or "",
                splits=", ".join(sorted({row.get("split", "") for row in rows})) or "nothing",
            )
        )
    return found


def column(rows: Iterable[Row], name: str, file: Path) -> list[str]:
    """One column's texts.

    Raises:
        UnreadableFile: the table has no such column.
    """
    try:
        return [row[name] for row in rows]
    except KeyError as error:
        raise unreadable(file, KeyError(f"no column {name}")) from error


def whole_numbers(rows: Iterable[Row], name: str, file: Path) -> NDArray[np.int64]:
    """One column as integers.

    Raises:
        UnreadableFile: no such column, or something in it is no integer.
    """
    try:
        return np.array([int(text) for text in column(rows, name, file)], np.int64)
    except ValueError as error:
        raise unreadable(file, error) from error


def read_picture(file: Path, mode: str = "L") -> NDArray[np.uint8]:
    """A picture file as (rows, columns), or (rows, columns, 3) for mode "RGB".

    Raises:
        UnreadableFile: it is missing, broken or too large.
    """
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise ValueError(f"more than {MAX_FILE_BYTES} bytes")
        return decode_picture(file.read_bytes(), mode)
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from error


def decode_picture(data: bytes, mode: str = "L") -> NDArray[np.uint8]:
    """Decode JPEG or PNG bytes.

    Raises:
        ValueError: more pixels than `MAX_PIXELS`.
        OSError: not a picture.
    """
    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError(f"{picture.width} x {picture.height} pixels")
        return np.asarray(picture.convert(mode))


def read_members(file: Path, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """Members of a ZIP archive by name; all of its files where none are named.

    Raises:
        NothingToOpen: the archive is not there.
        UnreadableFile: it is broken, a member is missing, or one is too large.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [item for item in archive.infolist() if not item.is_dir()]
            wanted = [archive.getinfo(name) for name in names] if names is not None else infos
            if any(item.file_size > MAX_FILE_BYTES for item in wanted):
                raise ValueError(f"a member has more than {MAX_FILE_BYTES} bytes")
            if sum(item.file_size for item in wanted) > MAX_ARCHIVE_BYTES:
                raise ValueError(f"its members have more than {MAX_ARCHIVE_BYTES} bytes")
            return {item.filename: archive.read(item) for item in wanted}
    except FileNotFoundError as error:
        raise missing(file.parent, file.name) from error
    except (OSError, KeyError, ValueError, *DAMAGED) as error:
        raise unreadable(file, error) from error


def missing(folder: Path, name: str) -> NothingToOpen:
    return NothingToOpen(
        message(
            "Training",
            "There is no {name} in {folder}. Name the folder that holds it.",
            name=name,
            folder=folder,
        )
    )


def unreadable(file: Path, cause: Exception) -> UnreadableFile:
    return UnreadableFile(
        message(
            "Training",
            "{file} could not be read ({cause}). Fetch the data set again.",
            file=file.name,
            cause=str(cause),
        )
    )
