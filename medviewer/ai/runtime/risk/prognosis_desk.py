"""Answers a `PrognosisRequest` in the worker process: a curve with its interval, and what it rests on."""

import math

import numpy as np

from medviewer.ai.installed_systems import find_system
from medviewer.ai.risk.answers import Answer
from medviewer.ai.risk.clinical_table import ColumnKind, number
from medviewer.ai.risk.encoding import EncodedColumn
from medviewer.ai.risk.kaplan_meier import Z_95
from medviewer.ai.risk.model_file import as_risk_model
from medviewer.ai.risk.outcomes import Floats
from medviewer.ai.runtime.risk.risk_system import RiskSystem, load_risk_system
from medviewer.domain.model_trust import Interval
from medviewer.domain.prognosis import (
    CurvePoint,
    PrognosisRequest,
    PrognosisResult,
    RiskModel,
    UsedInput,
)
from medviewer.domain.system_card import SystemCard
from medviewer.errors import InputError, ModelUnusable
from medviewer.progress import CancelToken, ProgressSink
from medviewer.words import Message, message

FEW_EVENTS = 50  # learnt from; below it every curve is a sketch
LONGEST_VALUE = 400
CHANCE = 0.5


class PrognosisDesk:
    """Keeps the models it was asked for, as long as their cards stay the same."""

    def __init__(self) -> None:
        self._loaded: dict[str, tuple[SystemCard, RiskSystem]] = {}

    def __call__(
        self, request: object, progress: ProgressSink, token: CancelToken
    ) -> PrognosisResult:
        """The answer of the model's default subject.

        Raises:
            InputError: see `prognosis`.
            ModelUnusable: there is no such model, or its files are not those of its card.
        """
        del progress
        assert isinstance(request, PrognosisRequest)  # what this desk is opened for
        token.check()
        card, system = self._system(request.model_id)
        return prognosis(request, card, system)

    def _system(self, model_id: str) -> tuple[SystemCard, RiskSystem]:
        place = find_system(model_id)
        if place is None or place.card.family != "risk":
            raise ModelUnusable(
                message(
                    "Risk",
                    "There is no risk model “{model}” on this computer. Train one on a table.",
                    model=model_id,
                )
            )
        kept = self._loaded.get(model_id)
        if kept is None or kept[0] != place.card:
            kept = (place.card, load_risk_system(place.folder, place.card))
            self._loaded[model_id] = kept
        return kept


def open_desk(device: str) -> PrognosisDesk:
    """Tables are small: the processor computes, whatever the device."""
    del device
    return PrognosisDesk()


def prognosis(request: PrognosisRequest, card: SystemCard, system: RiskSystem) -> PrognosisResult:
    """One patient's answer, with everything a reader needs to doubt it by.

    Raises:
        InputError: nothing the model reads is stated, or a value is none it can read.
    """
    values = {each.name: each.text.strip()[:LONGEST_VALUE] for each in request.values}
    _refuse_unreadable(system.file.encoding.columns, values)
    inputs = system.file.encoding.one(values)
    answer = system.ask(system.file.default, inputs)
    used = _used_inputs(system, values, inputs)
    curve = _curve(system, answer) if system.file.is_timed else ()
    model = as_risk_model(request.model_id, card, system.file)
    shown = _metric(card, card.default)
    return PrognosisResult(
        request=request,
        model=model,
        curve=curve,
        population=_population(system) if system.file.is_timed else (),
        risk=_risk(system, answer),
        population_risk=_population_risk(system),
        median=median_of(curve),
        inputs=used,
        answered_by=card.default,
        c_index=shown,
        simple_c_index=_metric(card, "cox" if system.file.is_timed else "logistic"),
        cautions=_cautions(model, used, shown),
    )


def _refuse_unreadable(columns: tuple[EncodedColumn, ...], values: dict[str, str]) -> None:
    """Everybody's curve is no patient's, and a word where a number belongs is a slip of the pen."""
    stated = [(each, values[each.name]) for each in columns if values.get(each.name)]
    if not stated:
        raise InputError(
            message(
                "Risk",
                "Nothing the model reads is stated of the patient. Fill in at least one of: {names}.",
                names=", ".join(each.name for each in columns),
            )
        )
    for column, text in stated:
        if column.kind is ColumnKind.NUMBER and math.isnan(number(text)):
            raise InputError(
                message(
                    "Risk",
                    "“{value}” is no number, which {name} must be. Correct it, or leave it empty.",
                    value=text,
                    name=column.name,
                )
            )


