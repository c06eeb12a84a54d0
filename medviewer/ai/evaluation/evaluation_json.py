"""An evaluation as JSON: what scripts, `make models-check` and other people's tables read."""

import math

from medviewer.ai.evaluation.card_metrics import DIGITS
from medviewer.ai.evaluation.classification import Figures
from medviewer.ai.evaluation.evaluate import Evaluation
from medviewer.ai.evaluation.figure_names import RIVALS
from medviewer.domain.model_trust import CALIBRATION_GATE, Interval, OperatingPoint

Json = dict[str, object]
ALIASES = {"sensitivity": "recall", "log_loss": "nll"}  # one figure under both of its common names


def as_json(evaluation: Evaluation) -> Json:
    """Plain values only; figures that are not defined are null."""
    card = evaluation.card
    return {
        "model": card.model_id,
        "version": card.version,
        "weights_sha256": card.weights_sha256,
        "data": evaluation.data,
        "split": evaluation.split,
        "n": evaluation.count,
        "groups": evaluation.groups,
        "classes": dict(zip(evaluation.classes, evaluation.counts, strict=True)),
        "score_threshold": card.score_threshold,
        "metrics": _figures(evaluation.figures),
        "members_auc": [_number(each) for each in evaluation.members],
        "per_class": {name: _figures(each) for name, each in evaluation.per_class.items()},
        "confusion_matrix": [list(row) for row in evaluation.confusion_matrix],
        "localisation": _figures(evaluation.localisation),
        "baselines": _baselines(evaluation),
        "subgroups": {name: _figures(each) for name, each in evaluation.subgroups.items()},
        "operating_points": [_point(each) for each in evaluation.promises.operating_points],
        "calibration": _calibration(evaluation),
        "conformal": _conformal(evaluation),
        "abstention": _abstention(evaluation),
    }


def _figures(figures: Figures) -> Json:
    found: Json = {name: _interval(each) for name, each in figures.items()}
    return found | {alias: found[name] for name, alias in ALIASES.items() if name in found}


def _baselines(evaluation: Evaluation) -> Json:
    fitted: Json = {name: _figures(each) for name, each in evaluation.baselines.items()}
    return {"measured_here": bool(fitted), "models": fitted or _of_card(evaluation)}


def _of_card(evaluation: Evaluation) -> Json:
    """What the card says of baselines, on the split it says it of."""
    found: dict[str, dict[str, object]] = {}
    for metric in evaluation.card.metrics:
        if metric.subject not in RIVALS:
            continue
        of_split = {
            "split": metric.split,
            "value": metric.value,
            "low": metric.low,
            "high": metric.high,
        }
        found.setdefault(metric.subject, {})[metric.name] = of_split
    return dict(found)


def _point(point: OperatingPoint) -> Json:
    return {
        "name": point.name,
        "label": point.label,
        "threshold": point.threshold,
        "sensitivity": _interval(point.sensitivity),
        "specificity": _interval(point.specificity),
        "ppv": _interval(point.ppv),
        "prevalence": point.prevalence,
    }


def _calibration(evaluation: Evaluation) -> Json:
    calibration = evaluation.card.calibration
    error = evaluation.figures.get("ece")
    return {
        "method": calibration.method if calibration else "none",
        "parameters": list(calibration.parameters) if calibration else [],
        "fitted_on": calibration.fitted_on if calibration else "",
        "ece": _interval(error) if error else None,
        "gate": CALIBRATION_GATE,
        "bins": [
            {
                "predicted": _number(each.predicted),
                "observed": _number(each.observed),
                "n": each.count,
            }
            for each in evaluation.promises.reliability
        ],
    }


def _conformal(evaluation: Evaluation) -> Json | None:
    rule = evaluation.promises.conformal
    if rule is None:
        return None
    return {
        "alpha": rule.alpha,
        "coverage": _interval(rule.coverage),
        "mean_set_size": _number(rule.mean_set_size),
    }


def _abstention(evaluation: Evaluation) -> Json | None:
    rule = evaluation.promises.abstention
    if rule is None:
        return None
    return {
        "max_spread": rule.max_spread,
        "coverage": _interval(rule.coverage),
        "error_answered": _interval(rule.error_answered),
        "error_all": _interval(rule.error_all),
    }


def _interval(found: Interval) -> Json:
    return {
        "value": _number(found.value),
        "low": _number(found.low),
        "high": _number(found.high),
    }


def _number(value: float) -> float | None:
    return round(value, DIGITS) if math.isfinite(value) else None
