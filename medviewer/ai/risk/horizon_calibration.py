"""Whether the risk foretold for a time comes true: in groups, by slope, and by a smooth curve."""

from dataclasses import dataclass

import numpy as np

from medviewer.ai.risk.cox import fit_cox
from medviewer.ai.risk.kaplan_meier import kaplan_meier
from medviewer.ai.risk.outcomes import Floats, Followed, Rows

LEAST_RISK = 1e-6
KNOTS = (0.1, 0.5, 0.9)  # quantiles: three knots, since few rows are judged by


@dataclass(frozen=True, slots=True)
class CalibrationGroup:
    """Rows of about equal foretold risk, and what Kaplan–Meier says came true, with its interval."""

    foretold: float
    observed: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class HorizonCalibration:
    """Calibration at one time.

    Attributes:
        observed_to_foretold: ratio of the observed risk to the mean of those foretold; 1 is right.
        slope: of log(-log(survival)); below 1 the forecasts are too extreme.
        ici: mean distance of foretold from smoothly observed risk (Austin et al. 2020).
    """

    observed_to_foretold: float
    slope: float
    ici: float


def calibration_groups(
    found: Followed, risk: Floats, horizon: float, count: int = 5
) -> tuple[CalibrationGroup, ...]:
    """Rows in order of foretold risk, cut into groups of equal size."""
    parts = np.array_split(np.argsort(risk, kind="stable"), min(count, max(1, len(risk) // 8)))
    return tuple(_group(found, risk, part, horizon) for part in parts if len(part))


def horizon_calibration(found: Followed, risk: Floats, horizon: float) -> HorizonCalibration:
    """Of (n,) foretold risks of the outcome by the horizon.

    Crowson, Atkinson and Therneau, Stat Methods Med Res 25 (2016) 1692; Austin, Harrell and van Klaveren,
    Statistics in Medicine 39 (2020) 2714.
    """
    seen = 1 - float(kaplan_meier(found).at(np.array([horizon]))[0])
    ends = np.minimum(found.time, horizon)  # later outcomes are not this forecast's matter
    until = Followed(ends, found.event & (found.time <= horizon), found.start, found.group)
    scale = np.log(-np.log1p(-np.clip(risk, LEAST_RISK, 1 - LEAST_RISK)))
    if until.event.sum() < 2 or np.ptp(scale) < 1e-6:  # one forecast for everybody has no slope
        return HorizonCalibration(seen / max(float(risk.mean()), LEAST_RISK), np.nan, np.nan)
    centred = (scale - scale.mean())[:, None]
    slope = float(fit_cox(centred, until, 1e-6).weights[0])
    smooth = _smooth_risk(scale, until, horizon)
    return HorizonCalibration(
        seen / max(float(risk.mean()), LEAST_RISK), slope, float(np.abs(smooth - risk).mean())
    )


def _smooth_risk(scale: Floats, found: Followed, horizon: float) -> Floats:
    """(n,) observed risk as a smooth function of the foretold, by Cox regression on a cubic spline."""
    basis = _spline(scale)
    basis = (basis - basis.mean(0)) / np.maximum(basis.std(0), 1e-9)
    fit = fit_cox(basis, found, 0.1)
    risk: Floats = 1 - np.exp(-fit.cumulative(basis, np.array([horizon]))[:, 0])
    return risk


def _spline(values: Floats) -> Floats:
    """The value and one cubic bend, straight beyond the outer knots: Harrell's restricted spline."""
    low, middle, high = np.quantile(values, KNOTS)
    if not low < middle < high:
        return values[:, None]

    def cube(knot: float) -> Floats:
        found: Floats = np.maximum(values - knot, 0.0) ** 3
        return found

    bend = cube(low) - cube(middle) * (high - low) / (high - middle)
    bend = bend + cube(high) * (middle - low) / (high - middle)
    return np.stack([values, bend / (high - low) ** 2], axis=1)


def _group(found: Followed, risk: Floats, part: Rows, horizon: float) -> CalibrationGroup:
    curve, when = kaplan_meier(found.only(part)), np.array([horizon])
    low, high = curve.band(when)
    return CalibrationGroup(
        float(risk[part].mean()),
        1 - float(curve.at(when)[0]),
        1 - float(high[0]),
        1 - float(low[0]),
        len(part),
    )
