"""A file that is never asked for more bytes than it has.

pydicom reads as many bytes as a length in the file says, and Python allocates them before it reads: four
bytes of a damaged header would claim 4 GB.
"""

import io
import os
from pathlib import Path
from typing import Any


class BoundedStream(io.BufferedReader):
    """Reads to its end at most, whatever is asked for."""

    def __init__(self, raw: Any) -> None:
        super().__init__(raw)
        self._end = os.fstat(raw.fileno()).st_size

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            return super().read()
        return super().read(max(0, min(size, self._end - self.tell())))


def open_bounded(path: Path) -> BoundedStream:
    """The file, to be closed by the caller.

    Raises:
        OSError: it is gone or may not be read.
    """
    return BoundedStream(path.open("rb", buffering=0))
