"""What went over the network, for the audit trail: from where, to where, how many. No names, no secrets."""

from collections.abc import Mapping

from medviewer.domain.audit import AuditEvent, AuditKind, Fact
from medviewer.domain.transfers import Transfer
from medviewer.session.network.pushed import PushedStudy


def transfer_event(transfer: Transfer, reader: str = "") -> AuditEvent:
    """A fetch or a sending that has ended; addresses of web services are told without what follows them."""
    outcome = transfer.outcome
    facts: dict[str, Fact] = {
        "action": transfer.direction.value,
        "outcome": transfer.stage.value,
        "archive": transfer.node,
        "address": transfer.address.partition("?")[0],
        "reason": transfer.reason.value,
        "instances": outcome.transferred if outcome else transfer.done,
        "bytes": transfer.byte_count,
    }
    if outcome is not None:
        facts["already_there"] = outcome.already_there
        facts["problems"] = len(outcome.problems)
    return AuditEvent(
        AuditKind.NETWORK, transfer.study_instance_uid, reader=reader.strip(), facts=facts
    )


def received_event(pushed: PushedStudy, reader: str = "") -> AuditEvent:
    """Others have sent a study to this viewer."""
    facts: Mapping[str, Fact] = {
        "action": "received",
        "from": ", ".join(pushed.senders),
        "instances": pushed.instance_count,
    }
    uid = pushed.study_instance_uid
    return AuditEvent(AuditKind.NETWORK, uid, reader=reader.strip(), facts=facts)


def quota_event(study_count: int, byte_count: int) -> AuditEvent:
    """What had arrived was removed to stay within the quota: how much, not whose."""
    facts: Mapping[str, Fact] = {
        "action": "removed for the quota",
        "studies": study_count,
        "bytes": byte_count,
    }
    return AuditEvent(AuditKind.NETWORK, facts=facts)
