"""A table of output values over a run of input values: Modality, VOI and Presentation LUTs (PS3.3 C.11)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ENTRY = np.dtype("<u2")


@dataclass(frozen=True, slots=True)
class LookupTable:
    """What a LUT Descriptor and LUT Data say, checked and in one form.

    Attributes:
        first_mapped: the input value of the first entry; inputs below it take the first entry, inputs
            beyond the table the last one (C.11.1.1.1).
        bits: of an entry; entries lie in 0 .. 2^bits − 1.
        entries: uint16, little endian, one after the other. Bytes, so that tables compare and hash.
    """

    first_mapped: int
    bits: int
    entries: bytes

    @property
    def values(self) -> NDArray[np.uint16]:
        """The entries; read-only, shares their memory."""
        return np.frombuffer(self.entries, ENTRY)

    @property
    def count(self) -> int:
        return len(self.entries) // ENTRY.itemsize

    @property
    def largest(self) -> int:
        """The largest value an entry of so many bits can have."""
        return (1 << self.bits) - 1

    def look_up(self, inputs: NDArray[np.generic]) -> NDArray[np.uint16]:
        """The entries of whole numbers or floats (rounded to the nearest whole one, halves up); any shape."""
        places = np.floor(np.asarray(inputs, np.float64) + 0.5) - self.first_mapped
        inside = np.clip(np.nan_to_num(places), 0, self.count - 1).astype(np.intp)
        found: NDArray[np.uint16] = self.values[inside]
        return found
