"""How probable a finding is, pixel by pixel, as the model that drew it says."""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CERTAIN = 255
FASTEST = 1  # zlib's level
MOST_PIXELS = 1 << 26  # of one map; what claims to hold more was drawn by no model


@dataclass(frozen=True, slots=True)
class ProbabilityMap:
    """On one slice, about one finding; beside the map it is nowhere probable.

    Attributes:
        corner: (row, column) of the map's first pixel on the slice.
        shape: (rows, columns) of the map.
        deflated: a byte a pixel, row by row, 0 to `CERTAIN`, compressed (RFC 1950).
    """

    finding_id: str
    slice_index: int
    corner: tuple[int, int]
    shape: tuple[int, int]
    deflated: bytes

    @classmethod
    def of(
        cls,
        finding_id: str,
        slice_index: int,
        corner: tuple[int, int],
        levels: NDArray[np.uint8],
    ) -> "ProbabilityMap":
        rows, columns = levels.shape
        packed = zlib.compress(np.ascontiguousarray(levels).tobytes(), FASTEST)
        return cls(finding_id, slice_index, corner, (rows, columns), packed)

    def levels(self) -> NDArray[np.uint8]:
        """uint8[rows, columns] of the map; a copy.

        Raises:
            ValueError: these are not the pixels of a map of that shape.
        """
        count = self.shape[0] * self.shape[1]
        if not (0 < count <= MOST_PIXELS and min(self.shape) > 0):
            raise ValueError("no map's shape")
        try:
            unpacked = zlib.decompressobj().decompress(self.deflated, count)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if len(unpacked) != count:
            raise ValueError("another number of pixels")
        return np.frombuffer(unpacked, np.uint8).reshape(self.shape).copy()

    def on_slice(self, shape: tuple[int, int]) -> NDArray[np.float32]:
        """0..1 on a whole slice of that shape (rows, columns).

        Raises:
            ValueError: the map does not lie on such a slice.
        """
        (top, left), (rows, columns) = self.corner, self.shape
        if min(top, left) < 0 or top + rows > shape[0] or left + columns > shape[1]:
            raise ValueError("beside the slice")
        whole = np.zeros(shape, np.float32)
        whole[top : top + rows, left : left + columns] = self.levels() / np.float32(CERTAIN)
        return whole
