"""Waveforms in the units they were measured in."""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from medviewer.dicom.objects.waveforms import read_waveforms
from medviewer.errors import UnreadableFile
from tests.phantoms.reports import coded, write_object
from tests.phantoms.waveforms import channel, multiplex_group, recording

MICROVOLT = Sequence([coded("uV", "UCUM", "microvolt")])
SAMPLES = np.array([[0, 10], [100, -32768], [-100, 30]])


def calibrated(name: str) -> Dataset:
    return channel(
        name,
        ChannelSensitivity="2.5",
        ChannelSensitivityUnitsSequence=MICROVOLT,
        ChannelSensitivityCorrectionFactor="2",
        ChannelBaseline="1",
    )


def test_that_samples_are_told_in_their_unit(tmp_path: Path) -> None:
    group = multiplex_group(SAMPLES, [calibrated("Lead I"), channel("Lead II")])

    read = read_waveforms(write_object(tmp_path / "ecg.dcm", recording(group)))

    first, second = read.groups[0].channels
    assert first.samples.tolist() == [1.0, 501.0, -499.0]  # × 2.5 × 2 + 1
    assert (first.name, first.unit, second.unit) == ("Lead I", "uV", "")


def test_that_padding_becomes_a_gap(tmp_path: Path) -> None:
    group = multiplex_group(SAMPLES, [channel("I"), channel("II")])
    group.add_new("WaveformPaddingValue", "OW", np.array([-32768], "<i2").tobytes())

    read = read_waveforms(write_object(tmp_path / "ecg.dcm", recording(group)))

    assert np.isnan(read.groups[0].channels[1].samples).tolist() == [False, True, False]


def test_that_data_that_end_early_give_the_samples_there_are(tmp_path: Path) -> None:
    group = multiplex_group(
        SAMPLES, [channel("I"), channel("II")], NumberOfWaveformSamples=1_000_000
    )

    read = read_waveforms(write_object(tmp_path / "ecg.dcm", recording(group)))

    assert read.groups[0].count == 3
    assert read.groups[0].duration_s == pytest.approx(0.006)


def test_that_a_recording_without_samples_is_refused_with_a_sentence(tmp_path: Path) -> None:
    group = multiplex_group(SAMPLES, [channel("I"), channel("II")])
    del group.WaveformData

    with pytest.raises(UnreadableFile, match="group 1 are missing"):
        read_waveforms(write_object(tmp_path / "ecg.dcm", recording(group)))


def test_that_an_ecg_of_a_recorder_has_the_values_pydicom_computes() -> None:
    path = Path(str(get_testdata_file("waveform_ecg.dcm")))

    read = read_waveforms(path)

    expected = pydicom.dcmread(path).waveform_array(0)
    found = np.stack([each.samples for each in read.groups[0].channels], axis=1)
    np.testing.assert_array_equal(found, expected)
    assert read.groups[0].sampling_hz == 1000.0
    assert ("QRS Duration", "75 ms") in {(a.name, a.text) for a in read.annotations}


def test_that_padding_of_a_big_endian_file_is_read_as_its_samples_are(tmp_path: Path) -> None:
    group = multiplex_group(SAMPLES, [channel("I"), channel("II")])
    group["WaveformData"].value = SAMPLES.astype(">i2").tobytes()
    group.add_new("WaveformPaddingValue", "OW", np.array([-100], ">i2").tobytes())
    recorded = recording(group)
    recorded.file_meta = pydicom.dataset.FileMetaDataset()
    recorded.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRBigEndian
    recorded.save_as(tmp_path / "ecg.dcm", enforce_file_format=True)

    read = read_waveforms(tmp_path / "ecg.dcm")

    samples = read.groups[0].channels[0].samples
    np.testing.assert_array_equal(samples, [0.0, 100.0, np.nan])


def test_that_a_sound_is_said_to_be_one(tmp_path: Path) -> None:
    recorded = recording(multiplex_group(SAMPLES, [channel("left"), channel("right")]))
    recorded.SOPClassUID = "1.2.840.10008.5.1.4.1.1.9.4.2"

    read = read_waveforms(write_object(tmp_path / "sound.dcm", recorded))

    assert [note.text for note in read.notes] == [
        "This is a sound: its curve is drawn, it is not played."
    ]
