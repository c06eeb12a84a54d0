"""What an instance's header says of the times of its frames."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameTiming:
    """The Cine module's facts (PS3.3 C.7.6.5).

    Attributes:
        frame_times_ms: of each stored frame after the first one; () where unknown.
        rate_fps: what the header recommends, or what its times amount to.
        has_own_steps: whether the steps in time differ from one another and are to be kept while playing.
    """

    frame_times_ms: tuple[float, ...] = ()
    rate_fps: float | None = None
    has_own_steps: bool = False


NO_TIMING = FrameTiming()
