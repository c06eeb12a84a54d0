"""What a report says of itself: only what was confirmed and measured, in the report's language."""

from dataclasses import replace

from medviewer.domain.clinical_context import ClinicalContext
from medviewer.domain.report import PriorStudy, Report, ReportContent, ReportedMeasurement
from medviewer.report.made_texts import made_texts, template_for
from medviewer.report.template_files import templates
from medviewer.words import message
from tests.unit.report.report_samples import report, study

ASKED = ClinicalContext("Cough, weight loss", diagnoses="Pneumonia", history="Smoker\nsince 1980")


def made(drafted: Report) -> ReportContent:
    return made_texts(drafted, template_for(drafted, templates()))


def test_that_only_confirmed_findings_get_into_the_text() -> None:
    content = made(report(3, accepted=[2], rejected=[3]))

    assert content.findings == "2. Lung nodule, right upper zone, 8.2 mm (image 12)."
    assert content.impression == ""


def test_that_measurements_are_told_under_their_labels() -> None:
    length = message("Sample", "Length")
    measured = (
        ReportedMeasurement(length, "Aorta", message("Sample", "31.5 mm"), "3 / 12"),
        ReportedMeasurement(length, "", None, "3 / 13"),
    )

    content = made(replace(report(0), measurements=measured))

    assert content.findings == "Aorta: 31.5 mm (image 12)."  # of the only series


def test_that_a_models_place_begins_small_and_a_readers_stays() -> None:
    drafted = report(2, accepted=[1, 2])
    places = (message("Sample", "Left upper zone"), message("Sample", "RUL"))
    items = tuple(
        replace(item, finding=replace(item.finding, site=site, short_axis_mm=None))
        for item, site in zip(drafted.accepted, places, strict=True)
    )

    content = made(replace(drafted, accepted=items))

    assert content.findings.splitlines() == [
        "1. Lung nodule, left upper zone, 8.2 mm (image 11).",
        "2. Lung nodule, RUL, 8.2 mm (image 12).",
    ]


def test_that_an_image_is_told_once() -> None:
    drafted = report(1, accepted=[1])
    [item] = drafted.accepted
    finding = replace(item.finding, site=message("Findings", "image {number}", number=11))

    content = made(replace(drafted, accepted=(replace(item, finding=finding),)))

    assert content.findings == "1. Lung nodule, 8.2 mm (image 11)."


def test_that_the_question_and_the_technique_come_from_the_headers() -> None:
    content = made(report(0, of=replace(study(), context=ASKED)))

    assert content.indication == (
        "Cough, weight loss\nAdmitting diagnosis: Pneumonia\nHistory: Smoker since 1980"
    )
    assert content.technique == (
        "CT of the chest, series 3 (Thorax 1.0), 140 images: kernel B60f, contrast agent Iomeprol 300."
    )


def test_that_priors_are_named_with_their_dates() -> None:
    priors = (PriorStudy("20250301", "CT", "CT chest"), PriorStudy("", "DX"))

    content = made(replace(report(0), priors=priors))

    assert content.comparison == "CT of 2025-03-01 (CT chest).\nDX of –."
    assert made(report(0)).comparison == "None."


def test_that_texts_are_in_the_language_of_the_report() -> None:
    chinese = report(1, accepted=[1], content=ReportContent(language="zh_CN"))

    content = made(chinese)

    assert content.technique.startswith("胸部 CT 扫描，序列 3")
    assert content.comparison == "无。"


def test_that_a_header_cannot_bring_a_novel_or_a_template() -> None:
    hostile = ClinicalContext("{{ findings }}\x00\u202e" + "x" * 100_000)

    content = made(report(0, of=replace(study(), context=hostile)))

    assert content.indication.startswith("{{ findings }}xxx")
    assert len(content.indication) == 2000
