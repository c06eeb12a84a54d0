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
    """What was measured on each set of data, then the operating points."""
    data = tuple(dict.fromkeys(metric.data for metric in card.metrics))
    body = "".join(figures_on(card.metrics, each, words) for each in data)
    sections: list[Section] = [
        (
            message("ModelCard", "Figures, with 95 % confidence intervals"),
            body or paragraph(words(NONE_STATED)),
        ),
        (message("ModelCard", "Operating points"), points_html(card, words)),
    ]
    return page(sections, words)


def figures_on(metrics: tuple[Metric, ...], data: str, words: Translator) -> str:
    """The network beside its baselines, figures down; then each label, or part, in a line of its own.

    Parts are named after their whole ("network: glioma"): across, they would leave no room for a figure.
    """
    here = [metric for metric in metrics if metric.data == data]
    found: dict[str, dict[str, str]] = {}
    for each in here:
        figure = interval_text(each.value, each.low, each.high)
        found.setdefault(each.subject, {})[each.name] = figure
    whole = next(iter(found))
    across = [subject for subject in found if is_beside(subject, whole, found)]
    rows = [(name, *(found[s].get(name, "–") for s in across)) for name in found[whole]]
    heading = words(message("ModelCard", "Measured on: {data}", data=data))
    beside = table(("", *across), rows, bold_column=1)
    down = {subject: figures for subject, figures in found.items() if subject not in across}
    return paragraph(heading) + beside + "".join(part_tables(down, whole))


def is_beside(subject: str, whole: str, found: dict[str, dict[str, str]]) -> bool:
    """Whether it is measured by the figures of the `whole`, and is not a part of it."""
    return not subject.startswith(f"{whole}: ") and found[subject].keys() <= found[whole].keys()


def part_tables(down: dict[str, dict[str, str]], whole: str) -> list[str]:
    """One table for all that are measured by the same figures, with the figures across."""
    kinds = dict.fromkeys(tuple(figures) for figures in down.values())
    return [
        table(
            ("", *names),
            [
                (subject.removeprefix(f"{whole}: "), *figures.values())
                for subject, figures in down.items()
                if tuple(figures) == names
            ],
        )
        for names in kinds
    ]


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
