"""What has been sent and what has not, while it goes on."""

from pathlib import Path

from medviewer.dicom.network.dimse.outgoing import OutgoingFile
from medviewer.domain.archive import TransferOutcome, TransferProblem
from medviewer.progress import Progress, ProgressSink
from medviewer.words import Message, message

SENDING = message("Archive", "Sending")


class SendLedger:
    """Counts files; every one ends as sent or as a problem."""

    def __init__(self, count: int, progress: ProgressSink) -> None:
        self._count = count
        self._progress = progress
        self._problems: list[TransferProblem] = []
        self._byte_count = 0
        self._changed = 0
        self.transferred = 0

    def sent(self, file: OutgoingFile) -> None:
        self.transferred += 1
        self._byte_count += file.size
        self._tell()

    def changed(self) -> None:
        """A file goes out in another encoding than its own."""
        self._changed += 1

    def failed(self, file: OutgoingFile, reason: Message) -> None:
        self._problems.append(TransferProblem(file.sop_instance_uid, _named(file.path, reason)))
        self._tell()

    def unreadable(self, path: Path, reason: Message) -> None:
        self._problems.append(TransferProblem("", _named(path, reason)))
        self._tell()

    def outcome(self) -> TransferOutcome:
        notes = (_decompressed(self._changed),) if self._changed else ()
        return TransferOutcome(
            self.transferred,
            expected=self._count,
            problems=tuple(self._problems),
            byte_count=self._byte_count,
            notes=notes,
        )

    def _tell(self) -> None:
        done = self.transferred + len(self._problems)
        self._progress(Progress(SENDING, done, self._count))


def _named(path: Path, reason: Message) -> Message:
    return message("Archive", "{file}: {reason}", file=path.name, reason=reason)


def _decompressed(count: int) -> Message:
    return message(
        "Archive",
        "{count} objects were sent in another encoding than they are stored in, because the archive does not "
        "take theirs. Their pixels are the same.",
        count=count,
    )
