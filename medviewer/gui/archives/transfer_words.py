"""Transfers in words: how far they are, how fast, and how they ended."""

from medviewer.domain.transfers import Direction, Reason, Stage, Transfer
from medviewer.words import Message, message

STAGES: dict[Stage, Message] = {
    Stage.WAITING: message("Transfers", "waiting"),
    Stage.RUNNING: message("Transfers", "running"),
    Stage.DONE: message("Transfers", "done"),
    Stage.PARTLY: message("Transfers", "not all of it"),
    Stage.FAILED: message("Transfers", "failed"),
    Stage.CANCELLED: message("Transfers", "stopped"),
}
REASONS: dict[Reason, Message] = {
    Reason.ASKED: message("Transfers", "Fetch"),
    Reason.BESIDE: message("Transfers", "Fetch"),
    Reason.PRIOR: message("Transfers", "Prior"),
    Reason.RESUMED: message("Transfers", "Going on"),
}
SEND = message("Transfers", "Send")


def what(transfer: Transfer) -> Message:
    return SEND if transfer.direction is Direction.SEND else REASONS[transfer.reason]


def where(transfer: Transfer) -> Message:
    """The archive and its address."""
    return message(
        "Transfers", "{archive} ({address})", archive=transfer.node, address=transfer.address
    )


def amount(transfer: Transfer) -> str:
    """`120 / 300`, or `120` while it is not known of how many."""
    return f"{transfer.done} / {transfer.total}" if transfer.total else str(transfer.done)


def size_text(byte_count: float) -> str:
    """With a decimal prefix; `0` for nothing."""
    size = float(byte_count)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return (
                f"{size:.0f} {unit}" if unit in ("B", "kB") or size >= 100 else f"{size:.1f} {unit}"
            )
        size /= 1000
    return ""


def rate_text(transfer: Transfer) -> str:
    if transfer.stage is not Stage.RUNNING or not transfer.bytes_per_s:
        return size_text(transfer.byte_count) if transfer.byte_count else ""
    return f"{size_text(transfer.bytes_per_s)}/s"


def time_left(transfer: Transfer) -> Message | None:
    seconds = transfer.seconds_left
    if transfer.stage is not Stage.RUNNING or seconds is None:
        return None
    if seconds < 90:
        return message("Transfers", "{count} s left", count=max(1, round(seconds)))
    return message("Transfers", "{count} min left", count=round(seconds / 60))
