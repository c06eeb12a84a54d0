"""Made ECGs: beats where they are asked for, with P and T waves, wander and noise."""

from collections.abc import Sequence

import numpy as np

from medviewer.domain.waveform import Channel, MultiplexGroup

LEADS = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
GAINS = (0.6, 1.0, 0.5, -0.8, 0.3, 0.7, -0.5, 0.4, 0.8, 1.2, 1.1, 0.8)  # mV of each lead's R wave
WAVES = ((-0.16, 0.025, 0.12), (0.0, 0.012, 1.0), (0.03, 0.012, -0.25), (0.26, 0.05, 0.3))


def made_ecg(
    beats_s: Sequence[float],
    seconds: float = 10.0,
    hz: float = 500.0,
    noise_mv: float = 0.02,
    unit: str = "mV",
) -> MultiplexGroup:
    """Twelve leads; `WAVES` are P, R, S and T: seconds from the R peak, width, height."""
    clock = np.arange(round(seconds * hz)) / hz
    shape = np.zeros_like(clock)
    for beat in beats_s:
        for after, width, height in WAVES:
            shape += height * np.exp(-0.5 * ((clock - beat - after) / width) ** 2)
    random = np.random.default_rng(5)
    wander = 0.3 * np.sin(2 * np.pi * 0.3 * clock)
    scale = {"mV": 1.0, "uV": 1000.0}[unit]
    channels = tuple(
        Channel(
            f"Lead {lead}",
            (scale * (gain * shape + wander + random.normal(0, noise_mv, len(clock)))).astype(
                np.float32
            ),
            unit,
        )
        for lead, gain in zip(LEADS, GAINS, strict=True)
    )
    return MultiplexGroup("RHYTHM", hz, channels)
