"""R peaks and rate of made ECGs whose beats are known, and of real ones."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.objects.waveforms import read_waveforms
from medviewer.domain.heart_rhythm import HeartRhythm
from medviewer.domain.waveform import MultiplexGroup
from medviewer.imaging.heartbeats import heart_rhythm
from tests.phantoms.ecg import made_ecg

AGREED_S = 0.008  # four samples at 500 Hz


def regular(rate_per_min: float, seconds: float = 10.0) -> list[float]:
    return list(np.arange(0.5, seconds - 0.4, 60 / rate_per_min))


@pytest.mark.parametrize("rate", [30, 45, 60, 72, 100, 150, 200])
@pytest.mark.parametrize("hz", [100.0, 250.0, 1000.0])
def test_that_a_regular_rhythm_has_its_rate(rate: float, hz: float) -> None:
    rhythm = heart_rhythm(made_ecg(regular(rate), hz=hz))

    assert rhythm is not None
    assert len(rhythm.beats_s) == len(regular(rate))
    assert rhythm.rate_per_min == pytest.approx(rate, rel=0.01)


def test_that_beats_are_found_where_they_are() -> None:
    beats = [0.6, 1.3, 2.4, 2.9, 4.0, 4.45, 5.7, 6.5, 7.0, 8.2, 9.1]  # as in atrial fibrillation

    rhythm = heart_rhythm(made_ecg(beats))

    assert rhythm is not None
    assert rhythm.beats_s == pytest.approx(beats, abs=AGREED_S)


def test_that_microvolts_and_noise_change_nothing() -> None:
    rhythm = heart_rhythm(made_ecg(regular(80), noise_mv=0.08, unit="uV"))

    assert rhythm is not None
    assert rhythm.rate_per_min == pytest.approx(80, rel=0.01)


def test_that_a_spike_is_one_stretch_and_gaps_have_no_beats() -> None:
    group = made_ecg(regular(75))
    leads = []
    for channel in group.channels:
        samples = channel.samples.copy()
        samples[2100] += 20.0  # an electrode was touched
        samples[3000:3600] = np.nan  # 1.2 s
        leads.append(replace(channel, samples=samples))

    rhythm = heart_rhythm(replace(group, channels=tuple(leads)))

    assert rhythm is not None
    inside = [beat for beat in rhythm.beats_s if 6.05 < beat < 7.15]
    assert not inside
    assert len(rhythm.beats_s) >= len(regular(75)) - 3


@pytest.mark.parametrize("amplitude", [0.0, 0.001])
def test_that_flat_leads_have_no_rhythm(amplitude: float) -> None:
    group = made_ecg([], noise_mv=amplitude)
    flat = tuple(replace(c, samples=c.samples * np.float32(0.01)) for c in group.channels)

    assert heart_rhythm(replace(group, channels=flat)) is None


def test_that_other_curves_have_no_rhythm() -> None:
    group = made_ecg(regular(70))
    pressure = tuple(replace(c, name="Aortic pressure", unit="mm[Hg]") for c in group.channels)

    assert heart_rhythm(replace(group, channels=pressure)) is None


def test_that_a_recording_without_samples_has_no_rhythm() -> None:
    assert heart_rhythm(MultiplexGroup("", 500.0, ())) is None


def test_that_intervals_are_those_between_beats() -> None:
    rhythm = HeartRhythm((0.0, 1.0, 1.8, 3.0), 10.0)

    assert rhythm.rr_ms == pytest.approx((1000.0, 800.0, 1200.0))
    assert rhythm.mean_rr_ms == pytest.approx(1000.0)
    assert rhythm.rate_per_min == pytest.approx(60.0)
    assert rhythm.sdnn_ms == pytest.approx(200.0)


def test_that_a_real_recording_has_the_interval_its_recorder_states(shared_data: Path) -> None:
    record = read_waveforms(shared_data / "dicom/waveform_pdf_other/waveform_ecg.dcm")
    [stated] = [each.text for each in record.annotations if each.name == "RR Interval"]

    rhythm = heart_rhythm(record.groups[0])

    assert rhythm is not None
    assert rhythm.mean_rr_ms == pytest.approx(float(stated.split()[0]), abs=3.0)
    assert heart_rhythm(record.groups[1]) is None  # one beat, averaged
