"""Reads LUT Descriptor and LUT Data in every form they are met in (PS3.3 C.11.1.1, C.7.6.3.1.5).

Tables of 8 bits come a byte or a word an entry; a count of 0 means 65 536; whether the first mapped value
has a sign depends on pixels elsewhere in the header; declared bits are wrong in old files.
"""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import stated_vr, words
from medviewer.domain.lookup_table import ENTRY, LookupTable

FULL_COUNT = 1 << 16
MAX_BITS = 16


def read_table(
    item: Dataset, *, is_signed: bool, descriptor: str = "LUTDescriptor", data: str = "LUTData"
) -> LookupTable | None:
    """The table of an item of a LUT sequence; None where it is missing or makes no sense.

    Args:
        is_signed: whether input values may be negative, so that a first mapped value above 32 767 is one.
    """
    described = read_descriptor(item, descriptor, is_signed=is_signed)
    if described is None:
        return None
    count, first_mapped, bits = described
    entries = read_entries(item, data, count, bits)
    if entries is None:
        return None
    return LookupTable(first_mapped, _true_bits(entries, bits), entries.astype(ENTRY).tobytes())


def read_descriptor(
    dataset: Dataset, keyword: str, *, is_signed: bool
) -> tuple[int, int, int] | None:
    """Count of entries, first mapped value, bits of an entry; None where it is no descriptor."""
    found = words(dataset, keyword)
    if found is None or len(found) < 3:
        return None
    count, first_mapped, bits = (int(word) for word in found[:3])
    is_signed = is_signed or stated_vr(dataset, keyword) == "SS"
    if is_signed and first_mapped >= 1 << 15:
        first_mapped -= 1 << 16
    return count or FULL_COUNT, first_mapped, bits


def read_entries(
    dataset: Dataset, keyword: str, count: int, bits: int
) -> NDArray[np.uint16] | None:
    """At most `count` entries, as many as the data really hold; None where they hold none."""
    found = words(dataset, keyword)
    if found is None or not len(found):
        return None
    is_half = len(found) == (count + 1) // 2 < count  # 16 bits declared, 8 written
    if is_half or (
        bits <= 8 and len(found) < count
    ):  # two entries a word, the first in its lower byte
        found = np.frombuffer(found.astype(ENTRY).tobytes(), np.uint8).astype(np.uint16)
    return found[:count]


def _true_bits(entries: NDArray[np.uint16], declared: int) -> int:
    """Bits that hold every entry, whatever is declared."""
    needed = max(int(entries.max()).bit_length(), 1)
    return max(needed, declared) if 1 <= declared <= MAX_BITS else needed
