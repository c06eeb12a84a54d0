"""What the sections of a report say of themselves, before a reader writes anything: from a template.

Only what a reader has confirmed or measured can get into Findings: proposals that wait for a decision are no
facts a template could name (see `facts`).
"""

from medviewer.domain.report import Report, ReportContent
from medviewer.domain.report_template import ENGLISH, SECTIONS, ReportTemplate
from medviewer.errors import ReportTemplateUnusable
from medviewer.report.facts import facts_of, main_modality
from medviewer.report.sentences import in_sentences
from medviewer.report.template_files import GENERAL, find_template, templates
from medviewer.report.translation import Translate
from medviewer.words import Message


def template_for(report: Report, found: tuple[ReportTemplate, ...]) -> ReportTemplate:
    """The template the reader chose, else the one that fits the study."""
    study = report.study
    said = [study.study_description, study.context.procedure]
    for series in study.series:
        said += [series.body_part_examined, series.series_description, series.protocol_name]
    words = " ".join(said).casefold()
    return find_template(found, report.content.template_id, main_modality(report), words)


def made_or_usual_texts(
    report: Report, template: ReportTemplate, say: Translate = str
) -> tuple[ReportContent, tuple[Message, ...]]:
    """As `made_texts`; by the shipped general template, and with a notice, where it cannot be used."""
    try:
        return made_texts(report, template, say), ()
    except ReportTemplateUnusable as error:
        usual = find_template(templates(), GENERAL, "", "")
        return made_texts(report, usual, say), (error.message,)


def made_texts(report: Report, template: ReportTemplate, say: Translate = str) -> ReportContent:
    """Every section in the report's language; an empty one where there is nothing to say.

    Raises:
        ReportTemplateUnusable: a sentence of it cannot be put into words.
    """
    language = report.content.language or ENGLISH
    sections = template.in_language(language).sections
    facts = facts_of(report, say)
    texts = {name: in_sentences(sections[name], facts) for name in SECTIONS if name in sections}
    return ReportContent(**texts, template_id=template.template_id, language=language)
