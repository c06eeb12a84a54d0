"""One WADO-RS answer: its parts matched to what was asked for, written whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dicomweb.answer import Answer
from medviewer.dicom.network.dicomweb.connection import Connection
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.multipart import (
    BrokenOff,
    MultipartReader,
    NotMultipart,
    Piece,
    WithoutBoundary,
    boundary_of,
)
from medviewer.dicom.network.dicomweb.troubles import broken_off, unusable
from medviewer.dicom.network.whole_instance import (
    META_BYTES,
    NotWhole,
    holds_whole,
    identity_of,
    instance_uid_of,
)
from medviewer.domain.archive import ArchiveNode, Arrival
from medviewer.errors import ArchiveAnswerUnusable
from medviewer.progress import CancelToken
from medviewer.words import Message, message

# As stored: no server is to compress again, or to undo what a modality compressed (PS3.18 section 8.7.3.5.2).
AS_STORED = 'multipart/related; type="application/dicom"; transfer-syntax=*'
PARTS_TOO_MANY = 2  # times what was asked for; a server that repeats itself for ever is left


class OtherImage(Exception):  # noqa: N818 - told in a sentence, and the answer read on
    """An image of the right series, but another than it was taken for."""


@dataclass(frozen=True, slots=True)
class Request:
    """An address and what should come from there: one instance, or all of a series.

    Attributes:
        sop_instance_uid: "" for a whole series.
        count: how many instances there should be.
    """

    address: str
    study_instance_uid: str
    series_instance_uid: str
    sop_instance_uid: str = ""
    count: int = 1

    def key(self, sop_instance_uid: str) -> InstanceKey | None:
        """The place of the one asked for, or of one of a series that says its name; None without.

        What a file says of itself before its data set may be wrong (some copies keep the UID of the original
        there), so that the data set is asked who it is once it lies on disk.
        """
        named = self.sop_instance_uid or sop_instance_uid
        if not named:
            return None
        return InstanceKey(self.study_instance_uid, self.series_instance_uid, named)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A part that is not the image it should be. `sop_instance_uid` is "" where it does not tell."""

    sop_instance_uid: str
    error: ArchiveAnswerUnusable


@dataclass(slots=True)
class Receiver:
    """Receives for one thread; `byte_count` may be read by another while it does."""

    connection: Connection
    into: ArrivalFolder
    limits: Limits
    byte_count: int = 0
    _node: ArchiveNode = field(init=False)

    def __post_init__(self) -> None:
        self._node = self.connection.node

    def receive(self, request: Request, token: CancelToken) -> Iterator[Arrival | Spoilt]:
        """Yield each image once it lies on disk.

        Raises:
            ArchiveError: the request was refused, or the answer as a whole cannot be used.
            ArrivalsUnwritable: the disk.
            Cancelled: at any time.
        """
        with self.connection.get(request.address, AS_STORED, token) as answer:
            try:
                yield from self._received(answer, request)
                answer.finish()
            except BrokenOff:
                raise broken_off(self._node) from None
            except WithoutBoundary:
                raise self._unusable(
                    message("Archive", "its parts are not where it says they begin")
                ) from None

    def _received(self, answer: Answer, request: Request) -> Iterator[Arrival | Spoilt]:
        most = PARTS_TOO_MANY * request.count
        for number, contents in enumerate(self._parts(answer)):
            if number == most:
                raise self._unusable(message("Archive", "it holds more images than were asked for"))
            outcome = self._one(contents, request)
            if outcome is not None:
                yield outcome

    def _parts(self, answer: Answer) -> Iterator[Iterator[Piece]]:
        kind = answer.content_type
        try:
            boundary = boundary_of(kind)
        except NotMultipart:
            if kind.partition(";")[0].strip().lower() == "application/dicom":
                return iter([answer.chunks()])  # some send a single image without its envelope
            words = message("Archive", "it holds no images but {kind}", kind=kind[:60] or "?")
            raise self._unusable(words) from None
        return MultipartReader(boundary, answer.chunks()).parts()

    def _one(self, contents: Iterator[Piece], request: Request) -> Arrival | Spoilt | None:
        """None for an image that is here already: asked for once, sent twice."""
        head = _head(contents)
        try:
            sop_instance_uid = instance_uid_of(head)
        except NotWhole:
            words = message("Archive", "a part of it is no DICOM image")
            return self._spoilt(request.sop_instance_uid, words)
        key = request.key(sop_instance_uid)
        if key is None:
            raise self._unusable(message("Archive", "it holds an image that was not asked for"))
        if holds_whole(self.into, key):
            return None
        try:
            return self._written(key, chain([head], contents))
        except NotWhole:
            return self._spoilt(
                key.sop_instance_uid, message("Archive", "an image in it is cut off")
            )
        except OtherImage:
            words = message("Archive", "it holds an image that was not asked for")
            return self._spoilt(request.sop_instance_uid, words)

    def _written(self, key: InstanceKey, chunks: Iterator[Piece]) -> Arrival | Spoilt:
        size, path = 0, self.into.path_of(key)
        with self.into.writing(key) as stream:
            for chunk in chunks:
                size += len(chunk)
                self.byte_count += len(chunk)
                if size > self.limits.instance_bytes:
                    raise self._unusable(self._too_large())
                stream.write(chunk)
            identity = identity_of(stream)
            if identity.key != key:
                if replace(identity.key, sop_instance_uid=key.sop_instance_uid) == key:
                    raise OtherImage
                words = message("Archive", "an image in it belongs elsewhere than the archive says")
                raise self._unusable(words)
        uids = (key.sop_instance_uid, key.series_instance_uid, key.study_instance_uid)
        return Arrival(path, identity.sop_class_uid, *uids, size)

    def _too_large(self) -> Message:
        megabytes = self.limits.instance_bytes >> 20
        return message(
            "Archive", "an image in it is larger than {megabytes} MB", megabytes=megabytes
        )

    def _spoilt(self, sop_instance_uid: str, reason: Message) -> Spoilt:
        return Spoilt(sop_instance_uid, self._unusable(reason))

    def _unusable(self, reason: Message) -> ArchiveAnswerUnusable:
        return unusable(self._node, reason)


def _head(contents: Iterator[Piece]) -> Piece:
    """Enough of the beginning to know whose it is; usually the first piece as it came."""
    head: Piece = next(contents, b"")
    while len(head) < META_BYTES and (piece := next(contents, b"")):
        head = bytes(head) + bytes(piece)
    return head
