"""Fixed amounts to compare with: the memory that a volume justifies, the time of one frame on a screen."""

from collections.abc import Callable

from tests.benchmarks import data

INTERPRETER_MB = 60  # beside the volume, by the issue
SHARE = 1.2


def memory_of_ct() -> Callable[[], float]:
    """Megabytes: 1.2 x the int16 volume + 60."""
    return lambda: SHARE * data.SLICES * data.SIDE**2 * 2 / 1e6 + INTERPRETER_MB


def four_gigabytes() -> Callable[[], float]:
    return lambda: (4 << 30) / 1e6


def one_frame_at_60_hz() -> Callable[[], float]:
    return lambda: 0.0167


def tenth_of_a_millisecond() -> Callable[[], float]:
    return lambda: 0.0001


def two_frames() -> Callable[[], float]:
    """What a drag may take to be followed: two frames of a screen."""
    return lambda: 0.033


def tenth_of_a_second() -> Callable[[], float]:
    """What a hand still takes for its own doing while it turns something."""
    return lambda: 0.1


def fifty_milliseconds() -> Callable[[], float]:
    return lambda: 0.05


def two_gigabytes() -> Callable[[], float]:
    """GB a process may take that analyses a chest CT of 300 slices."""
    return lambda: 2.0
