"""Recordings of a few samples, whose values are known."""

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import generate_uid

from tests.phantoms.reports import coded


def channel(name: str, **values: object) -> Dataset:
    definition = Dataset()
    definition.ChannelSourceSequence = Sequence([coded("2:1", "MDC", name)])
    for keyword, value in values.items():
        setattr(definition, keyword, value)
    return definition


def multiplex_group(samples: np.ndarray, channels: list[Dataset], **values: object) -> Dataset:
    """`samples[sample, channel]` int16, at 500 Hz unless another rate is named."""
    group = Dataset()
    group.NumberOfWaveformChannels = samples.shape[1]
    group.NumberOfWaveformSamples = samples.shape[0]
    group.SamplingFrequency = "500"
    group.ChannelDefinitionSequence = Sequence(channels)
    group.WaveformBitsAllocated = 16
    group.WaveformSampleInterpretation = "SS"
    group.add_new("WaveformData", "OW", samples.astype("<i2").tobytes())
    for keyword, value in values.items():
        setattr(group, keyword, value)
    return group


def recording(*groups: Dataset) -> Dataset:
    dataset = Dataset()
    dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.9.1.2"  # General ECG
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=["recording"])
    dataset.Modality = "ECG"
    dataset.WaveformSequence = Sequence(groups)
    return dataset
