"""How a transfer ended, in a sentence: what happened, why, what to do."""

from medviewer.domain.archive import TransferOutcome
from medviewer.domain.transfers import Direction, Stage, Transfer
from medviewer.words import Message, message


def stage_of(outcome: TransferOutcome) -> Stage:
    return Stage.DONE if outcome.is_whole else Stage.PARTLY


def sentence(transfer: Transfer, outcome: TransferOutcome) -> Message:
    """Of a transfer that ended by itself."""
    if transfer.direction is Direction.SEND:
        return _sent(transfer, outcome)
    if outcome.is_whole and not outcome.transferred and not outcome.already_there:
        return message(
            "Transfers",
            "{node} has no images of this study. Ask it again, or choose another archive.",
            node=transfer.node,
        )
    if outcome.is_whole and not outcome.transferred:
        return message(
            "Transfers",
            "All {count} images were here already; nothing had to be fetched from {node}.",
            count=outcome.already_there,
            node=transfer.node,
        )
    if outcome.is_whole and outcome.transferred == 1:
        return message("Transfers", "1 image arrived from {node}.", node=transfer.node)
    if outcome.is_whole:
        return message(
            "Transfers",
            "{count} images arrived from {node}.",
            count=outcome.transferred,
            node=transfer.node,
        )
    here = outcome.transferred + outcome.already_there
    return message(
        "Transfers",
        "{here} of {expected} images are here; the others did not arrive from {node}. {why} Fetch the study "
        "again: only what is missing is asked for.",
        here=here,
        expected="?" if outcome.expected is None else outcome.expected,
        node=transfer.node,
        why=_why(outcome),
    )


def broken_off(transfer: Transfer, reason: Message) -> Message:
    """Of a transfer that ended early; what had arrived stays."""
    if transfer.direction is Direction.SEND or not transfer.done:
        return reason
    return message(
        "Transfers",
        "{reason} {count} images had arrived and stay readable; fetched again, only the rest is asked for.",
        reason=reason,
        count=transfer.done,
    )


def with_what_is_here(reason: Message, count: int) -> Message:
    """Of a fetch that failed before anything came, of a study some of which, or all, is here."""
    if not count:
        return reason
    return message(
        "Transfers",
        "{reason} The {count} images of this study that are here stay as they are.",
        reason=reason,
        count=count,
    )


def stopped(transfer: Transfer) -> Message:
    """Of a transfer the reader stopped."""
    if transfer.direction is Direction.SEND:
        return message(
            "Transfers",
            "Sending to {node} was stopped; {count} objects had been taken there.",
            node=transfer.node,
            count=transfer.done,
        )
    return message(
        "Transfers",
        "Fetching from {node} was stopped; {count} images that had arrived stay.",
        node=transfer.node,
        count=transfer.done,
    )


def received(count: int) -> Message:
    """Of what others sent by themselves."""
    if count == 1:
        return message(
            "Network", "An image was sent to this computer; its study is on the list of studies."
        )
    return message(
        "Network",
        "{count} images were sent to this computer; their study is on the list of studies.",
        count=count,
    )


def _sent(transfer: Transfer, outcome: TransferOutcome) -> Message:
    sent = outcome.transferred + outcome.already_there
    if outcome.is_whole and sent == 1:
        return message(
            "Transfers",
            "1 object was sent to {node} ({address}).",
            node=transfer.node,
            address=transfer.address,
        )
    if outcome.is_whole:
        return message(
            "Transfers",
            "{count} objects were sent to {node} ({address}).",
            count=sent,
            node=transfer.node,
            address=transfer.address,
        )
    return message(
        "Transfers",
        "{sent} of {count} objects were sent to {node}; the others were not taken. {why}",
        sent=sent,
        count=len(transfer.files),
        node=transfer.node,
        why=_why(outcome),
    )


def _why(outcome: TransferOutcome) -> Message | str:
    """The first reason, and that there are others."""
    reasons = list({str(problem.reason): problem.reason for problem in outcome.problems}.values())
    if len(reasons) < 2:
        return reasons[0] if reasons else ""
    return message("Transfers", "{reason} (The others differ.)", reason=reasons[0])
