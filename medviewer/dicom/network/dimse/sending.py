"""C-STORE: files to an archive, each as it is (PS3.4 annex B).

look at each file → group by SOP class and encoding, as many as an association has room for → send each in its
own encoding → where the archive does not take that one, and nothing is lost by it, uncompressed
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pynetdicom.presentation import PresentationContext

from medviewer.dicom.network.dimse.commands import Element, Field
from medviewer.dicom.network.dimse.conversation import (
    MOST_CONTEXTS,
    UNCOMPRESSED,
    Conversation,
    Offer,
    conversation,
)
from medviewer.dicom.network.dimse.finding import unusable
from medviewer.dicom.network.dimse.outgoing import OutgoingFile, outgoing, parts_of
from medviewer.dicom.network.dimse.plain_encoding import NotWithoutLoss, reencoded
from medviewer.dicom.network.dimse.refusals import failure_words
from medviewer.dicom.network.dimse.send_ledger import SendLedger
from medviewer.dicom.pixels.transfer_syntaxes import syntax_name
from medviewer.domain.archive import ArchiveNode, TransferOutcome
from medviewer.errors import ArchiveAnswerUnusable, ArchiveError, UnreadableFile
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

WARNINGS = (0xB000, 0xB006, 0xB007)  # stored, with remarks, PS3.4 table B.2-1
BREAKS = 2  # associations in a row that end without a file sent: the archive is not there any more


def send(
    node: ArchiveNode, files: Sequence[Path], progress: ProgressSink, token: CancelToken
) -> TransferOutcome:
    """Send what can be sent; each file that could not is a problem of the outcome.

    Raises:
        ArchiveError: nothing could be sent at all.
        Cancelled
    """
    ledger = SendLedger(len(files), progress)
    waiting = list(_readable(files, ledger, token))
    breaks = 0
    while waiting:
        batch = _Batch(_of_one_association(waiting))
        try:
            _send_batch(node, batch, ledger, token)
            breaks = 0
        except ArchiveError as error:
            breaks = 1 if batch.sent_any else breaks + 1
            if batch.current is None or breaks >= BREAKS:
                if not ledger.transferred:
                    raise
                _give_up(waiting, batch.done, ledger, error)
                break
            ledger.failed(batch.current, error.message)  # not again: it may be why
            batch.done.add(batch.current)
        waiting = [one for one in waiting if one not in batch.done]
    return ledger.outcome()


@dataclass(slots=True)
class _Batch:
    """The files of one association; `current` is the one under way, None before the first."""

    files: Sequence[OutgoingFile]
    done: set[OutgoingFile] = field(default_factory=set)
    current: OutgoingFile | None = None

    @property
    def sent_any(self) -> bool:
        return bool(self.done)


def _give_up(
    waiting: Sequence[OutgoingFile],
    done: set[OutgoingFile],
    ledger: SendLedger,
    error: ArchiveError,
) -> None:
    for one in waiting:
        if one not in done:
            ledger.failed(one, error.message)


def _readable(
    files: Sequence[Path], ledger: SendLedger, token: CancelToken
) -> Iterator[OutgoingFile]:
    for path in files:
        token.check()
        try:
            yield outgoing(path)
        except UnreadableFile as error:
            ledger.unreadable(path, error.message)


def _of_one_association(waiting: Sequence[OutgoingFile]) -> list[OutgoingFile]:
    """As many files, in their order, as have room in one association's contexts."""
    kinds: set[tuple[str, str]] = set()
    batch = []
    for one in waiting:
        kinds.add((one.sop_class_uid, one.transfer_syntax_uid))
        kinds |= {(one.sop_class_uid, syntax) for syntax in UNCOMPRESSED}
        if len(kinds) > MOST_CONTEXTS:
            break
        batch.append(one)
    return batch


def _offers(batch: Sequence[OutgoingFile]) -> list[Offer]:
    """Each encoding by itself, so that the archive cannot choose another one for a file."""
    own = [(one.sop_class_uid, one.transfer_syntax_uid) for one in batch]
    plain = [(one.sop_class_uid, syntax) for one in batch for syntax in UNCOMPRESSED]
    return [Offer(kind, (syntax,)) for kind, syntax in dict.fromkeys((*own, *plain))]


def _send_batch(node: ArchiveNode, batch: _Batch, ledger: SendLedger, token: CancelToken) -> None:
    with conversation(node, _offers(batch.files), token) as talk:
        for one in batch.files:
            token.check()
            batch.current = one
            may_go_on = _send_one(talk, one, ledger)
            batch.done.add(one)
            if not may_go_on:
                return


def _send_one(talk: Conversation, file: OutgoingFile, ledger: SendLedger) -> bool:
    """Send a file; False where it broke off in the middle, so that the association is of no more use."""
    values: dict[Element, int | str] = {Element.SOP_INSTANCE_UID: file.sop_instance_uid}
    own = talk.context(file.sop_class_uid, file.transfer_syntax_uid)
    try:
        if own is not None:
            talk.ask(Field.STORE_REQUEST, own, values, parts_of(file, talk.longest_part))
        else:
            context, content = _in_plain(talk, file)
            talk.ask(Field.STORE_REQUEST, context, values, talk.parts(content))
            ledger.changed()
    except _NotTaken as refusal:
        ledger.failed(file, refusal.reason)
        return True
    except UnreadableFile as error:
        ledger.failed(file, error.message)
        return False
    response = talk.receive()
    talk.done()
    if response.field != Field.STORE_RESPONSE or response.status is None:
        raise ArchiveAnswerUnusable(unusable(talk.node))
    if response.status == 0 or response.status in WARNINGS:
        ledger.sent(file)
    else:
        reason = failure_words(response)
        ledger.failed(
            file, message("Archive", "The archive did not store it: {reason}.", reason=reason)
        )
    return True


class _NotTaken(Exception):  # noqa: N818 - carries a reason to the list of problems
    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def _in_plain(talk: Conversation, file: OutgoingFile) -> tuple[PresentationContext, bytes]:
    """An uncompressed context the archive accepted, and the data set in that encoding."""
    for syntax in UNCOMPRESSED:
        context = talk.context(file.sop_class_uid, syntax)
        if context is not None:
            try:
                return context, reencoded(file, context.transfer_syntax[0])
            except NotWithoutLoss:
                raise _NotTaken(_encoding_refused(talk.node, file)) from None
    raise _NotTaken(_kind_refused(talk.node))


def _kind_refused(node: ArchiveNode) -> Message:
    return message(
        "Archive",
        "{address} does not take objects of this kind. Send them to another archive.",
        address=node.address,
    )


def _encoding_refused(node: ArchiveNode, file: OutgoingFile) -> Message:
    return message(
        "Archive",
        "{address} does not take objects in this compression ({syntax}), and it cannot be undone without "
        "loss. It was not sent.",
        address=node.address,
        syntax=syntax_name(file.transfer_syntax_uid),
    )
