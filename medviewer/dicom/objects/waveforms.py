"""Reads waveforms: multiplex groups into calibrated channels, and what was annotated (PS3.3 C.10.9, C.10.10).

samples (interleaved) → padding to gaps → × sensitivity × correction + baseline → the channel's unit
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.objects.listing import sop_class_name
from medviewer.dicom.objects.object_file import code, parse_object, whole_numbers
from medviewer.dicom.reading.attributes import (
    integer,
    items,
    number,
    numbers,
    text,
    uid,
    value_of,
)
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.content_tree import unit_text
from medviewer.domain.waveform import (
    Channel,
    MultiplexGroup,
    Samples,
    WaveformAnnotation,
    WaveformRecord,
)
from medviewer.errors import UnreadableFile
from medviewer.words import Message, message

KEYWORDS = (
    "WaveformSequence",
    "WaveformAnnotationSequence",
    "AcquisitionDateTime",
    "StudyDescription",
    "SeriesDescription",
)
SOUNDS = "1.2.840.10008.5.1.4.1.1.9.4."  # Basic Voice and General Audio
MOST_CHANNELS = 1024
MOST_GROUPS = 64
MOST_SAMPLES = 200_000_000  # of a group, all channels together
MOST_ANNOTATIONS = 10_000
# Waveform Sample Interpretation, PS3.3 C.10.9.1.5; the µ-law and A-law of sound are tabled below.
KINDS = {
    "SB": "<i1",
    "UB": "<u1",
    "MB": "<u1",
    "AB": "<u1",
    "SS": "<i2",
    "US": "<u2",
    "SL": "<i4",
    "UL": "<u4",
    "SV": "<i8",
    "UV": "<u8",
}
OF_BITS = {8: "SB", 16: "SS", 32: "SL", 64: "SV"}


def read_waveforms(path: Path) -> WaveformRecord:
    """Read one recording. Runs in any thread.

    Raises:
        UnreadableFile: damaged, gone, or without a curve that can be drawn.
    """
    parsed = parse_object(path, KEYWORDS)
    dataset = parsed.dataset
    notes: list[Message] = []
    with without_warnings():
        stated = items(dataset, "WaveformSequence")[:MOST_GROUPS]
        groups = tuple(_groups(stated, notes, parsed.transfer_syntax_uid == "1.2.840.10008.1.2.2"))
        if not groups:
            raise UnreadableFile(notes[0] if notes else _nothing())
        if (uid(dataset, "SOPClassUID") or parsed.media_class_uid).startswith(SOUNDS):
            notes.append(
                message("Waveform", "This is a sound: its curve is drawn, it is not played.")
            )
        annotated = items(dataset, "WaveformAnnotationSequence")[:MOST_ANNOTATIONS]
        return WaveformRecord(
            uid(dataset, "SOPInstanceUID"),
            sop_class_name(parsed),
            groups,
            tuple(_annotation(item, groups) for item in annotated),
            text(dataset, "AcquisitionDateTime"),
            tuple(notes),
        )


def _groups(
    stated: tuple[Dataset, ...], notes: list[Message], is_big_endian: bool
) -> Iterator[MultiplexGroup]:
    for place, item in enumerate(stated, start=1):
        group = _group(item, place, is_big_endian)
        if isinstance(group, Message):
            notes.append(group)
        else:
            yield group


def _group(item: Dataset, place: int, is_big_endian: bool) -> MultiplexGroup | Message:
    """The group, or why it cannot be drawn."""
    definitions = items(item, "ChannelDefinitionSequence")
    count = integer(item, "NumberOfWaveformChannels") or len(definitions)
    sampling_hz = number(item, "SamplingFrequency") or 0.0
    if not 0 < count <= MOST_CHANNELS or sampling_hz <= 0:
        return message(
            "Waveform",
            "Group {n} does not say how it was sampled. Export the recording again where it was made.",
            n=place,
        )
    stored = _stored(item, count, is_big_endian)
    if stored is None:
        return message(
            "Waveform",
            "The samples of group {n} are missing or damaged. Export the recording again where it was made.",
            n=place,
        )
    padding = _padding(item, is_big_endian)
    channels = tuple(
        _channel(
            definitions[index] if index < len(definitions) else Dataset(),
            index,
            _gapped(stored[:, index], padding),
        )
        for index in range(count)
    )
    return MultiplexGroup(
        text(item, "MultiplexGroupLabel"),
        sampling_hz,
        channels,
        text(item, "WaveformOriginality"),
        (number(item, "MultiplexGroupTimeOffset") or 0.0) / 1000.0,
    )


def _stored(item: Dataset, count: int, is_big_endian: bool) -> NDArray[np.generic] | None:
    """`stored[sample, channel]` as numbers of the file; fewer samples where the data end early."""
    kind = _kind(item)
    data = value_of(item, "WaveformData")
    if kind is None or not isinstance(data, bytes):
        return None
    dtype = np.dtype(KINDS[kind])
    dtype = dtype.newbyteorder(">") if is_big_endian and dtype.itemsize > 1 else dtype
    wanted = integer(item, "NumberOfWaveformSamples") or len(data)
    there = len(data) // dtype.itemsize // count
    samples = min(wanted, there, MOST_SAMPLES // count)
    if samples <= 0:
        return None
    flat = np.frombuffer(data, dtype, samples * count)
    return _expanded(flat, kind).reshape(samples, count)


def _kind(item: Dataset) -> str | None:
    stated = text(item, "WaveformSampleInterpretation").upper()
    bits = integer(item, "WaveformBitsAllocated") or 16
    kind = stated if stated in KINDS else OF_BITS.get(bits)
    if kind is None:
        return None
    return kind if np.dtype(KINDS[kind]).itemsize * 8 == bits else OF_BITS.get(bits)


def _expanded(flat: NDArray[np.generic], kind: str) -> NDArray[np.generic]:
    """µ-law and A-law bytes as the numbers they stand for (ITU-T G.711)."""
    if kind not in ("MB", "AB"):
        return flat
    codes = np.asarray(flat, np.int32)
    codes = ~codes & 0xFF if kind == "MB" else codes ^ 0x55
    exponent, mantissa = (codes >> 4) & 7, codes & 15
    if kind == "MB":
        size = (((mantissa << 3) + 132) << exponent) - 132
        return np.where(codes & 0x80, -size, size).astype(np.int16)
    size = np.where(
        exponent > 0, ((mantissa << 4) + 264) << np.maximum(exponent - 1, 0), (mantissa << 4) + 8
    )
    return np.where(codes & 0x80, size, -size).astype(np.int16)


def _padding(item: Dataset, is_big_endian: bool) -> int | None:
    """Waveform Padding Value: bytes, or words, of one sample."""
    value = value_of(item, "WaveformPaddingValue")
    kind = _kind(item)
    if kind is None or not isinstance(value, bytes):
        return None
    dtype = np.dtype(KINDS[kind])
    dtype = dtype.newbyteorder(">") if is_big_endian and dtype.itemsize > 1 else dtype
    if len(value) < dtype.itemsize:
        return None
    return int(np.frombuffer(value[: dtype.itemsize], dtype)[0])


def _gapped(stored: NDArray[np.generic], padding: int | None) -> Samples:
    values = np.asarray(stored, np.float64)
    if padding is not None:
        values = np.where(values == padding, np.nan, values)
    return values.astype(np.float32)


def _channel(definition: Dataset, index: int, stored: Samples) -> Channel:
    """Calibrated where a sensitivity is stated: PS3.3 C.10.9.1.4."""
    sensitivity = number(definition, "ChannelSensitivity")
    unit, samples = "", stored
    if sensitivity is not None:
        correction = number(definition, "ChannelSensitivityCorrectionFactor")
        baseline = number(definition, "ChannelBaseline") or 0.0
        scale = sensitivity * (1.0 if correction is None else correction)
        samples = (stored.astype(np.float64) * scale + baseline).astype(np.float32)
        unit = unit_text(code(definition, "ChannelSensitivityUnitsSequence"))
    source = str(code(definition, "ChannelSourceSequence"))
    label = text(definition, "ChannelLabel")
    return Channel(
        source or label or f"{index + 1}",
        samples,
        unit,
        label,
        _skew_s(definition),
        number(definition, "FilterLowFrequency"),
        number(definition, "FilterHighFrequency"),
        number(definition, "NotchFilterFrequency"),
    )


def _skew_s(definition: Dataset) -> float:
    return number(definition, "ChannelTimeSkew") or 0.0


def _annotation(item: Dataset, groups: tuple[MultiplexGroup, ...]) -> WaveformAnnotation:
    pairs = whole_numbers(item, "ReferencedWaveformChannels")
    group = pairs[0] - 1 if pairs and 0 < pairs[0] <= len(groups) else None
    channels = tuple(channel - 1 for channel in pairs[1::2] if channel > 0)
    hz = groups[group or 0].sampling_hz
    places = whole_numbers(item, "ReferencedSamplePositions")
    offsets = numbers(item, "ReferencedTimeOffsets")
    times = tuple((place - 1) / hz for place in places) or tuple(ms / 1000.0 for ms in offsets)
    return WaveformAnnotation(
        str(code(item, "ConceptNameCodeSequence")), _said(item), group, channels, times
    )


def _said(item: Dataset) -> str:
    """Words, a coded concept, or a number with its unit."""
    unit = unit_text(code(item, "MeasurementUnitsCodeSequence"))
    measured = " ".join(f"{value:g}" for value in numbers(item, "NumericValue"))
    coded = str(code(item, "ConceptCodeSequence"))
    return text(item, "UnformattedTextValue") or coded or f"{measured} {unit}".strip()


def _nothing() -> Message:
    return message(
        "Waveform", "The file holds no curve. Export the recording again where it was made."
    )
