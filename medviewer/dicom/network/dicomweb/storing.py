"""STOW-RS (PS3.18 section 10.5): DICOM files sent as they are, some in a request, each accounted for."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from medviewer.dicom.network.dicomweb import dicom_json, native_model
from medviewer.dicom.network.dicomweb.connection import Connection
from medviewer.dicom.network.dicomweb.dicom_json import (
    JsonDataset,
    NotDicomJson,
    items,
    number,
    text,
)
from medviewer.dicom.network.dicomweb.failure_reasons import failure_words
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.native_model import NotNativeModel
from medviewer.dicom.network.dicomweb.troubles import LoginRefused, refusal
from medviewer.dicom.network.whole_instance import META_BYTES, NotWhole, instance_uid_of
from medviewer.domain.archive import TransferOutcome, TransferProblem
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

JSON = "application/dicom+json"
CHUNK_BYTES = 1 << 20
MOST_FILES = 100  # of one request
REFERENCED, FAILED = (
    "00081199",
    "00081198",
)  # sequences of instances stored, and of those not stored
UID, REASON = "00081155", "00081197"
ANSWERED = (HTTPStatus.OK, HTTPStatus.ACCEPTED, HTTPStatus.CONFLICT)  # with a word on each instance
DUPLICATE = 0x0111  # PS3.7 annex C: it has the instance
# Statuses that no other file will change.
NOTHING_TAKEN = (
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.NOT_IMPLEMENTED,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.INSUFFICIENT_STORAGE,
)
FAILURES_AT_FIRST = 5  # a server that has taken nothing by then is not asked again
PART_HEADERS = b"Content-Type: application/dicom\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file and whose it is."""

    path: Path
    sop_instance_uid: str
    size: int


NOT_CONFIRMED = message("Archive", "The archive did not confirm that it has it.")


class MultipartBody:
    """The files as one request body of known length, read a chunk at a time while it is sent."""

    def __init__(self, files: Sequence[Outgoing], token: CancelToken) -> None:
        self._files, self._token = files, token
        self._boundary = secrets.token_hex(16)
        self._before = f"--{self._boundary}\r\n".encode() + PART_HEADERS
        self._end = f"--{self._boundary}--\r\n".encode()

    @property
    def content_type(self) -> str:
        return f'multipart/related; type="application/dicom"; boundary="{self._boundary}"'

    def __len__(self) -> int:
        parts = sum(len(self._before) + file.size + 2 for file in self._files)
        return parts + len(self._end)

    def __iter__(self) -> Iterator[bytes]:
        for file in self._files:
            yield self._before
            yield from self._contents(file)
            yield b"\r\n"
        yield self._end

    def _contents(self, file: Outgoing) -> Iterator[bytes]:
        """As many bytes as were announced; a file that has become shorter breaks the request off."""
        left = file.size
        try:
            with file.path.open("rb") as stream:
                while left:
                    self._token.check()
                    chunk = stream.read(min(CHUNK_BYTES, left))
                    if not chunk:
                        raise FileLost(file)
                    left -= len(chunk)
                    yield chunk
        except OSError:  # of the disk; the network's are raised where the chunks are taken
            raise FileLost(file) from None


class FileLost(Exception):  # noqa: N818 - the request it breaks off is sent again without it
    """A file could not be read to its end while it was sent."""

    def __init__(self, file: Outgoing) -> None:
        super().__init__()
        self.file = file


