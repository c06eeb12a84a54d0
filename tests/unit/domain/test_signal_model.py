"""The curves a model says it was made for."""

import pytest

from medviewer.domain.signal_model import SignalSpec


def test_that_a_window_of_ten_seconds_at_250_hz_has_2500_samples() -> None:
    assert SignalSpec(("I", "II"), 250.0, 10.0).samples == 2500


@pytest.mark.parametrize(
    ("leads", "hz", "seconds"),
    [((), 250.0, 10.0), (("I", "I"), 250.0, 10.0), (("I",), 0.0, 10.0), (("I",), 250.0, 1e9)],
)
def test_that_curves_nobody_can_record_are_refused(
    leads: tuple[str, ...], hz: float, seconds: float
) -> None:
    with pytest.raises(ValueError, match=r"leads|sampling_hz"):
        SignalSpec(leads, hz, seconds)
