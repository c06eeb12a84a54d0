"""Searches a file's attributes, sequences included, from top to bottom."""

from collections.abc import Callable, Iterator

from medviewer.dicom.tag_tree.attribute_file import opened_at_places
from medviewer.dicom.tag_tree.attribute_rows import rows_below
from medviewer.dicom.tag_tree.elements import MAX_DEPTH, Walk
from medviewer.domain.attribute_tree import (
    DATA_SET_SECTION,
    FRAME_SECTION,
    Attribute,
    AttributeFile,
    RowPath,
)
from medviewer.progress import CancelToken

MAX_HITS = 5000  # more are no help in finding anything
BATCH = 50  # hits handed over at once, so that the first ones show while the rest is searched


def search(
    file: AttributeFile,
    query: str,
    token: CancelToken,
    deliver: Callable[[tuple[RowPath, ...]], None],
) -> int:
    """Hand over the paths of the rows that contain every word of `query`; returns their number.

    Raises:
        UnreadableFile: the file is gone or may not be read any more.
        Cancelled: the token was cancelled.
    """
    wanted, found, batch = words_of(query), 0, list[RowPath]()
    with opened_at_places(file.path, file.is_deflated, token) as walk:
        for path, row in _rows_in_order(walk, file):
            if not matches(row, wanted):
                continue
            batch.append(path)
            found += 1
            if len(batch) == BATCH or found in (1, MAX_HITS):
                deliver(tuple(batch))
                batch.clear()
            if found == MAX_HITS:
                break
    deliver(tuple(batch))
    return found


def words_of(query: str) -> tuple[str, ...]:
    """The words that all have to be there, in lower case."""
    return tuple(query.lower().split())


def matches(row: Attribute, wanted: tuple[str, ...]) -> bool:
    """Whether tag (with or without its comma), name, keyword, creator and value hold every word."""
    tag = row.tag_text.lower()
    text = " ".join(
        (
            tag,
            tag.strip("()").replace(",", ""),
            str(row.name).lower(),
            row.keyword.lower(),
            row.creator.lower(),
            str(row.value).lower(),
        )
    )
    return all(word in text for word in wanted)


def _rows_in_order(walk: Walk, file: AttributeFile) -> Iterator[tuple[RowPath, Attribute]]:
    for number, section in enumerate(file.sections):
        for position, row in enumerate(section):
            path = (number, position)
            yield path, row
            if number in (FRAME_SECTION, DATA_SET_SECTION):
                yield from _below(walk, path, row)


def _below(walk: Walk, path: RowPath, row: Attribute) -> Iterator[tuple[RowPath, Attribute]]:
    if not row.has_rows or len(path) > MAX_DEPTH:
        return
    for position, one in enumerate(rows_below(walk, row, has_titles=False)):
        walk.token.check()
        yield (*path, position), one
        yield from _below(walk, (*path, position), one)
