"""Reads the elements of a Siemens CSA header, (0029,1010), in both of its undocumented forms.

A list of named elements, each with a list of text items padded to four bytes; the newer form starts with
SV10.
"""

import struct
from collections.abc import Iterator

_ELEMENT, _ITEM, _COUNTS = struct.Struct("<64si4siii"), struct.Struct("<4i"), struct.Struct("<2I")
NEWER = b"SV10"
MAX_ELEMENTS = 1000  # real headers have about a hundred


def read_csa(value: bytes) -> dict[str, tuple[str, ...]]:
    """The items of every element by its name; what comes after damage is left out."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        for name, items in _elements(value):
            found[name] = items
    except struct.error:
        pass
    return found


def _elements(value: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    is_newer = value[:4] == NEWER
    position = 8 if is_newer else 0
    count, _ = _COUNTS.unpack_from(value, position)
    position += _COUNTS.size
    first_count = 0  # the older form adds it to every item's length
    for number in range(min(count, MAX_ELEMENTS)):
        name, _, _, _, item_count, _ = _ELEMENT.unpack_from(value, position)
        position += _ELEMENT.size
        if item_count < 0:
            return
        first_count = item_count if number == 0 else first_count
        items: list[str] = []
        for _ in range(item_count):
            sizes = _ITEM.unpack_from(value, position)
            position += _ITEM.size
            length = sizes[1] if is_newer else sizes[0] - first_count
            if not 0 <= length <= len(value) - position:
                return
            items.append(_text(value[position : position + length]))
            position += (length + 3) // 4 * 4
        yield _text(name), tuple(item for item in items if item)


def _text(value: bytes) -> str:
    return value.split(b"\0")[0].decode("latin-1").strip()
