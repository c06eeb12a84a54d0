"""The body of an HTTP answer as it comes: every trouble a sentence, no more bytes than were allowed."""

import zlib
from collections.abc import Iterator
from contextlib import suppress

import requests
from urllib3.exceptions import HTTPError, IncompleteRead, ProtocolError, ReadTimeoutError

from medviewer.dicom.network.dicomweb.troubles import (
    broken_off,
    trouble,
    unusable,
)
from medviewer.domain.archive import ArchiveNode
from medviewer.errors import ArchiveError
from medviewer.words import message

EPILOGUE_BYTES = 4096
CHUNK_BYTES = 1 << 20  # at most; what one read of the socket gives is passed on at once
WITH_ANY_HEADER = 32  # zlib's window bits: gzip or zlib, as the data say
BREAKS = (ProtocolError, IncompleteRead, ConnectionError, requests.exceptions.ChunkedEncodingError)


class Answer:
    """An answer whose headers are here and whose body is still coming; closed by whoever asked."""

    def __init__(self, node: ArchiveNode, response: requests.Response) -> None:
        self.node = node
        self._response = response

    @property
    def status(self) -> int:
        return self._response.status_code

    @property
    def content_type(self) -> str:
        return str(self._response.headers.get("Content-Type", ""))

    @property
    def location(self) -> str:
        return str(self._response.headers.get("Location", ""))

    def chunks(self) -> Iterator[bytes]:
        """The body, its transfer compression undone, in pieces of at most `CHUNK_BYTES`.

        Raises:
            ArchiveUnreachable: it breaks off, or nothing comes for the node's time.
            ArchiveAnswerUnusable: compressed in a way that nobody asked for.
        """
        encoding = str(self._response.headers.get("Content-Encoding", "")).strip().lower()
        if encoding in ("", "identity"):
            return self._raw_chunks()
        if encoding in (
            "gzip",
            "x-gzip",
            "deflate",
        ):  # we asked for none; some proxies do it anyway
            return self._inflated()
        reason = message("Archive", "it is compressed in an unknown way ({name})", name=encoding)
        raise unusable(self.node, reason)

    def body(self, most_bytes: int) -> bytes:
        """The whole body.

        Raises:
            ArchiveAnswerUnusable: it is longer than allowed.
        """
        pieces, size = [], 0
        for chunk in self.chunks():
            size += len(chunk)
            if size > most_bytes:
                megabytes = most_bytes >> 20
                reason = message("Archive", "it is longer than {megabytes} MB", megabytes=megabytes)
                raise unusable(self.node, reason)
            pieces.append(chunk)
        return b"".join(pieces)

    def finish(self) -> None:
        """Read what is left behind the last part, so that the connection can be used again."""
        left = 0
        with suppress(ArchiveError):
            for chunk in self._raw_chunks():
                left += len(chunk)
                if left > EPILOGUE_BYTES:
                    return

    def close(self) -> None:
        self._response.close()

    def _raw_chunks(self) -> Iterator[bytes]:
        while chunk := self._read():
            yield chunk

    def _read(self) -> bytes:
        try:
            return bytes(self._response.raw.read1(CHUNK_BYTES, decode_content=False))
        except (ReadTimeoutError, TimeoutError) as error:
            raise trouble(self.node, error) from None
        except BREAKS:
            raise broken_off(self.node) from None
        except (HTTPError, OSError, ValueError, AttributeError) as error:
            # a socket that another thread has cut answers with any of these
            raise trouble(self.node, error) from None

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(zlib.MAX_WBITS | WITH_ANY_HEADER)
        try:
            for chunk in self._raw_chunks():
                waiting = chunk
                while waiting:
                    if content := inflater.decompress(waiting, CHUNK_BYTES):
                        yield content
                    waiting = inflater.unconsumed_tail
        except zlib.error:
            raise unusable(self.node, message("Archive", "its compression is damaged")) from None
        if not inflater.eof:
            raise broken_off(self.node)
