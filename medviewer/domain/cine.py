"""When each frame of a moving image was taken, and how fast it is to be played."""

from datetime import datetime

from medviewer.domain.acquisition import DisplaySetKind
from medviewer.domain.study import DisplaySet

USUAL_RATE_FPS = 10.0  # for stacks whose header says nothing of time
SLOWEST_FPS, FASTEST_FPS = 0.5, 120.0


def frame_time_ms(display_set: DisplaySet, index: int) -> float | None:
    """When a frame of a moving image was taken, after its first; None where the header does not say."""
    if display_set.kind is not DisplaySetKind.CINE:
        return None
    frame, first = display_set.frames[index], display_set.frames[0]
    times = frame.instance.cine.frame_times_ms
    if frame.instance is first.instance and frame.frame_index < len(times):
        return times[frame.frame_index] - times[first.frame_index]
    return _between_ms(first.acquisition.date_time, frame.acquisition.date_time)


def rate_fps(display_set: DisplaySet) -> float:
    """How many frames a second to play: as recommended, else as acquired, else the usual."""
    stated = display_set.frames[0].instance.cine.rate_fps
    if stated is None:
        duration = frame_time_ms(display_set, display_set.count - 1)
        stated = 1000 * (display_set.count - 1) / duration if duration else USUAL_RATE_FPS
    return min(max(stated, SLOWEST_FPS), FASTEST_FPS)


def shown_for_ms(display_set: DisplaySet, index: int) -> float:
    """How long a frame stays: until the next one was taken where the steps in time differ."""
    usual = 1000 / rate_fps(display_set)
    if not display_set.frames[0].instance.cine.has_own_steps or index + 1 >= display_set.count:
        return usual
    now, then = frame_time_ms(display_set, index), frame_time_ms(display_set, index + 1)
    if now is None or then is None:
        return usual
    return min(max(then - now, 1000 / FASTEST_FPS), 1000 / SLOWEST_FPS)


def _between_ms(before: str, after: str) -> float | None:
    moments = [_moment(value) for value in (before, after)]
    if moments[0] is None or moments[1] is None:
        return None
    return (moments[1] - moments[0]).total_seconds() * 1000


def _moment(value: str) -> datetime | None:
    """`20260131142503.120000+0100` of PS3.5 section 6.2, None where it is cut off before the seconds."""
    digits, _, fraction = value.partition(".")
    try:
        whole = datetime.strptime(digits[:14], "%Y%m%d%H%M%S")
        return whole.replace(microsecond=int((fraction[:6] or "0").ljust(6, "0")))
    except ValueError:
        return None
