"""What a report says and in which order; HTML, PDF, DOCX and plain text print this and nothing else.

Indication → clinical information → technique → comparison → findings (confirmed only) → the reader's
measurements → lesions over time → impression → codes → signature → key images → AI proposals nobody
decided → rejected proposals → AI models.
What nobody decided never stands under findings or impression.
"""

from medviewer.domain.model_card import AnalysisStatus
from medviewer.domain.patient_age import age_at_study
from medviewer.domain.report import Report
from medviewer.domain.sex import sex_in_words
from medviewer.domain.study import Study
from medviewer.report.attributes import date_text, plain, stated, time_text
from medviewer.report.blocks import (
    Block,
    Bullets,
    Field,
    Fields,
    PageTexts,
    Paragraph,
    Picture,
    Pictures,
    PrintedReport,
    Section,
    Tone,
)
from medviewer.report.clinical_section import clinical_section
from medviewer.report.codes_section import codes_section
from medviewer.report.findings_table import findings_table, key_pictures, mention
from medviewer.report.follow_up_section import follow_up_section
from medviewer.report.measurements_section import measurements_section
from medviewer.report.model_sections import models_section
from medviewer.report.signature_section import (
    preliminary_reason,
    preliminary_word,
    reviewed_by,
    signature_section,
)
from medviewer.report.text_sections import (
    comparison_section,
    impression_section,
    indication_section,
    paragraphs,
    technique_section,
)
from medviewer.report.translation import Translate
from medviewer.words import Message, message


def lay_out(report: Report, say: Translate = str) -> PrintedReport:
    """Put a report into printable order and the reader's language."""
    sections = (
        indication_section(report, say),
        clinical_section(report, say),
        technique_section(report, say),
        comparison_section(report, say),
        _findings(report, say),
        measurements_section(report, say),
        follow_up_section(report, say),
        impression_section(report, say),
        codes_section(report, say),
        signature_section(report, say),
        _key_images(report, say),
        _not_reviewed(report, say),
        _rejected(report, say),
        models_section(report, say),
    )
    return PrintedReport(
        title=plain(report.title) or say(message("Report", "Imaging report")),
        institution=plain(report.letterhead.institution or report.study.institution_name),
        logo=report.letterhead.logo,
        patient_fields=_patient_fields(report, say),
        study_fields=_study_fields(report, say),
        sections=tuple(section for section in sections if section is not None),
        page=_page_texts(report, say),
    )


def _page_texts(report: Report, say: Translate) -> PageTexts:
    patient, study = report.study.patient, report.study
    identity = (
        Field(say(message("Report", "ID")), stated(patient.patient_id)),
        Field(say(message("Report", "Born")), date_text(patient.birth_date)),
        Field(say(message("Report", "Study")), date_text(study.study_date)),
    )
    is_preliminary, reviewed = report.is_preliminary, reviewed_by(report)
    return PageTexts(
        patient=stated(patient.patient_name),
        identity=identity,
        preliminary=say(preliminary_word(report)) if is_preliminary else "",
        preliminary_reason=say(preliminary_reason(report)) if is_preliminary else "",
        reviewed=say(reviewed) if reviewed is not None else "",
        disclaimer=say(
            message(
                "Report",
                "AI-assisted, not a medical device; for research and education; "
                "not for primary diagnosis.",
            )
        ),
        # Filled in by the exporter, page by page.
        page_of=say(message("Report", "Page {page} of {pages}", page="{page}", pages="{pages}")),
    )


def _patient_fields(report: Report, say: Translate) -> Fields:
    patient = report.study.patient
    return Fields(
        (
            Field(say(message("Report", "Patient")), stated(patient.patient_name)),
            Field(say(message("Report", "Patient ID")), stated(patient.patient_id)),
            Field(say(message("Report", "Birth date")), date_text(patient.birth_date)),
            Field(say(message("Report", "Sex")), _sex(patient.sex, say)),
            Field(say(message("Report", "Age")), _age(report.study, say)),
        )
    )


def _age(study: Study, say: Translate) -> str:
    age = age_at_study(study)
    return say(age) if isinstance(age, Message) else stated(age)


def _sex(value: str, say: Translate) -> str:
    sex = sex_in_words(value)
    return say(sex) if isinstance(sex, Message) else stated(sex)


def _study_fields(report: Report, say: Translate) -> Fields:
    study = report.study
    when = f"{date_text(study.study_date)} {time_text(study.study_time)}".strip()
    return Fields(
        (
            Field(say(message("Report", "Study")), stated(study.study_description)),
            Field(say(message("Report", "Study date")), when),
            Field(say(message("Report", "Accession number")), stated(study.accession_number)),
            Field(say(message("Report", "Referred by")), stated(study.referring_physician_name)),
        )
    )


def _findings(report: Report, say: Translate) -> Section:
    title, written = say(message("Report", "Findings")), paragraphs(report.content.findings)
    if not report.accepted:
        blocks = written or (Paragraph(say(_why_no_findings(report))),)
        return Section("findings", title, blocks)
    blocks = (*written, findings_table(report, report.accepted, say))
    if not all(item.finding.is_calibrated for item in report.accepted):
        blocks += (_score_note(say),)
    return Section("findings", title, blocks)


def _why_no_findings(report: Report) -> Message:
    if report.undecided:
        return message("Report", "No AI proposal has been accepted by the reader so far.")
    if report.rejected:
        return message("Report", "The reader accepted none of the AI's proposals.")
    if not report.results:
        return message("Report", "No AI model was run on this study.")
    if any(result.status is AnalysisStatus.DONE for result in report.results):
        return message(
            "Report", "The AI models proposed no finding. This does not rule out disease."
        )
    return message("Report", "No AI model analysed this study. The reasons are given below.")


def _score_note(say: Translate) -> Paragraph:
    note = message(
        "Report",
        "Size: longest diameter in the slice. AI confidence is a score from 0 to 1, not a probability.",
    )
    return Paragraph(say(note), Tone.NOTE)


def _key_images(report: Report, say: Translate) -> Section | None:
    of_findings = key_pictures(report.accepted, say)
    marked = tuple(Picture(image.pixels, say(image.caption)) for image in report.key_images)
    pictures = Pictures((*marked, *of_findings.items))
    if not pictures.items:
        return None
    return Section("key-images", say(message("Report", "Key images")), (pictures,))


def _not_reviewed(report: Report, say: Translate) -> Section | None:
    if not report.undecided:
        return None
    warning = message(
        "Report", "Proposed by AI. No reader has confirmed them; they are not part of the findings."
    )
    blocks: tuple[Block, ...] = (
        Paragraph(say(warning), Tone.WARNING),
        findings_table(report, report.undecided, say),
    )
    if not all(item.finding.is_calibrated for item in report.undecided):
        blocks += (_score_note(say),)
    pictures = key_pictures(report.undecided, say)
    if pictures.items:
        blocks += (pictures,)
    title = say(message("Report", "AI proposals, not reviewed"))
    return Section("not-reviewed", title, blocks, is_ai=True)


def _rejected(report: Report, say: Translate) -> Section | None:
    if not report.rejected:
        return None
    lines = Bullets(tuple(mention(report, item, say) for item in report.rejected))
    title = say(message("Report", "AI proposals rejected by the reader"))
    return Section("rejected", title, (lines,), is_ai=True)
