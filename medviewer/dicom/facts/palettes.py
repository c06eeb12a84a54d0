"""Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5 and C.7.9): 8 or 16 bits, plain or segmented.

A Supplemental Palette (enhanced CT and MR) belongs to MONOCHROME2 pixels and is none of ours: such images
stay grey.
"""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.facts.lookup_tables import read_descriptor, read_entries
from medviewer.dicom.reading.attributes import states, text, words
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.palette import Palette

COLOURS = ("Red", "Green", "Blue")
PALETTE_TAGS = tuple(
    f"{kind}{colour}PaletteColorLookupTable{part}"
    for colour in COLOURS
    for kind, part in (("", "Descriptor"), ("", "Data"), ("Segmented", "Data"))
)
DISCRETE, LINEAR, INDIRECT = 0, 1, 2


@recalled
def palette(dataset: Dataset) -> Palette | None:
    """The palette of a PALETTE COLOR image; None where there is none or it makes no sense."""
    if text(dataset, "PhotometricInterpretation").upper() != "PALETTE COLOR":
        return None
    tables = []
    first_mapped = 0
    for colour in COLOURS:
        described = read_descriptor(
            dataset,
            f"{colour}PaletteColorLookupTableDescriptor",
            is_signed=text(dataset, "PixelRepresentation") == "1",
        )
        if described is None:
            return None
        count, first_mapped, bits = described
        entries = _entries(dataset, colour, count, bits)
        if entries is None or not len(entries):
            return None
        tables.append((_filled(entries, count), bits))
    return Palette(first_mapped, _as_bytes(tables))


def _entries(dataset: Dataset, colour: str, count: int, bits: int) -> NDArray[np.uint16] | None:
    plain = f"{colour}PaletteColorLookupTableData"
    if states(dataset, plain):
        return read_entries(dataset, plain, count, bits)
    found = words(dataset, f"Segmented{plain}")
    if found is None:
        return None
    if bits <= 8:  # segments of 8-bit tables are written in bytes
        found = np.frombuffer(found.astype("<u2").tobytes(), np.uint8).astype(np.uint16)
    return np.array(_expanded(found.tolist(), count, bits), np.uint16)


def _expanded(segments: list[int], count: int, bits: int) -> list[int]:
    """Segmented palette data spelled out (PS3.3 C.7.9.2), at most `count` entries; stops at nonsense."""
    expanded: list[int] = []
    position = 0
    while position + 1 < len(segments) and len(expanded) < count:
        kind, length = segments[position], segments[position + 1]
        if kind == INDIRECT:
            position = _append_copies(expanded, segments, position, (length, count, bits))
        else:
            position = _append_segment(expanded, segments, position)
        if position < 0:
            break
    return expanded[:count]


def _append_segment(expanded: list[int], segments: list[int], position: int) -> int:
    """A discrete or linear segment; returns where the next starts, -1 where it makes no sense.

    One without entries makes none: copied again and again, it would never fill the table.
    """
    kind, length = segments[position], segments[position + 1]
    if not length:
        return -1
    if kind == DISCRETE:
        expanded += segments[position + 2 : position + 2 + length]
        return position + 2 + length
    if kind != LINEAR or not expanded or position + 2 >= len(segments):
        return -1
    start, end = expanded[-1], segments[position + 2]
    steps = np.arange(1, length + 1) * (end - start) / length + start
    expanded += np.rint(steps).astype(int).tolist()
    return position + 3


def _append_copies(
    expanded: list[int], segments: list[int], position: int, limits: tuple[int, int, int]
) -> int:
    """An indirect segment: so many segments from an offset in bytes, once more."""
    times, count, bits = limits
    words_of_offset = 4 if bits <= 8 else 2
    offset = segments[position + 2 : position + 2 + words_of_offset]
    if len(offset) < words_of_offset:
        return -1
    width = 8 if bits <= 8 else 16
    source = sum(word << (width * place) for place, word in enumerate(offset))
    source = source if bits <= 8 else source // 2
    for _ in range(times):
        if len(expanded) >= count or source + 1 >= len(segments) or segments[source] == INDIRECT:
            break
        source = _append_segment(expanded, segments, source)
        if source < 0:
            return -1
    return position + 2 + words_of_offset


def _filled(entries: NDArray[np.uint16], count: int) -> NDArray[np.uint16]:
    """As many entries as are promised; the last stands for those missing."""
    return np.pad(entries, (0, max(count - len(entries), 0)), mode="edge")


def _as_bytes(tables: list[tuple[NDArray[np.uint16], int]]) -> bytes:
    """Red, green and blue in turn, 8 bits each; tables said to have 16 bits that stay below 256 have 8."""
    count = max(len(entries) for entries, _ in tables)
    rgb = np.stack([_filled(entries, count) for entries, _ in tables], axis=1)
    is_deep = any(bits > 8 for _, bits in tables) and int(rgb.max()) > 0xFF
    return (rgb >> 8 if is_deep else rgb).astype(np.uint8).tobytes()
