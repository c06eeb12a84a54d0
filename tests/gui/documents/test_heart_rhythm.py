"""An ECG that is opened says its rate, and where the beats are."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from medviewer.gui.documents.waveform_window import WaveformWindow
from medviewer.gui.main_window import MainWindow
from tests.phantoms.ecg import made_ecg
from tests.phantoms.reports import coded, write_object
from tests.phantoms.waveforms import channel, multiplex_group, recording

MICROVOLT = {
    "ChannelSensitivity": "1",
    "ChannelSensitivityCorrectionFactor": "1",
    "ChannelBaseline": "0",
}


def ecg_file(folder: Path, beats_s: list[float]) -> Path:
    made = made_ecg(beats_s, unit="uV")
    samples = np.stack([each.samples for each in made.channels], axis=1)
    unit = [coded("uV", "UCUM", "microvolt")]
    leads = [
        channel(each.name, ChannelSensitivityUnitsSequence=unit, **MICROVOLT)
        for each in made.channels
    ]
    path = folder / "ecg.dcm"
    write_object(path, recording(multiplex_group(samples.astype(np.int16), leads)))
    return path


def test_that_an_ecg_is_opened_with_its_rate_and_its_beats_marked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([ecg_file(tmp_path, [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5])])
    qtbot.waitUntil(lambda: bool(window.documents.windows))

    [shown] = window.documents.windows.values()
    assert isinstance(shown, WaveformWindow)
    assert "heart rate 60/min" in shown.rhythm.text()
    assert "Measured by MedViewer" in shown.rhythm.text()
    assert len(shown._marks_of(0)[-1].times_s) == 10


def test_that_a_flat_recording_says_no_rate(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_places([ecg_file(tmp_path, [])])
    qtbot.waitUntil(lambda: bool(window.documents.windows))

    [shown] = window.documents.windows.values()
    assert isinstance(shown, WaveformWindow)
    assert shown.rhythm.isHidden()
