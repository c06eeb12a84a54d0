"""Curves over time: an ECG, haemodynamics, sound (PS3.3 C.10.9), in the units they were measured in."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.heart_rhythm import HeartRhythm
from medviewer.words import Message

Samples = NDArray[np.float32]  # in the channel's unit; NaN where the recorder left gaps


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """One lead.

    Attributes:
        source: what it was recorded from, in the writer's words; `label` is what the recorder calls it.
        unit: UCUM of `samples`, "" where they could not be calibrated: then they are stored numbers.
        skew_s: how much later than the group's clock its first sample was taken.
        low_hz, high_hz, notch_hz: the filters it went through, where stated.
    """

    name: str
    samples: Samples
    unit: str = ""
    label: str = ""
    skew_s: float = 0.0
    low_hz: float | None = None
    high_hz: float | None = None
    notch_hz: float | None = None

    @property
    def has_samples(self) -> bool:
        """Whether it is more than gaps."""
        return bool(np.isfinite(self.samples).any())


@dataclass(frozen=True, slots=True, eq=False)
class MultiplexGroup:
    """Channels sampled together.

    Attributes:
        originality: ORIGINAL or DERIVED.
        offset_s: when its first sample was taken, after the acquisition began.
    """

    label: str
    sampling_hz: float
    channels: tuple[Channel, ...]
    originality: str = ""
    offset_s: float = 0.0

    @property
    def count(self) -> int:
        """Samples of each channel."""
        return len(self.channels[0].samples) if self.channels else 0

    @property
    def duration_s(self) -> float:
        return self.count / self.sampling_hz if self.sampling_hz > 0 else 0.0


@dataclass(frozen=True, slots=True)
class WaveformAnnotation:
    """What was said of the curves.

    Attributes:
        text: words, or a measured value with its unit.
        group: number of the multiplex group it speaks of, 0 first; None for all.
        channels: numbers of its channels, 0 first; () for all.
        times_s: places or ends of spans on the group's clock; () for the whole.
    """

    name: str
    text: str
    group: int | None = None
    channels: tuple[int, ...] = ()
    times_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class WaveformRecord:
    """One recording.

    Attributes:
        rhythms: of each group, as measured here; None where it has no beats. Empty where nobody measured.
    """

    sop_instance_uid: str
    title: str
    groups: tuple[MultiplexGroup, ...]
    annotations: tuple[WaveformAnnotation, ...] = ()
    acquired_at: str = ""
    notes: tuple[Message, ...] = field(default=())
    rhythms: tuple[HeartRhythm | None, ...] = ()
