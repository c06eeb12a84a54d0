"""Where a report stands, in one line."""

from medviewer.domain.sign_off import SignOff
from medviewer.session.review.reading_state import ReadingState
from medviewer.session.session import Session
from medviewer.words import Message, message


def is_final(session: Session) -> bool:
    """Whether a report exported now would be a signed one."""
    is_signed = session.writing.sign_off is not None
    return preliminary_reason(session.reading.value, is_signed=is_signed) is None


def status_words(session: Session) -> Message:
    """Preliminary and why, or signed and by whom."""
    writing = session.writing
    sign_off, latest = writing.sign_off, writing.report.latest
    state = session.reading.value
    reason = preliminary_reason(state, is_signed=sign_off is not None)
    if sign_off is not None and reason is None:
        return signed_words(sign_off)
    if writing.report.amendment:
        return message(
            "ReportPanel",
            "PRELIMINARY: version {version} is being amended ({reason})",
            version=writing.report.next_version - 1,
            reason=writing.report.amendment,
        )
    if latest is not None and reason is None:
        reason = message("ReportPanel", "PRELIMINARY: not signed")
    waits = writing.study is not None and session.reading.waiting(writing.study.key)
    if latest is not None and waits:
        return message(
            "ReportPanel",
            "PRELIMINARY: version {version} was signed with findings on images that are not open now. Open "
            "them with it.",
            version=latest.sign_off.version,
        )
    if latest is not None and reason is not None:
        return message(
            "ReportPanel",
            "{reason}. Findings or measurements were changed after version {version} was signed: amend it "
            "or undo the change.",
            reason=reason,
            version=latest.sign_off.version,
        )
    return reason or message("ReportPanel", "PRELIMINARY: not signed")


def signed_words(sign_off: SignOff) -> Message:
    """`Signed by Dr A, 2026-03-04 15:06 UTC (version 2)`."""
    return message(
        "ReportPanel",
        "Signed by {reader}, {when} (version {version})",
        reader=sign_off.reader,
        when=f"{sign_off.signed_at[:16].replace('T', ' ')} UTC",
        version=sign_off.version,
    )


def preliminary_reason(state: ReadingState, *, is_signed: bool) -> Message | None:
    """Why a report exported now would be marked PRELIMINARY; None where it would not be."""
    count = len(state.undecided)
    if count == 1:
        return message("ReportPanel", "PRELIMINARY: 1 finding undecided")
    if count:
        return message("ReportPanel", "PRELIMINARY: {count} findings undecided", count=count)
    return None if is_signed else message("ReportPanel", "PRELIMINARY: not signed")
