"""What the tag browser's jobs do, off the GUI thread; each loads `dicom` itself, after the window stands."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.attribute_tree import Attribute, AttributeFile, Branch, Place, RowPath
from medviewer.jobs.job import JobContext
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's rows on top, and where the functional groups of each of its frames lie."""

    file: AttributeFile
    frame_places: tuple[Place, ...]


def open_file(path: Path, frame_index: int, context: JobContext) -> Opened:
    from medviewer.dicom.tag_tree import attribute_rows

    file = attribute_rows.read_file(path, context.token)
    return read_frame(
        Opened(file, attribute_rows.frame_places(file, context.token)), frame_index, context
    )


def read_frame(opened: Opened, frame_index: int, context: JobContext) -> Opened:
    from medviewer.dicom.tag_tree import attribute_rows

    places, rows = opened.frame_places, tuple[Attribute, ...]()
    if frame_index < len(places):
        rows = attribute_rows.read_frame(opened.file, places[frame_index], context.token)
    file = dataclasses.replace(opened.file, frame=rows, frame_index=frame_index)
    return Opened(file, places)


def unfold(file: AttributeFile, path: RowPath, row: Attribute, context: JobContext) -> Branch:
    from medviewer.dicom.tag_tree import attribute_rows

    return Branch(path, attribute_rows.read_below(file, row, context.token))


def reveal(
    file: AttributeFile, path: RowPath, context: JobContext
) -> tuple[RowPath, tuple[Branch, ...]]:
    """The branches on the way down to `path`."""
    from medviewer.dicom.tag_tree import attribute_rows

    branches, rows = list[Branch](), file.sections[path[0]]
    for depth in range(2, len(path)):
        rows = attribute_rows.read_below(file, rows[path[depth - 1]], context.token)
        branches.append(Branch(path[:depth], rows))
    return path, tuple(branches)


def read_value(
    file: AttributeFile, row: Attribute, context: JobContext
) -> tuple[Attribute, str | Message]:
    from medviewer.dicom.tag_tree import attribute_rows

    return row, attribute_rows.read_value(file, row, context.token)


def copy(
    file: AttributeFile, rows: tuple[Attribute, ...], as_json: bool, context: JobContext
) -> str:
    from medviewer.dicom.tag_tree import attribute_export

    write = attribute_export.as_json if as_json else attribute_export.as_text
    return write(file, rows, context.token)


def search(file: AttributeFile, query: str, context: JobContext) -> None:
    from medviewer.dicom.tag_tree import attribute_search

    attribute_search.search(file, query, context.token, context.deliver)
