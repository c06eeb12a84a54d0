"""How well a model did, beside the baselines, every figure with its interval."""

from medviewer.domain.model_card import Metric, ModelCard
from medviewer.domain.model_trust import OperatingPoint
from medviewer.gui.model_card.page_html import (
    NONE_STATED,
    Section,
    interval,
    interval_text,
    page,
    paragraph,
    table,
)
from medviewer.gui.operating_point_words import point_words
from medviewer.gui.translation import Translator
from medviewer.words import message


def figures_html(card: ModelCard, words: Translator) -> str:
    """One table for each set of data: figures down, the network and its baselines across."""
    data = tuple(dict.fromkeys(metric.data for metric in card.metrics))
    body = "".join(data_table(card.metrics, each, words) for each in data)
    sections: list[Section] = [
        (
            message("ModelCard", "Figures, with 95 % confidence intervals"),
            body or paragraph(words(NONE_STATED)),
        ),
        (message("ModelCard", "Operating points"), points_html(card, words)),
    ]
    return page(sections, words)


def data_table(metrics: tuple[Metric, ...], data: str, words: Translator) -> str:
    here = [metric for metric in metrics if metric.data == data]
    subjects = tuple(dict.fromkeys(metric.subject for metric in here))
    names = tuple(dict.fromkeys(metric.name for metric in here))
    figures = {(m.name, m.subject): interval_text(m.value, m.low, m.high) for m in here}
    rows = [(name, *(figures.get((name, subject), "–") for subject in subjects)) for name in names]
    heading = words(message("ModelCard", "Measured on: {data}", data=data))
    return paragraph(heading) + table(("", *subjects), rows, bold_column=1)


def points_html(card: ModelCard, words: Translator) -> str:
    if not card.operating_points:
        return paragraph(
            words(
                message(
                    "ModelCard",
                    "None: findings are reported from a score of {threshold}.",
                    threshold=f"{card.score_threshold:.2f}",
                )
            )
        )
    headings = (
        words(message("ModelCard", "Point")),
        words(message("ModelCard", "From")),
        words(message("ModelCard", "Sensitivity")),
        words(message("ModelCard", "Specificity")),
        words(message("ModelCard", "PPV at prevalence")),
        words(message("ModelCard", "Measured on")),
    )
    return table(headings, [point_row(card, point, words) for point in card.operating_points])


def point_row(card: ModelCard, point: OperatingPoint, words: Translator) -> tuple[str, ...]:
    name = words(point_words(point.name))
    return (
        f"{point.label}: {name}" if len(card.labels) > 1 else name,
        f"{point.threshold:.2f}",
        interval(point.sensitivity),
        interval(point.specificity),
        f"{interval(point.ppv)} · {point.prevalence:.0%}",
        point.data,
    )
