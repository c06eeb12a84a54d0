"""From the answers of every subject of a risk model to an evaluation, with its notes in words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from medviewer.ai.evaluation.risk.calibrating import group_values
from medviewer.ai.evaluation.risk.judging import AUC, C_INDEX, Judged, judge, risk_at_horizon
from medviewer.ai.figures.intervals import UNMEASURED
from medviewer.ai.risk.answers import (
    COX,
    COX_NETWORK,
    ENSEMBLE,
    HAZARD_NETWORK,
    LOGISTIC,
    NETWORK,
    Answer,
)
from medviewer.ai.systems.system import SubjectFigures, SubjectKind, SystemEvaluation
from medviewer.domain.model_trust import Interval
from medviewer.domain.system_card import SystemCard

NETWORKS = (HAZARD_NETWORK, COX_NETWORK, NETWORK)
FEW_EVENTS = 30


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """A split, the answers of every subject on it, and what must be said of it."""

    split: str
    by: Judged
    answers: Mapping[str, Answer]
    notes: tuple[str, ...] = ()


def evaluation_of(card: SystemCard, data: str, part: JudgedPart) -> SystemEvaluation:
    """Every subject's figures on that part."""
    subjects = tuple(
        SubjectFigures(name, kind_of(name), judge(name, answer, part.by))
        for name, answer in part.answers.items()
    )
    headline = C_INDEX if part.by.is_timed else AUC
    groups = len(set(part.by.found.group.tolist()))
    return SystemEvaluation(
        system_id=card.system_id,
        version=card.version,
        data=data,
        split=part.split,
        count=len(part.by.found),
        groups=groups if groups < len(part.by.found) else 0,
        subjects=subjects,
        default=card.default,
        headline=headline,
        notes=(*part.notes, *_notes(part, subjects, headline)),
        details=_details(card.default, part),
    )


def kind_of(name: str) -> SubjectKind:
    if name == ENSEMBLE:
        return SubjectKind.ENSEMBLE
    return SubjectKind.NETWORK if name in NETWORKS else SubjectKind.BASELINE


def _notes(
    part: JudgedPart, subjects: tuple[SubjectFigures, ...], headline: str
) -> tuple[str, ...]:
    events = int(part.by.found.event.sum())
    found = [f"{events} of {len(part.by.found)} rows have the outcome."]
    if part.by.is_timed:
        found.append(
            f"Horizon {part.by.horizon:g}; censoring is weighed by the training part's curve."
        )
        if not part.by.found.begins_late:
            found.append(
                "ici is a mean distance: resampling makes it larger, so its interval may lie above it."
            )
        else:
            found.append(
                "Rows begin late (a value changes within a patient), so that squared errors and calibration "
                "of one forecast are not defined; pairs are compared while both are under observation."
            )
    if events < FEW_EVENTS:
        found.append("So few outcomes give wide intervals: differences within them mean nothing.")
    return (*found, _verdict(subjects, headline))


def _verdict(subjects: tuple[SubjectFigures, ...], headline: str) -> str:
    """Whether anything beats the classical regression here, said openly."""
    found = {each.name: each.figures.get(headline, UNMEASURED) for each in subjects}
    by_name = {name: figure for name, figure in found.items() if math.isfinite(figure.value)}
    plain = by_name.get(COX) or by_name.get(LOGISTIC)
    if plain is None:
        return (
            f"The classical regression has no {headline} on these rows: too few differ in outcome."
        )
    rivals = {name: f for name, f in by_name.items() if name in (*NETWORKS, ENSEMBLE)}
    best = max(rivals, key=lambda name: rivals[name].value, default="")
    if not best or rivals[best].value <= plain.value:
        return f"Nothing beats the classical regression here ({headline} {plain.value:.3f})."
    apart = "beyond" if _is_apart(rivals[best], plain) else "within"
    return (
        f"{best} has {headline} {rivals[best].value:.3f} against {plain.value:.3f} of the classical "
        f"regression: {apart} the intervals."
    )


def _is_apart(one: Interval, other: Interval) -> bool:
    return one.low > other.high


def _details(default: str, part: JudgedPart) -> dict[str, object]:
    answer = part.answers.get(default)
    if answer is None or not part.by.is_timed or part.by.found.begins_late:
        return {}
    risk = risk_at_horizon(default, answer, part.by)
    return {
        "horizon": part.by.horizon,
        "calibration_groups": group_values(part.by.found, risk, part.by.horizon),
    }
