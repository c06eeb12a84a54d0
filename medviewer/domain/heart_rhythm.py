"""When the heart beat, as found in an ECG, and what follows from it."""

from dataclasses import dataclass

MS = 1000.0
PER_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class HeartRhythm:
    """Beats of one group of leads.

    Attributes:
        beats_s: the R peaks on the group's clock, in order; two at least.
        read_s: how much of the recording was looked at, from its start.
    """

    beats_s: tuple[float, ...]
    read_s: float

    @property
    def rr_ms(self) -> tuple[float, ...]:
        """From each beat to the next."""
        pairs = zip(self.beats_s, self.beats_s[1:], strict=False)
        return tuple((after - before) * MS for before, after in pairs)

    @property
    def mean_rr_ms(self) -> float:
        return (self.beats_s[-1] - self.beats_s[0]) * MS / (len(self.beats_s) - 1)

    @property
    def rate_per_min(self) -> float:
        """Of the mean interval."""
        return PER_MINUTE * MS / self.mean_rr_ms

    @property
    def sdnn_ms(self) -> float:
        """Standard deviation of the intervals (Task Force of ESC and NASPE 1996); 0 of a single one."""
        intervals, mean = self.rr_ms, self.mean_rr_ms
        if len(intervals) < 2:
            return 0.0
        squares = sum((each - mean) ** 2 for each in intervals)
        return float((squares / (len(intervals) - 1)) ** 0.5)
