"""What a start was asked to open, and how it is told to the window that runs: one line of JSON.

Nothing else can be asked for in this way: no option, no command.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.study_link import LONGEST

LONGEST_ORDER = 1 << 20  # bytes; some ten thousand paths
MOST_LINKS = 8  # each is a question to the reader


@dataclass(frozen=True, slots=True)
class OpeningOrder:
    """Absolute paths, and links as they were given: whoever takes them reads and judges them."""

    places: tuple[Path, ...] = ()
    links: tuple[str, ...] = ()


def encode(order: OpeningOrder) -> bytes | None:
    """The line; None where it would be too long to be taken."""
    # A link that is too long is refused by the window, in a sentence: its beginning does for that.
    links = [link[: LONGEST + 1] for link in order.links[:MOST_LINKS]]
    told = {"places": [str(place) for place in order.places], "links": links}
    line = json.dumps(told).encode("ascii") + b"\n"
    return line if len(line) <= LONGEST_ORDER else None


def decode(line: bytes) -> OpeningOrder | None:
    """None for what is no order."""
    if len(line) > LONGEST_ORDER:
        return None
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    places, links = _texts(told.get("places")), _texts(told.get("links"))
    if places is None or links is None:
        return None
    paths = tuple(Path(place) for place in places)
    if not all(path.is_absolute() and "\0" not in str(path) for path in paths):
        return None
    return OpeningOrder(paths, tuple(links[:MOST_LINKS]))


def _texts(value: object) -> Sequence[str] | None:
    if not isinstance(value, list):
        return None
    texts = [each for each in value if isinstance(each, str)]
    return texts if len(texts) == len(value) else None
