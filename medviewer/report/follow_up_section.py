"""Lesions over time in a report: what the reader matched, how it changed, what that means in RECIST 1.1."""

from medviewer.domain.longitudinal import Examination, FollowUp, LesionTimeline
from medviewer.domain.longitudinal_words import (
    AS_A_BALL,
    ROLES,
    THRESHOLDS,
    change_words,
    date_words,
    doubling_words,
    point_words,
    related_words,
    response_words,
    sum_words,
)
from medviewer.domain.report import Report
from medviewer.domain.study_ledger import LesionRole
from medviewer.report.attributes import plain
from medviewer.report.blocks import Block, Bullets, Column, Paragraph, Section, Table, Tone
from medviewer.report.translation import Translate
from medviewer.words import message

MOST_DATES = 3  # side by side on a page: the baseline, the one before, and this one
NARROW, LESION, CHANGE, DOUBLING = 0.05, 0.23, 0.15, 0.10


def follow_up_section(report: Report, say: Translate) -> Section | None:
    """None where nothing was compared."""
    known = report.follow_up
    if known is None or not known.timelines:
        return None
    dates = _dates(known)
    blocks: tuple[Block, ...] = (_table(known, dates, say), *_response(known, say))
    blocks += (Paragraph(_note(known, say), Tone.NOTE),)
    return Section("follow-up", say(message("Report", "Lesions over time")), blocks)


def _dates(known: FollowUp) -> tuple[int, ...]:
    """Indices of the examinations that are printed."""
    count = len(known.examinations)
    if count <= MOST_DATES:
        return tuple(range(count))
    first = known.baseline if known.recist else 0
    return tuple(sorted({min(first, count - MOST_DATES), count - 2, count - 1}))


def _table(known: FollowUp, dates: tuple[int, ...], say: Translate) -> Table:
    left = 1 - NARROW - LESION - CHANGE - DOUBLING
    columns = (
        Column(say(message("Report", "No.")), NARROW, is_numeric=True),
        Column(say(message("FollowUp", "Lesion")), LESION),
        *(Column(_date(known.examinations[at], say), left / len(dates)) for at in dates),
        Column(say(message("FollowUp", "Change")), CHANGE),
        Column(say(message("FollowUp", "Doubling time")), DOUBLING),
    )
    rows = [_row(timeline, dates, say) for timeline in known.timelines]
    if known.recist:
        rows.append(_sums(known, dates, say))
    return Table(columns, tuple(rows))


def _row(timeline: LesionTimeline, dates: tuple[int, ...], say: Translate) -> tuple[str, ...]:
    parts = [say(timeline.name), say(timeline.site) or timeline.organ]
    if timeline.role is not LesionRole.NONE:
        parts.append(say(ROLES[timeline.role]))
    return (
        str(timeline.number),
        plain(", ".join(part for part in parts if part)),
        *(say(point_words(timeline.points[at])) for at in dates),
        say(change_words(timeline)),
        say(doubling_words(timeline.growth)),
    )


def _sums(known: FollowUp, dates: tuple[int, ...], say: Translate) -> tuple[str, ...]:
    found = [known.recist_of(at) for at in dates]
    sums = (say(sum_words(each)) if each is not None else "–" for each in found)
    return ("", say(message("FollowUp", "Sum of targets")), *sums, "", "")


def _response(known: FollowUp, say: Translate) -> tuple[Block, ...]:
    """The response of the examination that is read, and what is to be said against it."""
    now = known.recist_of(len(known.examinations) - 1)
    if now is None or now.is_baseline:
        return ()
    told = say(message("FollowUp", "RECIST 1.1: {what}", what=response_words(now)))
    remarks = tuple(say(each) for each in known.remarks)
    return (Paragraph(told), Bullets(remarks)) if remarks else (Paragraph(told),)


def _note(known: FollowUp, say: Translate) -> str:
    """How places were compared, and from which difference on a size has changed."""
    compared = [
        say(
            message(
                "FollowUp",
                "{date}: {how}",
                date=date_words(examination),
                how=related_words(examination),
            )
        )
        for examination in known.examinations[:-1]
    ]
    notes = (
        [say(message("Report", "Compared: {how}.", how="; ".join(compared)))] if compared else []
    )
    notes.append(say(THRESHOLDS))
    if any(t.growth is not None and t.growth.is_from_diameters for t in known.timelines):
        notes.append(say(AS_A_BALL))
    return " ".join(notes)


def _date(examination: Examination, say: Translate) -> str:
    return plain(say(date_words(examination)))
