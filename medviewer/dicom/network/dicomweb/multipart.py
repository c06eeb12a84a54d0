"""multipart/related (RFC 2387) read as it comes: part by part, a chunk in memory at a time."""

from collections.abc import Iterator
from email.message import Message as MailMessage

MOST_PREAMBLE = 64 << 10  # before the first boundary; there is nothing in it
MOST_HEADERS = 16 << 10  # of one part
MOST_BOUNDARY = 200  # RFC 2046 allows 70
LINE_END = b"\r\n"
HEADERS_END = LINE_END + LINE_END


class NotMultipart(ValueError):  # noqa: N818 - told in a sentence by who asked
    """The content type names no boundary."""


class BrokenOff(ValueError):  # noqa: N818 - told in a sentence by who asked
    """The body ends before its last boundary."""


class WithoutBoundary(ValueError):  # noqa: N818 - told in a sentence by who asked
    """The boundary that the content type names does not come."""


def boundary_of(content_type: str) -> bytes:
    """The line that parts the parts.

    Raises:
        NotMultipart: the type is another, or names none.
    """
    mail = MailMessage()
    mail["Content-Type"] = content_type.replace("\r", "").replace("\n", "")
    boundary = mail.get_boundary("")
    if mail.get_content_maintype() != "multipart" or not 0 < len(boundary) <= MOST_BOUNDARY:
        raise NotMultipart
    return boundary.encode("latin-1", "replace")


Piece = bytes | memoryview


class MultipartReader:
    """Goes through the parts in order; the pieces of one are to be taken before the next is asked for."""

    def __init__(self, boundary: bytes, chunks: Iterator[bytes]) -> None:
        self._delimiter = b"\r\n--" + boundary
        self._chunks = chunks
        self._buffer = b"\r\n"  # the first boundary may begin the body
        self._at = (
            0  # what lies before was taken; bytes are copied once only, when more are fetched
        )
        self._is_last = False

    def parts(self) -> Iterator[Iterator[Piece]]:
        """The contents of each part, without its headers.

        Raises:
            BrokenOff, WithoutBoundary: also out of the contents.
        """
        self._skip_preamble()
        while not self._is_last:
            self._skip_headers()
            contents = self._contents()
            yield contents
            for _ in contents:  # what was not taken
                pass

    def _skip_preamble(self) -> None:
        while (found := self._buffer.find(self._delimiter)) < 0:
            if len(self._buffer) > MOST_PREAMBLE or not self._fetch():
                raise WithoutBoundary
        self._after_delimiter(found)

    def _skip_headers(self) -> None:
        """A part may have no headers: then it begins with an empty line."""
        while True:
            if self._buffer.startswith(LINE_END, self._at):
                self._at += len(LINE_END)
                return
            end = self._buffer.find(HEADERS_END, self._at)
            if end >= 0:
                self._at = end + len(HEADERS_END)
                return
            self._fetch_more_of_a_line()

    def _contents(self) -> Iterator[Piece]:
        kept = len(self._delimiter) - 1  # a delimiter may lie across two chunks
        while (found := self._buffer.find(self._delimiter, self._at)) < 0:
            end = len(self._buffer) - kept
            if end > self._at:
                start, self._at = self._at, end
                yield memoryview(self._buffer)[start:end]
            if not self._fetch():
                raise BrokenOff
        if found > self._at:
            yield memoryview(self._buffer)[self._at : found]
        self._after_delimiter(found)

    def _after_delimiter(self, found: int) -> None:
        """Whether it was the last is told by the two bytes behind it; a line may end in blanks."""
        self._at = found + len(self._delimiter)
        while len(self._buffer) < self._at + 2 and self._fetch():
            pass
        if self._buffer.startswith(b"--", self._at):
            self._is_last = True
            return
        while (end := self._buffer.find(LINE_END, self._at)) < 0:
            self._fetch_more_of_a_line()
        self._at = end + len(LINE_END)

    def _fetch_more_of_a_line(self) -> None:
        if len(self._buffer) - self._at > MOST_HEADERS:
            raise WithoutBoundary
        if not self._fetch():
            raise BrokenOff

    def _fetch(self) -> bool:
        chunk = next(self._chunks, b"")
        left = self._buffer[self._at :]
        self._buffer, self._at = left + chunk if left else chunk, 0
        return bool(chunk)
