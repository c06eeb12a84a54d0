"""A CSV file as a list of studies: where each lies, and whatever else is known of it.

Columns `path`, or `study_instance_uid` with `node` (or with one node for all); every other column is carried
into the batch's table.
"""

import csv
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.errors import InputError
from medviewer.words import Message, message

PATH, UID, NODE = "path", "study_instance_uid", "node"
VALID_UID = re.compile(r"[0-9]+(\.[0-9]+)*")  # PS3.5 9.1
LONGEST_UID = 64
MOST_COLUMNS = 200
LONGEST_CELL = 2_000  # characters that are carried


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line that names a study; `problem` says why it cannot be used.

    Attributes:
        line: as an editor counts it.
        path: absolute, or None where the study lies in an archive.
    """

    line: int
    path: Path | None = None
    study_instance_uid: str = ""
    node: str = ""
    carried: Mapping[str, str] = field(default_factory=dict)
    problem: Message | None = None


def read_list(file: Path, node: str = "") -> Iterator[ListRow]:
    """The lines of a list, one after another.

    Args:
        node: of lines that name none.

    Raises:
        InputError: it is no such list.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            lines = csv.reader(stream)
            header = [name.strip().lower() for name in next(lines, [])]
            _check(file, header)
            for cells in lines:
                if any(cell.strip() for cell in cells):
                    yield _row(file, lines.line_num, dict(zip(header, cells, strict=False)), node)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            message(
                "Batch",
                "The list {file} cannot be read ({reason}). It must be a CSV file in UTF-8.",
                file=file,
                reason=getattr(error, "strerror", None) or type(error).__name__,
            )
        ) from error


def _check(file: Path, header: list[str]) -> None:
    if not {PATH, UID} & set(header) or len(header) > MOST_COLUMNS:
        raise InputError(
            message(
                "Batch",
                "The list {file} has no column “path” or “study_instance_uid”. Its first line must name the "
                "columns, one of them so.",
                file=file,
            )
        )


def _row(file: Path, line: int, cells: Mapping[str, str], node: str) -> ListRow:
    told = {name: cell.strip() for name, cell in cells.items()}
    path, uid, node = told.pop(PATH, ""), told.pop(UID, ""), told.pop(NODE, "") or node
    carried = {name: cell[:LONGEST_CELL] for name, cell in told.items() if name}
    if uid and (len(uid) > LONGEST_UID or not VALID_UID.fullmatch(uid)):
        return ListRow(line, problem=_no_uid(line))
    if path:
        return ListRow(line, Path(os.path.abspath(file.parent / path)), uid, "", carried)
    if uid and node:
        return ListRow(line, None, uid, node, carried)
    return ListRow(line, problem=_nowhere(line))


def _no_uid(line: int) -> Message:
    return message(
        "Batch",
        "Line {line}: the study_instance_uid is none (digits and dots, {longest} at most).",
        line=line,
        longest=LONGEST_UID,
    )


def _nowhere(line: int) -> Message:
    return message(
        "Batch",
        "Line {line} names neither a path nor a study in an archive. Give a path, or a study_instance_uid "
        "and a node (or --node for all).",
        line=line,
    )
