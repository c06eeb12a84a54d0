"""An evaluation as a table a person reads in a terminal."""

import math
from collections.abc import Iterator

from medviewer.ai.evaluation.classification import Figures
from medviewer.ai.evaluation.evaluate import Evaluation
from medviewer.ai.evaluation.figure_names import RIVALS, subject, title
from medviewer.domain.model_trust import Interval, OperatingPoint

NAME, VALUE = 34, 22  # columns


def as_lines(evaluation: Evaluation) -> Iterator[str]:
    """The whole table, line by line."""
    yield from _head(evaluation)
    yield from _whole(evaluation)
    yield from _baselines(evaluation)
    yield from _by_name("Each class against the rest", evaluation.per_class)
    yield from _matrix(evaluation)
    yield from _section("What it draws", evaluation.localisation)
    yield from _by_name("Subgroups", evaluation.subgroups)
    yield from _points(evaluation.promises.operating_points)
    yield from _promises(evaluation)


def _head(evaluation: Evaluation) -> Iterator[str]:
    card = evaluation.card
    yield f"{card.title} {card.version} ({card.model_id}), {subject(card)}"
    counted = ", ".join(
        f"{count} {name}" for name, count in zip(evaluation.classes, evaluation.counts, strict=True)
    )
    yield f"{evaluation.data}: {counted}"
    yield f"95 % intervals: {evaluation.groups:,} patients, scans or blocks (else images) drawn again"


def _whole(evaluation: Evaluation) -> Iterator[str]:
    classes = len(evaluation.classes)
    yield from _section("Figures", evaluation.figures, classes)
    if len(evaluation.members) > 1:
        alone = " ".join(f"{each:.3f}" for each in evaluation.members)
        yield f"  {'AUC of each network alone':<{NAME}}{alone}"
    if classes == 2 and evaluation.figures:
        yield f"  decisions at a threshold of {evaluation.card.score_threshold:g}"


def _baselines(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.baselines:
        yield from _by_name("Classical models on the same images", evaluation.baselines)
        return
    stated = [metric for metric in evaluation.card.metrics if metric.subject in RIVALS]
    if stated:
        yield from _titled(
            "Classical models, as the card states them (no training part to fit them to)"
        )
        for metric in stated:
            found = Interval(metric.value, metric.low, metric.high)
            yield f"  {metric.subject + ', ' + metric.name:<{NAME + 14}}{_words(found)}  {metric.split}"


def _by_name(heading: str, found: dict[str, Figures]) -> Iterator[str]:
    """One line for each name, one column for each figure."""
    if not found:
        return
    columns = list(next(iter(found.values())))
    yield from _titled(heading)
    heads = [title(column) for column in columns]
    widths = [max(VALUE, len(head) + 2) for head in heads]
    names = "".join(f"{head:<{w}}" for head, w in zip(heads, widths, strict=True))
    yield " " * (NAME + 2) + names.rstrip()
    for name, figures in found.items():
        cells = (f"{_words(figures[key]):<{w}}" for key, w in zip(columns, widths, strict=True))
        yield f"  {name:<{NAME}}{''.join(cells)}".rstrip()


def _matrix(evaluation: Evaluation) -> Iterator[str]:
    if not evaluation.confusion_matrix:
        return
    yield from _titled("Confusion matrix (rows: truth, columns: decision)")
    width = max(max(len(name) for name in evaluation.classes), 6) + 2
    yield " " * (NAME + 2) + "".join(f"{name:>{width}}" for name in evaluation.classes)
    for name, row in zip(evaluation.classes, evaluation.confusion_matrix, strict=True):
        yield f"  {name:<{NAME}}" + "".join(f"{count:>{width},}" for count in row)


def _points(points: tuple[OperatingPoint, ...]) -> Iterator[str]:
    if not points:
        return
    yield from _titled(
        f"Operating points (predictive value where {points[0].prevalence:.0%} have it)"
    )
    heads = ("threshold", "sensitivity", "specificity", "predictive value")
    yield " " * (NAME + 2) + "".join(f"{head:<{VALUE}}" for head in heads).rstrip()
    for point in points:
        values = (point.sensitivity, point.specificity, point.ppv)
        cells = "".join(f"{_words(value):<{VALUE}}" for value in values)
        name = f"{point.label}, {point.name}"
        yield f"  {name:<{NAME}}{point.threshold:<{VALUE}.4f}{cells}".rstrip()


def _promises(evaluation: Evaluation) -> Iterator[str]:
    rule, abstention = evaluation.promises.conformal, evaluation.promises.abstention
    if rule is not None:
        yield from _titled("Promises")
        yield (
            f"  {'truth in the prediction set':<{NAME}}{_words(rule.coverage)}, promised "
            f"{1 - rule.alpha:.0%}, {rule.mean_set_size:.2f} labels on average"
        )
    if abstention is not None:
        yield f"  {'images answered':<{NAME}}{_words(abstention.coverage)}"
        yield f"  {'wrong among those answered':<{NAME}}{_words(abstention.error_answered)}"
        yield f"  {'wrong had it answered all':<{NAME}}{_words(abstention.error_all)}"


def _section(heading: str, figures: Figures, classes: int = 2) -> Iterator[str]:
    if not figures:
        return
    yield from _titled(heading)
    for name, found in figures.items():
        yield f"  {title(name, classes):<{NAME}}{_words(found)}"


def _titled(heading: str) -> tuple[str, str]:
    return "", heading


def _words(found: Interval) -> str:
    if math.isnan(found.value):
        return "not defined"
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"
