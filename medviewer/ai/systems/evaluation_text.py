"""An evaluation of a system as JSON, as lines for people, and as the metrics of its card."""

import math

from medviewer.ai.systems.system import SubjectKind, SystemEvaluation
from medviewer.domain.model_card import Metric
from medviewer.domain.model_trust import Interval

DIGITS = 4
Json = dict[str, object]


def as_json(evaluation: SystemEvaluation) -> Json:
    """Plain values only, in the shape of an image model's evaluation; what is not defined is null.

    `metrics` are those of the subject that answers by default; `baselines.models` those it is held against;
    `subjects` all of them.
    """
    default = evaluation.of(evaluation.default)
    return {
        "model": evaluation.system_id,
        "version": evaluation.version,
        "data": evaluation.data,
        "split": evaluation.split,
        "n": evaluation.count,
        "groups": evaluation.groups,
        "default": evaluation.default,
        "headline": evaluation.headline,
        "metrics": {} if default is None else _figures(default.figures),
        "baselines": {
            "measured_here": True,
            "models": {
                each.name: _figures(each.figures)
                for each in evaluation.subjects
                if each.kind is SubjectKind.BASELINE
            },
        },
        "subjects": {
            each.name: {"kind": str(each.kind), "metrics": _figures(each.figures)}
            for each in evaluation.subjects
        },
        "notes": list(evaluation.notes),
        "details": evaluation.details or {},
    }


def as_lines(evaluation: SystemEvaluation) -> list[str]:
    """A table: one line a subject and figure."""
    head = (
        f"{evaluation.system_id} {evaluation.version}, {evaluation.data}, {evaluation.split}: "
        f"{evaluation.count} cases"
    )
    lines = [head + (f" of {evaluation.groups} groups" if evaluation.groups else "")]
    for each in evaluation.subjects:
        mark = "*" if each.name == evaluation.default else " "
        lines += [
            f"{mark} {each.name:36} {name:24} {_words(found)}"
            for name, found in each.figures.items()
        ]
    return [*lines, "* answers by default", *evaluation.notes]


def card_metrics(evaluation: SystemEvaluation) -> tuple[Metric, ...]:
    """Every defined figure, for the card."""
    return tuple(
        Metric(
            each.name,
            name,
            round(found.value, DIGITS),
            round(found.low, DIGITS),
            round(found.high, DIGITS),
            evaluation.data,
            evaluation.split,
        )
        for each in evaluation.subjects
        for name, found in each.figures.items()
        if all(math.isfinite(value) for value in (found.value, found.low, found.high))
    )


def _figures(figures: dict[str, Interval]) -> Json:
    return {
        name: {key: _number(getattr(found, key)) for key in ("value", "low", "high")}
        for name, found in figures.items()
    }


def _number(value: float) -> float | None:
    return round(value, DIGITS) if math.isfinite(value) else None


def _words(found: Interval) -> str:
    return f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"