def median_of(curve: tuple[CurvePoint, ...]) -> Interval | None:
    """When the curve and its bounds cross one half; None where the curve stays above."""
    crossed = [each.time for each in curve if each.survival <= CHANCE]
    if not crossed:
        return None
    low = next((each.time for each in curve if each.low <= CHANCE), math.inf)
    high = next((each.time for each in curve if each.high <= CHANCE), math.inf)
    return Interval(crossed[0], low, high)


def _curve(system: RiskSystem, answer: Answer) -> tuple[CurvePoint, ...]:
    middle, low, high = (answer.survival(by)[0] for by in (0.0, Z_95, -Z_95))
    return _points(system.grid, middle, low, high)


def _population(system: RiskSystem) -> tuple[CurvePoint, ...]:
    curve = system.classical.kaplan_meier
    return _points(system.grid, curve.at(system.grid), *curve.band(system.grid))


def _points(grid: Floats, middle: Floats, low: Floats, high: Floats) -> tuple[CurvePoint, ...]:
    rows = zip(grid.tolist(), middle.tolist(), low.tolist(), high.tolist(), strict=True)
    return (CurvePoint(0.0, 1.0, 1.0, 1.0), *(CurvePoint(*row) for row in rows))


def _risk(system: RiskSystem, answer: Answer) -> Interval:
    if not system.file.is_timed:
        middle, low, high = (float(answer.chance(by)[0, 0]) for by in (0.0, -Z_95, Z_95))
        return Interval(middle, low, high)
    column = _horizon_column(system)
    middle, low, high = (1 - float(answer.survival(by)[0, column]) for by in (0.0, -Z_95, Z_95))
    return Interval(middle, low, high)


def _population_risk(system: RiskSystem) -> Interval:
    """Of a yes-or-no outcome all rows have the one time 1: the curve's end is the share."""
    curve = system.classical.kaplan_meier
    when = np.array([system.file.horizon if system.file.is_timed else 1.0])
    low, high = curve.band(when)
    return Interval(1 - float(curve.at(when)[0]), 1 - float(high[0]), 1 - float(low[0]))


def _used_inputs(
    system: RiskSystem, values: dict[str, str], inputs: Floats
) -> tuple[UsedInput, ...]:
    """Each input against its training average, all others as stated; the strongest first."""
    column = _horizon_column(system) if system.file.is_timed else 0
    own = system.ask(system.file.default, inputs).scale[0, column]
    used, start = [], 0
    for each in system.file.encoding.columns:
        end = start + len(each.centers)
        averaged = inputs.copy()
        averaged[0, start:end] = 0.0
        without = system.ask(system.file.default, averaged).scale[0, column]
        used.append(_used(each, values.get(each.name, ""), float(own - without)))
        start = end
    return tuple(sorted(used, key=lambda each: -abs(each.contribution)))


def _used(column: EncodedColumn, text: str, contribution: float) -> UsedInput:
    is_missing = not text
    return UsedInput(column.name, text, contribution, is_missing, column.is_beyond(text))


def _horizon_column(system: RiskSystem) -> int:
    return int(np.argmin(np.abs(system.grid - system.file.horizon)))


def _metric(card: SystemCard, subject: str) -> Interval | None:
    found = (m for m in card.metrics if m.subject == subject and m.name in ("c_index", "auc"))
    metric = next(found, None)
    return None if metric is None else Interval(metric.value, metric.low, metric.high)


def _cautions(
    model: RiskModel, used: tuple[UsedInput, ...], shown: Interval | None
) -> tuple[Message, ...]:
    missing = [each.name for each in used if each.is_missing]
    beyond = [each.name for each in used if each.is_extrapolated]
    found = []
    if missing:
        text = "Missing, taken as the training average: {names}."
        found.append(message("Risk", text, names=", ".join(missing)))
    if beyond:
        text = "Outside of what the model learnt from, so extrapolated: {names}."
        found.append(message("Risk", text, names=", ".join(beyond)))
    if shown is None or shown.low <= CHANCE:
        text = "On patients it did not learn from, the model orders no better than chance."
        found.append(message("Risk", text))
    if model.events < FEW_EVENTS:
        text = "Learnt from {events} outcomes only: the interval is wider than drawn."
        found.append(message("Risk", text, events=model.events))
    return tuple(found)
