"""The AI's part of a report: which models ran, how good they are, what they cannot do."""

from medviewer.domain.label_words import label_words
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, Metric, ModelCard
from medviewer.domain.report import Report
from medviewer.domain.study import Series
from medviewer.report.attributes import moment_text, plain, stated
from medviewer.report.blocks import (
    Block,
    Bullets,
    Column,
    Field,
    Fields,
    Heading,
    Paragraph,
    Section,
    Table,
    Tone,
)
from medviewer.report.translation import Translate
from medviewer.words import Message, message


def models_section(report: Report, say: Translate) -> Section:
    """One part for each model, refused ones included."""
    blocks = [block for result in report.results for block in _model(report, result, say)]
    if not blocks:
        blocks = [Paragraph(say(message("Report", "No AI model was run on this study.")))]
    title = say(message("Report", "AI models used"))
    return Section("models", title, tuple(blocks), is_ai=True)


def _image_count(count: int) -> Message:
    if count == 1:
        return message("Report", "1 image")
    return message("Report", "{count} images", count=count)


def series_line(series: Series | None, say: Translate) -> str:
    """A series as a reader names it: modality, number, description, images."""
    if series is None:
        return say(message("Report", "a series that is no longer open"))
    parts = [series.modality, plain(series.series_description)]
    if series.series_number is not None:
        parts.insert(1, say(message("Report", "series {number}", number=series.series_number)))
    parts.append(say(_image_count(series.count)))
    if series.convolution_kernel:
        kernel = plain(series.convolution_kernel)
        parts.append(say(message("Report", "kernel {kernel}", kernel=kernel)))
    if series.contrast_bolus_agent:
        agent = plain(series.contrast_bolus_agent)
        parts.append(say(message("Report", "contrast agent {agent}", agent=agent)))
    return ", ".join(part for part in parts if part)


def _model(report: Report, result: AnalysisResult, say: Translate) -> list[Block]:
    card = result.card
    blocks: list[Block] = [
        Heading(card.title),
        Fields(tuple(Field(say(label), value) for label, value in _facts(report, result, say))),
    ]
    blocks += _doubts(result, say)
    blocks += _weaker(result, say)
    if result.notes:
        blocks.append(Bullets(tuple(say(note) for note in result.notes)))
    if result.status is AnalysisStatus.REFUSED:
        return blocks  # its figures say nothing about this study
    blocks += _limits(card, say)
    if card.metrics:
        blocks.append(_metrics(card.metrics, say))
    return blocks


def _weaker(result: AnalysisResult, say: Translate) -> list[Block]:
    """That the reader asked for more than the model states of its own accord."""
    count = sum(not result.card.states(finding) for finding in result.findings)
    if not count:
        return []
    text = message(
        "Report",
        "{count} of its proposals are weaker than what it states by itself; the reader asked for them.",
        count=count,
    )
    return [Paragraph(say(text), Tone.NOTE)]


def _doubts(result: AnalysisResult, say: Translate) -> list[Block]:
    """What the guard has against the answer, and the reason a reader had for running it all the same."""
    if not result.warnings:
        return []
    title = message("Report", "Doubts whether the model was made for these images:")
    return [
        Paragraph(say(title), Tone.WARNING),
        Bullets(tuple(say(doubt) for doubt in result.warnings)),
    ]


def _facts(report: Report, result: AnalysisResult, say: Translate) -> list[tuple[Message, str]]:
    card = result.card
    series = report.study.find_series(result.request.series_instance_uid)
    facts = [
        (message("Report", "Outcome"), _outcome(result, say)),
        (message("Report", "Answer"), _answer(result, say)),
        (message("Report", "Model"), f"{card.model_id} {card.version}"),
        (message("Report", "Weights (SHA-256)"), stated(card.weights_sha256)),
        (message("Report", "Image series"), series_line(series, say)),
        (message("Report", "Intended use"), card.intended_use),
    ]
    if result.status is not AnalysisStatus.REFUSED:
        facts += [
            (message("Report", "Confidence"), say(_confidence(result))),
            (message("Report", "Training data"), "; ".join(_sources(card))),
        ]
    if result.request.override:
        reason = plain(result.request.override)
        facts.insert(1, (message("Report", "Run against the guard's advice"), reason))
    if result.findings:
        analysed_at = moment_text(result.findings[0].provenance.analysed_at)
        facts.insert(1, (message("Report", "Analysed"), f"{analysed_at}, {result.device}"))
    return [(label, value) for label, value in facts if value]


def _answer(result: AnalysisResult, say: Translate) -> str:
    """What a model says of the images as a whole: every label's score, and how far it may be wrong.

    "" for a model that only looks for lesions: its findings say it all.
    """
    if not result.scores or any(not finding.is_of_whole_image for finding in result.findings):
        return ""
    parts = [
        f"{say(label_words(label))} {_score(result, score)}"
        for label, score in sorted(result.scores.items(), key=lambda pair: -pair[1])
    ]
    if result.prediction_set:
        labels = ", ".join(say(label_words(label)) for label in result.prediction_set)
        parts.append(say(message("Report", "cannot exclude: {labels}", labels=labels)))
    if result.spread is not None:
        spread = f"{result.spread:.2f}"
        parts.append(say(message("Report", "its networks differ by ± {spread}", spread=spread)))
    return "; ".join(parts)


def _score(result: AnalysisResult, score: float) -> str:
    """`85 %`, rounded to 5 %, only where calibration passed and holds."""
    return f"{round(score * 20) * 5} %" if result.tells_probabilities else f"{score:.2f}"


def _outcome(result: AnalysisResult, say: Translate) -> str:
    reason = say(result.reason) if result.reason is not None else ""
    if result.status is AnalysisStatus.REFUSED:
        return say(message("Report", "Refused: {reason}", reason=reason))
    if result.status is AnalysisStatus.ABSTAINED:
        return say(message("Report", "No answer: {reason}", reason=reason))
    return say(message("Report", "Done; proposals: {count}", count=len(result.findings)))


def _confidence(result: AnalysisResult) -> Message:
    card = result.card
    if not result.is_measured:
        return message(
            "Report",
            "A score from 0 to 1 that nobody measured on such images: no figure of the model holds for it.",
        )
    values = {"threshold": f"{card.score_threshold:.2f}"}
    if card.is_calibrated:
        return message(
            "Report", "A calibrated probability; operating threshold {threshold}.", **values
        )
    return message(
        "Report",
        "A score from 0 to 1, not a probability (not calibrated); operating threshold {threshold}.",
        **values,
    )


def _sources(card: ModelCard) -> list[str]:
    return [f"{source.name} ({source.licence})" for source in card.sources]


def _limits(card: ModelCard, say: Translate) -> list[Block]:
    if not card.limits:
        return []
    return [
        Paragraph(say(message("Report", "What this model cannot do:")), Tone.NOTE),
        Bullets(card.limits),
    ]


def _metrics(metrics: tuple[Metric, ...], say: Translate) -> Table:
    columns = (
        Column(say(message("Report", "Measured")), 0.22),
        Column(say(message("Report", "Figure")), 0.20),
        Column(say(message("Report", "Value (95 % CI)")), 0.22, is_numeric=True),
        Column(say(message("Report", "On")), 0.36),
    )
    rows = tuple((m.subject, m.name, _interval(m), m.data) for m in metrics)
    return Table(columns, rows)


def _interval(metric: Metric) -> str:
    digits = 3 if metric.high <= 1 else 2  # shares to a thousandth, counts to a hundredth
    return f"{metric.value:.{digits}f} ({metric.low:.{digits}f}–{metric.high:.{digits}f})"
