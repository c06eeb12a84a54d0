"""Overlay planes of groups 6000 to 601E (PS3.3 C.9.2): what the header says of them, and their bits.

Bits lie in an element of their own, or (retired, but alive) in bits of the pixels above the stored ones.
They are read when their frame is, not with the header: most are never looked at.
"""

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import raw_value, words_of
from medviewer.dicom.reading.parsing import parse
from medviewer.domain.appearance import MaskArray, OverlayFacts, OverlayPlane, overlay_plane
from medviewer.domain.study import Instance
from medviewer.domain.volume import PixelArray
from medviewer.errors import UnreadableFile

logger = logging.getLogger(__name__)

GROUPS = range(0x6000, 0x6020, 2)
ROWS, COLUMNS, FRAMES, DESCRIPTION = 0x0010, 0x0011, 0x0015, 0x0022
ORIGIN, FIRST_FRAME, BITS_ALLOCATED, BIT_POSITION = 0x0050, 0x0051, 0x0100, 0x0102
LABEL, DATA = 0x1500, 0x3000
FACTS = (
    ROWS,
    COLUMNS,
    FRAMES,
    DESCRIPTION,
    ORIGIN,
    FIRST_FRAME,
    BITS_ALLOCATED,
    BIT_POSITION,
    LABEL,
)
MOST_DIGITS = 12  # of an integer string, PS3.5 table 6.2-1; Python refuses thousands with an error
OVERLAY_TAGS = frozenset(group << 16 | element for group in GROUPS for element in FACTS)


def overlay_facts(dataset: Dataset) -> tuple[OverlayFacts, ...]:
    """The overlays a header describes; those without a size are left out."""
    found = [_facts(dataset, group) for group in GROUPS]
    return tuple(one for one in found if one is not None)


def _facts(dataset: Dataset, group: int) -> OverlayFacts | None:
    rows, columns = _word(dataset, group, ROWS), _word(dataset, group, COLUMNS)
    if not rows or not columns:
        return None
    origin = _words(dataset, group, ORIGIN)
    allocated = _word(dataset, group, BITS_ALLOCATED) or 1
    return OverlayFacts(
        group,
        rows,
        columns,
        (_signed(origin[0]), _signed(origin[1])) if len(origin) >= 2 else (1, 1),
        max(_whole(dataset, group, FRAMES), 1),
        max(_word(dataset, group, FIRST_FRAME) or 1, 1),
        (_word(dataset, group, BIT_POSITION) or 0) if allocated > 1 else None,
        _text(dataset, group, LABEL) or _text(dataset, group, DESCRIPTION),
    )


def read_overlays(
    instance: Instance, frame_index: int, raw_pixels: PixelArray | None
) -> tuple[OverlayPlane, ...]:
    """The planes that lie over one frame. Reads the file's header again; any thread may call it.

    Args:
        raw_pixels: the frame's pixel cells with all their bits, for overlays that lie in them; None where
            there are none or they cannot be had.
    """
    own = [facts for facts in instance.display.overlays if facts.bit is None]
    files = {facts.path or instance.path for facts in own}
    data = {path: _overlay_data(path, {facts.group for facts in own}) for path in files}
    shape = (instance.rows, instance.columns)
    planes = []
    for facts in instance.display.overlays:
        if facts.bit is None:
            mask = _own_bits(
                facts, frame_index, data[facts.path or instance.path].get(facts.group, b"")
            )
        else:
            mask = _embedded_bits(facts, raw_pixels)
        if mask is not None:
            planes.append(overlay_plane(facts.group, facts.label, _placed(facts, mask, shape)))
    return tuple(planes)


def _overlay_data(path: Path, groups: set[int]) -> dict[int, bytes]:
    """Overlay Data by group, bytes in the order of a little endian file."""
    tags = frozenset(group << 16 | DATA for group in groups)
    try:
        parsed = parse(path, tags)
    except UnreadableFile:
        logger.info("Overlays of an image could not be read again")
        return {}
    found = {tag >> 16: raw_value(parsed.dataset, tag) for tag in tags}
    return {group: value[1] for group, value in found.items() if value is not None}


def _own_bits(facts: OverlayFacts, frame_index: int, data: bytes) -> MaskArray | None:
    """Bits of one plane, the lowest of each byte first; planes follow each other without filling a byte."""
    plane = frame_index - (facts.first_frame - 1)
    if not 0 <= plane < facts.frames:
        return None
    size = facts.rows * facts.columns
    first, last = plane * size, (plane + 1) * size
    if last > len(data) * 8:
        return None
    whole = np.frombuffer(data, np.uint8)[first // 8 : -(-last // 8)]
    bits = np.unpackbits(whole, bitorder="little")[first % 8 : first % 8 + size]
    return bits.view(np.bool_).reshape(facts.rows, facts.columns)


def _embedded_bits(facts: OverlayFacts, raw_pixels: PixelArray | None) -> MaskArray | None:
    if raw_pixels is None or facts.bit is None or facts.bit >= raw_pixels.dtype.itemsize * 8:
        return None
    cells = raw_pixels.view(np.dtype(f"u{raw_pixels.dtype.itemsize}"))
    mask: MaskArray = (cells >> facts.bit) & 1 == 1
    return mask


def _placed(facts: OverlayFacts, mask: MaskArray, shape: tuple[int, int]) -> MaskArray:
    """The mask over the whole image; what lies beyond the image is cut off."""
    placed = np.zeros(shape, np.bool_)
    top, left = facts.origin[0] - 1, facts.origin[1] - 1
    rows = slice(max(top, 0), min(top + mask.shape[0], shape[0]))
    columns = slice(max(left, 0), min(left + mask.shape[1], shape[1]))
    if rows.start < rows.stop and columns.start < columns.stop:
        part = mask[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        placed[rows, columns] = part
    return placed


def _words(dataset: Dataset, group: int, element: int) -> NDArray[np.uint16]:
    found = words_of(raw_value(dataset, group << 16 | element))
    return np.zeros(0, np.uint16) if found is None else found


def _word(dataset: Dataset, group: int, element: int) -> int | None:
    found = _words(dataset, group, element)
    return int(found[0]) if len(found) else None


def _signed(word: int) -> int:
    return int(word) - (1 << 16) if word >= 1 << 15 else int(word)


def _text(dataset: Dataset, group: int, element: int) -> str:
    found = raw_value(dataset, group << 16 | element)
    return found[1].decode("ascii", "replace").strip("\0 ") if found else ""


def _whole(dataset: Dataset, group: int, element: int) -> int:
    found = _text(dataset, group, element)
    return int(found) if found.isdecimal() and len(found) <= MOST_DIGITS else 1
