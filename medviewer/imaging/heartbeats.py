"""Finds the R peaks of an ECG, over all of its leads at once, and so its rate.

leads ─► 5–15 Hz ─► slope² summed over leads ─► mean over 120 ms ─► peaks above a share of their neighbours'
─► each put where the filtered curves are farthest from zero

After Pan and Tompkins, A Real-Time QRS Detection Algorithm, IEEE Trans Biomed Eng 1985; thresholds are taken
from the whole recording, which is at hand.
"""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.heart_rhythm import HeartRhythm
from medviewer.domain.waveform import MultiplexGroup
from medviewer.imaging.ecg_paper import CHEST_ORDER, VOLTS, is_voltage, short_name

Curve = NDArray[np.float64]

MOST_SECONDS = 600.0  # of a recording; a day's would be read for minutes
SLOWEST_HZ = 80.0  # sampled more slowly, a QRS complex is two or three samples
SMOOTH_S, BASELINE_S = 0.03, 0.2  # moving means that leave about 5 to 15 Hz
ENERGY_S = 0.12  # about a QRS complex
REFRACTORY_S = 0.25  # no ventricle beats sooner; T waves fall within
STRETCH_S = 2.0  # holds a beat at 30/min
SHARE = 0.25  # of the usual beat's energy, from which on a peak is one
QUIET_MV = 0.05  # a lead that moves less, filtered, is off
PLACE_S = 0.06  # either side of the energy's peak


def heart_rhythm(group: MultiplexGroup) -> HeartRhythm | None:
    """The beats of a group with ECG leads; None where it has none, or fewer than two beats were found."""
    rate = group.sampling_hz
    leads = [c for c in group.channels if is_voltage(c) and short_name(c) in CHEST_ORDER]
    count = min(group.count, round(MOST_SECONDS * rate))
    if not leads or rate < SLOWEST_HZ or count < rate * REFRACTORY_S * 2:
        return None
    curves = np.stack([_whole(c.samples[:count]) * VOLTS[c.unit] for c in leads])
    filtered = _band(curves, rate)
    filtered = filtered[np.abs(filtered).max(axis=1) >= QUIET_MV]
    if not len(filtered):
        return None
    beats = _beats(filtered, rate)
    if len(beats) < 2:
        return None
    return HeartRhythm(tuple(float(beat) / rate for beat in beats), count / rate)


def _whole(samples: NDArray[np.float32]) -> Curve:
    """Gaps bridged by straight lines, which have no beats."""
    values = samples.astype(np.float64)
    is_known = np.isfinite(values)
    if not is_known.any():
        return np.zeros(len(values))
    places = np.arange(len(values))
    bridged: Curve = np.interp(places, places[is_known], values[is_known])
    return bridged


def _band(curves: Curve, rate: float) -> Curve:
    smooth = _moving_mean(curves, round(SMOOTH_S * rate))
    return smooth - _moving_mean(smooth, round(BASELINE_S * rate))


def _beats(filtered: Curve, rate: float) -> list[int]:
    """Indices of the R peaks."""
    energy = _moving_mean(
        (np.gradient(filtered, axis=1) ** 2).sum(axis=0)[None], round(ENERGY_S * rate)
    )[0]
    size = np.abs(filtered).sum(axis=0)
    least = SHARE * _usual_peak(energy, rate)
    found: list[int] = []
    for peak in _peaks(energy, round(REFRACTORY_S * rate)):
        if energy[peak] >= least > 0:
            first = max(peak - round(PLACE_S * rate), 0)
            found.append(first + int(size[first : peak + round(PLACE_S * rate) + 1].argmax()))
    return sorted(set(found))


def _usual_peak(energy: Curve, rate: float) -> float:
    """The median over stretches of the highest: a spike of noise in one of them counts for nothing."""
    step = round(STRETCH_S * rate)
    stretches = [energy[start : start + step] for start in range(0, len(energy), step)]
    whole = [each.max() for each in stretches if len(each) == step] or [energy.max()]
    return float(np.median(whole))


def _peaks(energy: Curve, apart: int) -> list[int]:
    """Local peaks, the highest first, none nearer than `apart` to a higher one; in order of time."""
    inner = np.flatnonzero((energy[1:-1] >= energy[:-2]) & (energy[1:-1] > energy[2:])) + 1
    is_free = np.ones(len(energy), bool)
    kept = []
    for peak in inner[np.argsort(-energy[inner], kind="stable")]:
        if is_free[peak]:
            kept.append(int(peak))
            is_free[max(peak - apart + 1, 0) : peak + apart] = False
    return sorted(kept)


def _moving_mean(curves: Curve, width: int) -> Curve:
    """Of each row (rows, samples), over an odd width; the ends are repeated beyond themselves."""
    half = max(width, 1) // 2
    padded = np.pad(curves, ((0, 0), (half + 1, half)), mode="edge")
    sums = padded.cumsum(axis=1)
    mean: Curve = (sums[:, 2 * half + 1 :] - sums[:, : -(2 * half + 1)]) / (2 * half + 1)
    return mean
