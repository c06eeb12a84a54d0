"""The data set of a message as its fragments come: in memory, what goes beyond that on disk."""

import tempfile
from io import BytesIO
from pathlib import Path
from typing import IO

IN_MEMORY = 32 << 20  # bytes
MOST_BYTES = 16 << 30


class DataSetTooLarge(Exception):  # noqa: N818 - not an error: the association is aborted
    """A peer sends a data set without end."""


class IncomingDataSet:
    """Bytes that arrive.

    Args:
        overflow_to: folder for what is too large for memory; None where nothing large is expected.
    """

    def __init__(self, overflow_to: Path | None = None) -> None:
        self.size = 0
        self._memory = BytesIO()
        self._overflow_to = overflow_to
        self._overflow: IO[bytes] | None = None

    def write(self, part: memoryview) -> None:
        self.size += len(part)
        if self.size > (MOST_BYTES if self._overflow_to else IN_MEMORY):
            raise DataSetTooLarge
        if self.size <= IN_MEMORY:
            self._memory.write(part)
            return
        if self._overflow is None:
            self._overflow = tempfile.TemporaryFile(dir=self._overflow_to)  # noqa: SIM115 - ends with the message
        self._overflow.write(part)

    def pour_into(self, stream: IO[bytes]) -> None:
        """Write everything to a file."""
        stream.write(self._memory.getbuffer())
        if self._overflow is not None:
            self._overflow.seek(0)
            while part := self._overflow.read(1 << 20):
                stream.write(part)

    def head(self, length: int) -> bytes:
        """The first bytes."""
        return bytes(self._memory.getbuffer()[:length])

    def close(self) -> None:
        """Give back what it took; called when the message has been dealt with."""
        self._memory.close()
        if self._overflow is not None:
            self._overflow.close()
