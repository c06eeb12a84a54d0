"""A report as plain texts, numbers, lists and dicts: all that a sentence of a template can name.

    {description, modality, date, reason, procedure, diagnoses, history,
     series: [{modality, kind, number, description, images, region, side, view, parts}],
     priors: [{date, modality, description}],
     findings: [{number, name, site, size, short_axis, image, is_readers}],
     measurements: [{number, name, label, value, image}]}

Texts come from files and readers: control characters are taken out, and none is longer than a paragraph.
"""

from collections.abc import Iterator, Mapping, Sequence

from medviewer.domain.finding import Finding
from medviewer.domain.report import Report, ReportedFinding, ReportedMeasurement
from medviewer.domain.review_words import is_only_an_image
from medviewer.domain.study import DisplaySet, FrameSource, Series
from medviewer.domain.technique import SIDES
from medviewer.report.attributes import date_text, plain
from medviewer.report.findings_table import image_text
from medviewer.report.technique_words import kind_words, technique_parts
from medviewer.report.translation import Translate

LONGEST = 2000  # characters of one text; headers may hold a novel
MOST_LISTED = 500
MOST_SERIES = 40

Fact = str | int | bool | Sequence[str] | Sequence["Facts"]
Facts = Mapping[str, Fact]


def facts_of(report: Report, say: Translate) -> Facts:
    """Everything a template may name, in the report's language."""
    study, context = report.study, report.study.context
    series = [each for each in report.study.series if _is_read(each)]
    return {
        "description": short(study.study_description),
        "modality": main_modality(report),
        "date": date_text(study.study_date),
        "reason": short(context.reason) or _asked(report),
        "procedure": short(context.procedure),
        "diagnoses": short(context.diagnoses),
        "history": short(context.history),
        "series": [_series(each, say) for each in series[:MOST_SERIES]],
        "priors": [
            {
                "date": date_text(each.study_date),
                "modality": short(each.modalities),
                "description": short(each.description),
            }
            for each in report.priors[:MOST_LISTED]
        ],
        "findings": [_finding(report, each, say) for each in report.accepted[:MOST_LISTED]],
        "measurements": [
            _measurement(number, each, say, is_only_series=len(series) == 1)
            for number, each in enumerate(report.measurements[:MOST_LISTED], start=1)
        ],
    }


def _asked(report: Report) -> str:
    """The first line of the history that is printed, where the headers say nothing of the question."""
    context = report.study.context
    if context.procedure or context.diagnoses or context.history:
        return ""
    lines = (short(line) for line in report.notes.printed.history.splitlines())
    return next((line for line in lines if line), "")


def main_modality(report: Report) -> str:
    """The modality of most of the study's images; "" where it has none."""
    counts: dict[str, int] = {}
    for each in report.study.series:
        counts[each.modality] = counts.get(each.modality, 0) + each.count
    return max(counts, key=lambda modality: counts[modality], default="")


def short(text: str) -> str:
    """One line of a text from a file."""
    return " ".join(plain(text[: 2 * LONGEST]).split())[:LONGEST]


def _is_read(series: Series) -> bool:
    return any(not each.is_localizer for each in series.display_sets) and series.count > 0


def _frame(series: Series) -> FrameSource | None:
    """One image that speaks for its series: of the display set with most of them."""
    sets: list[DisplaySet] = [d for d in series.display_sets if d.frames]
    largest = max(sets, key=lambda each: each.count, default=None)
    return largest.frames[0] if largest is not None else None


def _series(series: Series, say: Translate) -> Facts:
    frame = _frame(series)
    technique = frame.instance.technique if frame is not None else None
    side = SIDES.get((technique.laterality if technique else "") or series.laterality)
    return {
        "modality": short(series.modality),
        "kind": say(kind_words(series.modality)),
        "number": "" if series.series_number is None else str(series.series_number),
        "description": short(series.series_description),
        "images": series.count,
        "region": short((technique.anatomic_region if technique else "") or _region(series)),
        "side": say(side) if side is not None else "",
        "view": short(technique.view_position) if technique else "",
        "parts": list(_parts(series, frame, say)),
    }


def _region(series: Series) -> str:
    return series.body_part_examined


def _parts(series: Series, frame: FrameSource | None, say: Translate) -> Iterator[str]:
    if frame is None:
        return
    for part in technique_parts(series, frame):
        yield part if isinstance(part, str) else say(part)


def _finding(report: Report, item: ReportedFinding, say: Translate) -> Facts:
    finding: Finding = item.review.as_read(item.finding)
    return {
        "number": item.number,
        "name": short(say(finding.name)),
        "site": _site(item, say),
        "size": _millimetres(finding.diameter_mm),
        "short_axis": _millimetres(finding.short_axis_mm),
        "image": image_text(report, item),
        "is_readers": finding.provenance.is_by_reader,
    }


def _site(item: ReportedFinding, say: Translate) -> str:
    """As within a sentence: a model's words begin small (but `RUL`), a reader's stay as they are."""
    finding = item.review.as_read(item.finding)
    if is_only_an_image(finding.site):
        return ""
    text = short(say(finding.site))
    is_typed = item.proposed is not None and item.proposed.site != finding.site
    if is_typed or finding.provenance.is_by_reader or not text[1:2].islower():
        return text
    return text[:1].lower() + text[1:]


def _millimetres(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _measurement(
    number: int, item: ReportedMeasurement, say: Translate, *, is_only_series: bool
) -> Facts:
    """`series / image` as findings have it: without the series where there is but one."""
    image = item.image.rpartition(" / ")[2] if is_only_series else item.image
    return {
        "number": number,
        "name": short(say(item.name)),
        "label": short(item.label),
        "value": short(say(item.value)) if item.value is not None else "",
        "image": short(image),
    }
