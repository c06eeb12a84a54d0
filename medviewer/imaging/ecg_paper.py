"""Curves on millimetre paper: which lead stands where, for how long, and how many millimetres its unit is.

Places are millimetres of paper, right and up, from the left end of the lowest row.
"""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.waveform import Channel, MultiplexGroup

SPEED_MM_PER_S = 25.0
GAIN_MM_PER_MV = 10.0
ROW_MM = 22.0  # between two rows of leads
MARGIN_MM = 9.0  # left of a row: the calibration pulse and the lead's name
PULSE_MM = 5.0  # wide; it is 1 mV high
OTHER_CURVE_MM = 16.0  # what a curve that is no voltage is scaled to
VOLTS = {"uV": 1e-3, "µV": 1e-3, "mV": 1.0, "V": 1e3, "nV": 1e-6}  # UCUM, in mV
CHEST_ORDER = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")


class PaperLayout(StrEnum):
    """How the leads are laid out."""

    ROWS = "rows"  # each its own row, in full
    THREE_BY_FOUR = "3 × 4"  # a quarter of the time each, and lead II in full below
    SIX_BY_TWO = "6 × 2"


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of one lead on paper.

    Attributes:
        start_s, end_s: of the group's clock.
        left_mm, base_mm: where its start and its zero lie.
        mm_per_unit: of the channel's own unit; with `offset` taken off first.
    """

    channel: int
    start_s: float
    end_s: float
    left_mm: float
    base_mm: float
    mm_per_unit: float
    offset: float = 0.0


def short_name(channel: Channel) -> str:
    """`aVR` of "Lead aVR" and `I` of "Lead I (Einthoven)"; other names as they are."""
    words = channel.name.replace("(Einthoven)", "").split()
    last = words[-1] if words else channel.name
    return last if last in CHEST_ORDER else channel.name


def is_voltage(channel: Channel) -> bool:
    return channel.unit in VOLTS


def strips(group: MultiplexGroup, layout: PaperLayout) -> tuple[Strip, ...]:
    """Every lead's place; layouts of twelve leads fall back to rows where there are not twelve."""
    leads = _twelve(group)
    if layout is PaperLayout.THREE_BY_FOUR and leads:
        return (*_grid(group, leads, 3, 4, extra_rows=1), _rhythm(group, leads[1]))
    if layout is PaperLayout.SIX_BY_TWO and leads:
        return _grid(group, leads, 6, 2)
    rows = len(group.channels)
    return tuple(
        _strip(group, number, (0.0, group.duration_s), 0.0, (rows - 1 - number) * ROW_MM)
        for number in range(rows)
    )


def _twelve(group: MultiplexGroup) -> list[int]:
    """Numbers of the twelve leads in their order; [] where one is missing."""
    names = {short_name(channel): number for number, channel in enumerate(group.channels)}
    return [names[name] for name in CHEST_ORDER] if set(CHEST_ORDER) <= set(names) else []


def _grid(
    group: MultiplexGroup, leads: list[int], rows: int, columns: int, extra_rows: int = 0
) -> tuple[Strip, ...]:
    """Column after column, each the next stretch of time."""
    share = group.duration_s / columns
    lowest = rows + extra_rows - 1
    return tuple(
        _strip(
            group,
            leads[column * rows + row],
            (column * share, (column + 1) * share),
            column * (share * SPEED_MM_PER_S + MARGIN_MM),
            (lowest - row) * ROW_MM,
        )
        for column in range(columns)
        for row in range(rows)
    )


def _rhythm(group: MultiplexGroup, lead: int) -> Strip:
    return _strip(group, lead, (0.0, group.duration_s), 0.0, 0.0)


def _strip(
    group: MultiplexGroup, number: int, span_s: tuple[float, float], left_mm: float, base_mm: float
) -> Strip:
    channel = group.channels[number]
    if is_voltage(channel):
        gain = VOLTS[channel.unit] * GAIN_MM_PER_MV
        return Strip(number, *span_s, left_mm, base_mm, gain)
    low, high = _range(channel)
    gain = OTHER_CURVE_MM / (high - low) if high > low else 1.0
    return Strip(number, *span_s, left_mm, base_mm, gain, (low + high) / 2)


def _range(channel: Channel) -> tuple[float, float]:
    if not channel.has_samples:
        return (0.0, 0.0)
    finite = channel.samples[channel.samples == channel.samples]  # gaps are NaN
    return (float(finite.min()), float(finite.max()))
