"""A report's words before its pictures: what was written, and what templates say where nothing was. No Qt."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from medviewer.domain.coding import accepted_codes
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.report import PriorStudy, Report
from medviewer.domain.study import Study
from medviewer.session.reports.report_order import ReportOrder
from medviewer.words import Message

Translate = Callable[[Message], str]


def in_language(
    order: ReportOrder, translate: Translate, language: str
) -> tuple[ReportOrder, Translate]:
    """The order in the language it names, else in `language`; and who puts messages into it.

    Args:
        translate: puts messages into `language`.
    """
    from medviewer.report.translation import translator_into

    wanted = order.content.language or language
    content = replace(order.content, language=wanted)
    say = translate if wanted == language else translator_into(wanted)
    return replace(order, content=content), say


def worded(order: ReportOrder, say: Translate) -> Report:
    """Everything a report says, without its pictures; blocks for some milliseconds.

    Args:
        say: puts messages into the language the order names.
    """
    from medviewer.report.draft import draft_report
    from medviewer.report.letterhead import read_letterhead
    from medviewer.report.made_texts import made_or_usual_texts, template_for
    from medviewer.report.template_files import templates

    now = datetime.now().astimezone()
    letterhead, no_logo = read_letterhead(order.site.institution, order.site.logo)
    drafted = draft_report(
        order.study, order.answers(), order.numbered(), order.content, now, order.measurements
    )
    drafted = replace(drafted, sign_off=order.sign_off, priors=order.priors, letterhead=letterhead)
    drafted = replace(
        drafted,
        follow_up=order.follow_up,
        codes=accepted_codes(order.codes),
        notes=order.notes,
        first_read=order.first_read,
        changes_after_ai=order.changes_after_ai,
    )
    template = template_for(drafted, templates(order.site.own_templates))
    drafted = replace(drafted, title=template.in_language(order.content.language).title)
    if order.sign_off is not None:  # what was signed says all
        return replace(drafted, notices=no_logo)
    made, notices = made_or_usual_texts(drafted, template, say)
    content = order.content.over(made)
    return replace(drafted, content=content, notices=(*no_logo, *notices))


def priors_of(study: Study, others: Iterable[Study]) -> tuple[PriorStudy, ...]:
    """Earlier examinations of the same patient among those that are open, the latest first."""
    found = [
        other
        for other in others
        if other.key != study.key
        and other.study_date
        and (other.study_date, other.study_time) < (study.study_date, study.study_time)
        and (other.patient == study.patient or is_same_patient(other.patient, study.patient))
    ]
    found.sort(key=lambda other: (other.study_date, other.study_time), reverse=True)
    return tuple(
        PriorStudy(other.study_date, _modalities(other), other.study_description) for other in found
    )


def _modalities(study: Study) -> str:
    return ", ".join(sorted({s.modality for s in study.series if s.display_sets and s.modality}))
