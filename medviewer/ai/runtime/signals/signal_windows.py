"""A recording as a model takes it: its leads in its order, its unit, its rate, cut into windows.

What cannot be brought there is refused: a lead is never made up, and a shorter recording is not repeated.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.signal_model import SignalRequest, SignalSpec
from medviewer.errors import NotApplicable
from medviewer.imaging.ecg_paper import VOLTS
from medviewer.words import Message, message

Windows = NDArray[np.float32]

MOST_WINDOWS = 60
MOST_GAPS = 0.05  # of a lead; more is no recording of it
FINEST_RATIO = 1000  # of two sampling rates, as a fraction


def signal_windows(request: SignalRequest, spec: SignalSpec) -> Windows:
    """(windows, leads, samples), from the start; what is left at the end is not read.

    Raises:
        NotApplicable: a lead is missing or full of gaps, the unit is no voltage, or it is too short.
    """
    missing = [lead for lead in spec.leads if lead not in request.leads]
    if missing:
        raise _refused(message("Signals", "it lacks {leads}", leads=", ".join(missing)))
    if request.sampling_hz <= 0 or request.samples.ndim != 2:
        raise _refused(message("Signals", "it does not say how it was sampled"))
    rows = request.samples[[request.leads.index(lead) for lead in spec.leads]]
    most = round(MOST_WINDOWS * spec.seconds * request.sampling_hz)
    curves = _whole(rows[:, :most].astype(np.float64)) * _in_unit(request.unit, spec.unit)
    resampled = _resampled(curves, request.sampling_hz, spec.sampling_hz)
    count = min(resampled.shape[1] // spec.samples, MOST_WINDOWS)
    if not count:
        seconds = f"{request.samples.shape[1] / request.sampling_hz:g}"
        raise _refused(
            message(
                "Signals",
                "it has {seconds} s, and the model reads {wanted} s",
                seconds=seconds,
                wanted=f"{spec.seconds:g}",
            )
        )
    cut = resampled[:, : count * spec.samples].reshape(len(spec.leads), count, spec.samples)
    return np.ascontiguousarray(cut.transpose(1, 0, 2), np.float32)


def _in_unit(stated: str, wanted: str) -> float:
    """What the samples are multiplied by."""
    if stated == wanted:
        return 1.0
    if stated in VOLTS and wanted in VOLTS:
        return VOLTS[stated] / VOLTS[wanted]
    raise _refused(
        message(
            "Signals",
            "it is in {unit}, and the model reads {wanted}",
            unit=stated or "?",
            wanted=wanted,
        )
    )


def _whole(curves: NDArray[np.float64]) -> NDArray[np.float64]:
    """A few gaps are bridged by straight lines."""
    places = np.arange(curves.shape[1])
    for row in curves:
        is_known = np.isfinite(row)
        if not len(row) or 1 - is_known.mean() > MOST_GAPS:
            raise _refused(message("Signals", "a lead is mostly gaps"))
        row[~is_known] = np.interp(places[~is_known], places[is_known], row[is_known])
    return curves


def _resampled(curves: NDArray[np.float64], from_hz: float, to_hz: float) -> NDArray[np.float64]:
    """With a low-pass below half of the lower rate."""
    if from_hz == to_hz:
        return curves
    from scipy.signal import resample_poly  # only where rates differ

    ratio = Fraction(to_hz / from_hz).limit_denominator(FINEST_RATIO)
    found: NDArray[np.float64] = resample_poly(
        curves, ratio.numerator, ratio.denominator, axis=1, padtype="line"
    )
    return found


def _refused(why: Message) -> NotApplicable:
    return NotApplicable(
        message(
            "Signals",
            "The model cannot read this recording: {why}. Choose another group of leads or another model.",
            why=why,
        )
    )
