"""Opens the files labelled texts come in: lines of JSON and CSV tables, bounded, named when broken."""

import gzip
import json
import zlib
from collections.abc import Sequence
from pathlib import Path

from medviewer.ai.training.readers.labelled_files import Row, column, read_table
from medviewer.errors import InputError, NothingToOpen, UnreadableFile
from medviewer.words import message

MAX_BYTES = 256 * 2**20  # of one file, unpacked
Json = dict[str, object]


def set_folder(data: Path, name: str, file: str) -> Path:
    """The set's folder: `data` itself, or the folder of that name in it.

    Raises:
        NothingToOpen: neither holds `file`.
    """
    for folder in (data, data / name):
        if (folder / file).is_file():
            return folder
    raise NothingToOpen(
        message(
            "Training",
            "{file} is neither in {folder} nor in its folder “{name}”. Name the folder it lies in.",
            file=file,
            folder=data,
            name=name,
        )
    )


def has_split(data: Path, name: str, file: str) -> bool:
    """Whether `set_folder` would find it."""
    return any((folder / file).is_file() for folder in (data, data / name))


def read_lines(file: Path, needed: Sequence[str]) -> list[Json]:
    """The objects of a file of JSON lines, gzipped where its name ends in .gz.

    Raises:
        UnreadableFile: it is too large, no such text, or a line lacks a key of `needed`.
    """
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as packed:
            content = packed.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ValueError(f"it holds more than {MAX_BYTES // 2**20} MiB")
        rows = [
            json.loads(line) for line in content.decode("utf-8-sig").splitlines() if line.strip()
        ]
        for number, row in enumerate(rows, start=1):
            _check(row, needed, number)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise _unreadable(file, error) from error
    if not rows:
        raise _unreadable(file, ValueError("it holds no line"))
    return rows


def read_rows(file: Path, needed: Sequence[str]) -> list[Row]:
    """The rows of a CSV table.

    Raises:
        InputError: it is not UTF-8 text, has no row, or lacks a column of `needed`.
    """
    rows = read_table(file.parent, file.name)
    for name in needed:
        column(rows[:1], name, file)
    return rows


def text_at(row: Json, key: str, file: Path) -> str:
    """A text of a line of JSON.

    Raises:
        UnreadableFile: it is something else.
    """
    value = row[key]
    if not isinstance(value, str):
        raise _unreadable(file, ValueError(f"“{key}” is no text"))
    return value


def texts_at(row: Json, key: str, file: Path) -> tuple[str, ...]:
    """A list of different texts of a line of JSON.

    Raises:
        UnreadableFile: it is something else.
    """
    value = row[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _unreadable(file, ValueError(f"“{key}” is no list of texts"))
    return tuple(dict.fromkeys(value))


def _check(row: object, needed: Sequence[str], number: int) -> None:
    if not isinstance(row, dict):
        raise ValueError(f"line {number} is no object")
    for key in needed:
        if key not in row:
            raise ValueError(f"line {number} has no “{key}”")


def _unreadable(file: Path, error: Exception) -> InputError:
    return UnreadableFile(
        message(
            "Training",
            "{file} cannot be read: {cause}. Give the file as its set describes it.",
            file=file,
            cause=str(error),
        )
    )
