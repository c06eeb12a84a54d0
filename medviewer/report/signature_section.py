"""Who answers for a report: the signature, or that there is none yet."""

from medviewer.domain.report import Report
from medviewer.domain.sign_off import SignOff
from medviewer.report.attributes import moment_text, plain
from medviewer.report.blocks import Block, Field, Fields, Paragraph, Section, Tone
from medviewer.report.translation import Translate
from medviewer.words import Message, message


def reviewed_by(report: Report) -> Message | None:
    """What a signed report says on every page; None on a preliminary one."""
    sign_off = report.sign_off
    if sign_off is None or report.is_preliminary:
        return None
    who, when = plain(sign_off.reader), moment_text(sign_off.signed_at)
    if report.results:
        return message("Report", "AI-assisted, reviewed by {who}, {when}", who=who, when=when)
    return message("Report", "Reviewed and signed by {who}, {when}", who=who, when=when)


def preliminary_word(report: Report) -> Message:
    """What stands on every page of what nobody signed; of pictures of nobody, that they are."""
    if report.study.is_synthetic:
        return message("Report", "SYNTHETIC – NOT A PATIENT")
    return message("Report", "PRELIMINARY")


def preliminary_reason(report: Report) -> Message:
    """Why it is only preliminary."""
    if report.study.is_synthetic:
        return message("Report", "a model made these images; never to be signed")
    count = len(report.undecided)
    if count == 1:
        return message("Report", "1 AI proposal waits for the reader's decision")
    if count:
        return message("Report", "{count} AI proposals wait for the reader's decision", count=count)
    return message("Report", "not signed")


def signature_section(report: Report, say: Translate) -> Section:
    """Reader, time, version; and what makes a preliminary report final."""
    sign_off = report.sign_off
    if sign_off is None or report.is_preliminary:
        blocks = _unsigned(report, say)
    else:
        blocks = _signed(report, sign_off, say)
    return Section("reader", say(message("Report", "Read by")), blocks)


def _unsigned(report: Report, say: Translate) -> tuple[Block, ...]:
    reader = plain(report.content.reader) or "–"
    name = Field(say(message("Report", "Reader")), f"{reader} ({say(NOT_SIGNED)})")
    text = message(
        "Report", "Preliminary until every AI proposal is accepted or rejected and a reader signs."
    )
    return (Fields((name, *_made(report, say))), Paragraph(say(text), Tone.WARNING))


def _signed(report: Report, sign_off: SignOff, say: Translate) -> tuple[Block, ...]:
    fields = [
        Field(say(message("Report", "Reader")), plain(sign_off.reader)),
        Field(say(message("Report", "Organisation")), plain(sign_off.organization)),
        Field(say(message("Report", "Signed")), moment_text(sign_off.signed_at)),
        Field(say(message("Report", "Version")), str(sign_off.version)),
        Field(say(message("Report", "Amended because")), plain(sign_off.amendment)),
    ]
    said = reviewed_by(report)
    stated = tuple(field for field in fields if field.value)
    line = (Paragraph(say(said)),) if said is not None else ()
    return (*line, Fields((*stated, *_first_read(report, say), *_made(report, say))))


def _first_read(report: Report, say: Translate) -> tuple[Field, ...]:
    """That the reader read before the AI was shown, and how much was changed since."""
    first = report.first_read
    if first is None:
        return ()
    when, count = moment_text(first.locked_at), report.changes_after_ai
    told = message(
        "Report",
        "locked {when}, before the AI was shown; changes since: {count}",
        when=when,
        count=count,
    )
    if not first.is_independent:
        told = message(
            "Report",
            "locked {when}, after the AI had been on screen; changes since: {count}",
            when=when,
            count=count,
        )
    return (Field(say(message("Report", "First read")), say(told)),)


def _made(report: Report, say: Translate) -> tuple[Field, ...]:
    return (
        Field(say(message("Report", "Report written")), moment_text(report.created_at)),
        Field(say(message("Report", "Software")), f"MedViewer {report.software_version}"),
    )


NOT_SIGNED = message("Report", "not signed")
