"""Recordings as a model takes them: leads, unit, rate, windows, refusals."""

import numpy as np
import pytest

from medviewer.ai.runtime.signals.signal_windows import signal_windows
from medviewer.domain.signal_model import SignalRequest, SignalSpec
from medviewer.errors import NotApplicable

SPEC = SignalSpec(("II", "V1"), 100.0, 2.0)


def asked(samples: np.ndarray, hz: float = 100.0, unit: str = "mV") -> SignalRequest:
    return SignalRequest("", "m", ("I", "V1", "II")[: len(samples)], samples, hz, unit)


def ramp(count: int) -> np.ndarray:
    return np.stack([np.arange(count) + 1000 * lead for lead in range(3)]).astype(np.float32)


def test_that_leads_come_in_the_models_order_and_windows_follow_one_another() -> None:
    windows = signal_windows(asked(ramp(450)), SPEC)

    assert windows.shape == (2, 2, 200)  # fifty samples at the end are not read
    assert windows[0, 0, 0] == 2000.0  # II
    assert windows[0, 1, 0] == 1000.0  # V1
    assert windows[1, 0, 0] == 2200.0


def test_that_microvolts_become_millivolts() -> None:
    windows = signal_windows(asked(ramp(200), unit="uV"), SPEC)

    assert windows[0, 0, 0] == pytest.approx(2.0)


@pytest.mark.parametrize("hz", [50.0, 250.0, 500.0, 977.0])
def test_that_a_wave_keeps_its_place_in_time_at_another_rate(hz: float) -> None:
    clock = np.arange(round(4 * hz)) / hz
    wave = np.sin(2 * np.pi * 3 * clock).astype(np.float32)

    windows = signal_windows(asked(np.stack([wave] * 3), hz), SPEC)

    expected = np.sin(2 * np.pi * 3 * np.arange(200) / 100)
    inner = slice(20, 180)
    assert windows[0, 0, inner] == pytest.approx(expected[inner], abs=0.02)


def test_that_what_is_faster_than_the_models_rate_is_filtered_out() -> None:
    clock = np.arange(4000) / 1000
    hum = np.sin(2 * np.pi * 90 * clock).astype(np.float32)  # would fold to 10 Hz at 100 Hz

    windows = signal_windows(asked(np.stack([hum] * 3), 1000.0), SPEC)

    assert np.abs(windows[0, 0, 20:180]).max() < 0.05


def test_that_a_small_gap_is_bridged_and_a_large_one_refused() -> None:
    samples = ramp(400)
    samples[:, 100:110] = np.nan

    assert signal_windows(asked(samples), SPEC)[0, 0, 105] == pytest.approx(2105.0)
    samples[:, 100:300] = np.nan
    with pytest.raises(NotApplicable, match="gaps"):
        signal_windows(asked(samples), SPEC)


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (asked(ramp(400)[:2]), "lacks II"),
        (asked(ramp(150)), "it has 1.5 s"),
        (asked(ramp(400), unit="mm[Hg]"), "mm"),
        (asked(ramp(400), hz=0.0), "sampled"),
    ],
)
def test_that_what_the_model_cannot_read_is_refused_with_the_reason(
    request_: SignalRequest, why: str
) -> None:
    with pytest.raises(NotApplicable, match=why):
        signal_windows(request_, SPEC)
