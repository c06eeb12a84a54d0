"""What a model that reads curves over time was made for, is asked, and answers."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from medviewer.words import Message

MOST_SAMPLES = 4_000_000  # of all leads of a window


@dataclass(frozen=True, slots=True)
class SignalSpec:
    """The curves a model was made for: `[signal]` of its card. Its network takes (windows, leads, samples).

    Attributes:
        leads: in the order of the network's input, by their short names ("I", "aVR", "V1").
        sampling_hz: recordings at another rate are resampled.
        seconds: length of one window; longer recordings are cut into several, shorter ones are refused.
        unit: UCUM of what it takes; voltages are brought to it.
    """

    leads: tuple[str, ...]
    sampling_hz: float
    seconds: float
    unit: str = "mV"

    def __post_init__(self) -> None:
        if not self.leads or len(set(self.leads)) != len(self.leads):
            raise ValueError("leads must name at least one, each once")
        if not 1.0 <= self.sampling_hz <= 100_000.0 or not 0.0 < self.seconds <= 3600.0:
            raise ValueError("sampling_hz must be 1 to 100000 and seconds at most 3600")
        if self.samples * len(self.leads) > MOST_SAMPLES:
            raise ValueError(f"a window must have at most {MOST_SAMPLES:,} samples")

    @property
    def samples(self) -> int:
        """Of each lead in one window."""
        return round(self.sampling_hz * self.seconds)


@dataclass(frozen=True, slots=True, eq=False)
class SignalRequest:
    """One recording for one imported model.

    Attributes:
        leads: short names, one a row of `samples`.
        samples: (leads, samples) in `unit`, NaN where the recorder left gaps.
    """

    request_id: str
    model_id: str
    leads: tuple[str, ...]
    samples: NDArray[np.float32]
    sampling_hz: float
    unit: str
    device: str = "auto"


@dataclass(frozen=True, slots=True, eq=False)
class SignalAnswer:
    """What it said: its author's labels, a score each, never a percentage.

    Attributes:
        scores: by label, the mean over the windows.
        windows: how many stretches of the recording it was shown.
    """

    request: SignalRequest
    model_title: str
    scores: dict[str, float] = field(default_factory=dict)
    windows: int = 0
    notes: tuple[Message, ...] = ()
