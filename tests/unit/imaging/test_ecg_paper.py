"""Leads on millimetre paper."""

import numpy as np

from medviewer.domain.waveform import Channel, MultiplexGroup
from medviewer.imaging.ecg_paper import CHEST_ORDER, ROW_MM, PaperLayout, short_name, strips


def group(*names: str, unit: str = "uV", seconds: float = 10.0) -> MultiplexGroup:
    samples = np.linspace(-1, 3, round(500 * seconds), dtype=np.float32)
    return MultiplexGroup("RHYTHM", 500.0, tuple(Channel(name, samples, unit) for name in names))


TWELVE = group(*(f"Lead {name}" for name in CHEST_ORDER))


def test_that_a_millivolt_is_ten_millimetres_whatever_the_unit() -> None:
    assert [
        strips(group("I", unit=unit), PaperLayout.ROWS)[0].mm_per_unit for unit in ("uV", "mV")
    ] == [
        0.01,
        10.0,
    ]


def test_that_the_first_lead_stands_on_top() -> None:
    first, second = strips(group("I", "II"), PaperLayout.ROWS)

    assert (first.base_mm, second.base_mm) == (ROW_MM, 0.0)


def test_that_three_by_four_gives_each_lead_a_quarter_and_lead_two_all_of_it() -> None:
    found = strips(TWELVE, PaperLayout.THREE_BY_FOUR)

    assert len(found) == 13
    assert {(s.start_s, s.end_s) for s in found[:3]} == {(0.0, 2.5)}
    assert [CHEST_ORDER[s.channel] for s in found[3:6]] == ["aVR", "aVL", "aVF"]
    assert (found[-1].channel, found[-1].start_s, found[-1].end_s) == (1, 0.0, 10.0)


def test_that_what_is_no_twelve_leads_stays_in_rows() -> None:
    assert len(strips(group("I", "II"), PaperLayout.SIX_BY_TWO)) == 2


def test_that_a_pressure_fills_its_row() -> None:
    [strip] = strips(group("ABP", unit="mm[Hg]"), PaperLayout.ROWS)

    assert (strip.mm_per_unit, strip.offset) == (4.0, 1.0)  # 16 mm for -1 to 3


def test_that_names_are_as_readers_call_them() -> None:
    names = ["Lead I (Einthoven)", "Lead aVR", "Pressure"]

    assert [short_name(group(name).channels[0]) for name in names] == ["I", "aVR", "Pressure"]