@dataclass(slots=True)
class Storing:
    """One store: batch after batch; one that the server does not take as a whole is halved."""

    connection: Connection
    limits: Limits
    progress: ProgressSink
    token: CancelToken
    _total: int = 0
    _stored: int = 0
    _there_before: int = 0
    _byte_count: int = 0
    _problems: list[TransferProblem] = field(default_factory=list)

    def run(self, files: Sequence[Path]) -> TransferOutcome:
        """Send the files.

        Raises:
            ArchiveError: the server takes nothing at all now.
            Cancelled: the token.
        """
        self._total = len(files)
        for batch in self._batches(files):
            self._send(batch)
        return TransferOutcome(
            self._stored,
            self._there_before,
            len(files),
            tuple(self._problems),
            self._byte_count,
        )

    def _batches(self, files: Sequence[Path]) -> Iterator[list[Outgoing]]:
        batch: list[Outgoing] = []
        size = 0
        for path in files:
            self.token.check()
            file = self._outgoing(path)
            if file is None:
                continue
            if batch and (size + file.size > self.limits.batch_bytes or len(batch) == MOST_FILES):
                yield batch
                batch, size = [], 0
            batch.append(file)
            size += file.size
        if batch:
            yield batch

    def _outgoing(self, path: Path) -> Outgoing | None:
        try:
            with path.open("rb") as stream:
                sop_instance_uid = instance_uid_of(stream.read(META_BYTES))
            return Outgoing(path, sop_instance_uid, path.stat().st_size)
        except NotWhole:
            reason = message("Archive", "{file} is no DICOM file and was not sent.", file=path.name)
        except OSError as error:
            why = error.strerror or type(error).__name__
            reason = message(
                "Archive", "{file} could not be read ({reason}).", file=path.name, reason=why
            )
        self._fail("", reason)
        return None

    def _send(self, batch: Sequence[Outgoing]) -> None:
        if not batch:
            return
        body = MultipartBody(batch, self.token)
        headers = {"Content-Type": body.content_type, "Accept": JSON}
        address = f"{self.connection.root}/studies"
        try:
            with self.connection.post(address, body, headers, self.token) as answer:
                status = answer.status
                told = _told(answer.body(self.limits.search_bytes)) if status in ANSWERED else None
        except FileLost as lost:
            self._fail(
                lost.file.sop_instance_uid,
                message("Archive", "Its file could not be read to the end."),
            )
            self._send([file for file in batch if file is not lost.file])
            return
        if told is None or (status == HTTPStatus.CONFLICT and not told):
            self._refused(batch, status)
        elif status == HTTPStatus.ACCEPTED and not told:  # some failed, and it cannot be read which
            for file in batch:
                self._fail(file.sop_instance_uid, NOT_CONFIRMED)
        else:
            self._account(batch, told)

    def _refused(self, batch: Sequence[Outgoing], status: int) -> None:
        """One file may be what the server does not like: the rest is sent without it."""
        error = refusal(self.connection.node, status)
        if isinstance(error, LoginRefused) or status in NOTHING_TAKEN:
            raise error
        if len(batch) > 1:
            self._send(batch[: len(batch) // 2])
            self._send(batch[len(batch) // 2 :])
            return
        if not self._stored and len(self._problems) >= FAILURES_AT_FIRST:
            raise error
        self._fail(batch[0].sop_instance_uid, error.message)

    def _account(self, batch: Sequence[Outgoing], told: JsonDataset) -> None:
        failed = {text(each, UID): number(each, REASON) for each in items(told, FAILED)}
        stored = {text(each, UID) for each in items(told, REFERENCED)}
        for file in batch:
            uid = file.sop_instance_uid
            if failed.get(uid, 0) == DUPLICATE:
                self._there_before += 1
            elif uid in failed:
                self._fail(uid, failure_words(failed[uid]))
            elif told and uid not in stored:
                self._fail(uid, NOT_CONFIRMED)
            else:
                self._stored += 1
                self._byte_count += file.size
                self._tell()

    def _fail(self, sop_instance_uid: str, reason: Message) -> None:
        self._problems.append(TransferProblem(sop_instance_uid, reason))
        self._tell()

    def _tell(self) -> None:
        done = self._stored + self._there_before + len(self._problems)
        stage = message("Archive", "Sending to {name}", name=self.connection.node.name)
        self.progress(Progress(stage, done, self._total))


def _told(body: bytes) -> JsonDataset:
    """What the server says of each instance, JSON or XML; empty where it says nothing that can be read."""
    try:
        return next(iter(dicom_json.data_sets(body)), {})
    except NotDicomJson:
        pass
    try:
        return native_model.data_set(body)
    except NotNativeModel:
        return {}
