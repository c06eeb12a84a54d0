"""Every VOI a header offers, as presets: windows first, in their order, then VOI LUTs (PS3.3 C.11.2).

A window is meant in modality values, after the Modality LUT, as the standard says, for every modality. Some
MR, PET and XA machines state it in stored values: a window in which all values the header allows are one
grey, while in stored values they are not, is taken that way and converted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.facts.lookup_tables import read_table
from medviewer.dicom.reading.attributes import integer, items, stating, text, texts
from medviewer.domain.appearance import ValueRange
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.study import Rescale
from medviewer.domain.voi import Voi, VoiFunction, VoiLut, VoiWindow, WindowPreset
from medviewer.words import Message, message

Places = Sequence[Dataset]
Named = tuple[str, Voi]  # a VOI and its explanation, "" where it has none

GREYS = 256  # a window in which the whole range of values takes less than one of them shows nothing


@dataclass(frozen=True, slots=True)
class ValueRanges:
    """The values a header's bits allow: as stored, and as modality values."""

    stored: ValueRange
    modality: ValueRange


def value_ranges(dataset: Dataset, rescale: Rescale) -> ValueRanges:
    """From Bits Stored and Pixel Representation; 16 unsigned bits where the header says nothing."""
    bits = integer(dataset, "BitsStored") or integer(dataset, "BitsAllocated") or 16
    is_signed = integer(dataset, "PixelRepresentation") == 1
    bits = min(max(bits, 1), 64)
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if is_signed else (0, (1 << bits) - 1)
    stored = ValueRange(low, high)
    if rescale.lut is not None:
        return ValueRanges(stored, ValueRange(0, int(rescale.lut.values.max())))
    ends = sorted(
        (low * rescale.slope + rescale.intercept, high * rescale.slope + rescale.intercept)
    )
    return ValueRanges(stored, ValueRange(*ends))


def voi_presets(places: Places, rescale: Rescale) -> tuple[WindowPreset, ...]:
    """Windows and VOI LUTs of a frame under their explanations; each once."""
    ranges = value_ranges(stating(places, "", "BitsStored"), rescale)
    found: list[Named] = [
        *_windows(places, rescale, ranges),
        *_luts(places, ranges),
    ]
    distinct = [
        one for place, one in enumerate(found) if one[1] not in [v for _, v in found[:place]]
    ]
    return tuple(
        WindowPreset(_name(preset, distinct[:place]), preset[1])
        for place, preset in enumerate(distinct)
    )


def _name(preset: Named, before: Sequence[Named]) -> Message:
    """The explanation, numbered where a VOI of the same kind before has the same."""
    explanation, voi = preset
    number = 1 + sum((e, type(v)) == (explanation, type(voi)) for e, v in before)
    told: str | Message = explanation
    if not explanation:
        told = _numbered(number)
    elif number > 1:
        told = message("Window", "{explanation}, {number}", explanation=explanation, number=number)
    if isinstance(voi, VoiLut):
        return message("Window", "{explanation} (image, curve)", explanation=told)
    if not explanation:
        return _numbered(number)
    return message("Window", "{explanation} (image)", explanation=told)


def _numbered(number: int) -> Message:
    if number == 1:
        return message("Window", "From the image")
    return message("Window", "From the image, {number}", number=number)


def _windows(places: Places, rescale: Rescale, ranges: ValueRanges) -> list[tuple[str, VoiWindow]]:
    stated = stating(places, "FrameVOILUTSequence", "WindowCenter")
    centers, widths = texts(stated, "WindowCenter"), texts(stated, "WindowWidth")
    explanations = texts(stated, "WindowCenterWidthExplanation")
    function = _function(text(stated, "VOILUTFunction"))
    found = []
    for place, (center, width) in enumerate(zip(centers, widths, strict=False)):
        window = _window(center, width, function)
        if window is not None:
            explanation = explanations[place] if place < len(explanations) else ""
            found.append((explanation, _in_modality_values(window, rescale, ranges)))
    return found


def _window(center: str, width: str, function: VoiFunction) -> VoiWindow | None:
    """None for blanks, for no numbers, and for a width of 0 or less, which shows nothing."""
    try:
        at, wide = float(center), float(width)
    except ValueError:
        return None
    if not (np.isfinite(at) and np.isfinite(wide)) or wide <= 0:
        return None
    return VoiWindow(at, wide, function)


def _function(stated: str) -> VoiFunction:
    return VoiFunction(stated.upper()) if stated.upper() in set(VoiFunction) else VoiFunction.LINEAR


def _in_modality_values(window: VoiWindow, rescale: Rescale, ranges: ValueRanges) -> VoiWindow:
    """The window, converted where it can only have been meant for stored values."""
    is_line = rescale.lut is None and (rescale.slope, rescale.intercept) != (1.0, 0.0)
    if not is_line or _shows_something(window, ranges.modality):
        return window
    if not _shows_something(window, ranges.stored):
        return window
    return VoiWindow(
        window.center * rescale.slope + rescale.intercept,
        window.width * abs(rescale.slope),
        VoiFunction.LINEAR_EXACT if window.function is VoiFunction.LINEAR else window.function,
    )


def _shows_something(window: VoiWindow, values: ValueRange) -> bool:
    """Whether the values lie in more than one grey of the window."""
    lowest, highest = window.center - window.width / 2, window.center + window.width / 2
    seen = min(values.high, highest) - max(values.low, lowest)
    return seen > window.width / GREYS


def _luts(places: Places, ranges: ValueRanges) -> list[tuple[str, VoiLut]]:
    stated = stating(places, "FrameVOILUTSequence", "VOILUTSequence")
    found = []
    for item in items(stated, "VOILUTSequence"):
        table = read_table(item, is_signed=ranges.modality.low < 0)
        if table is not None:
            found.append((text(item, "LUTExplanation"), VoiLut(_at_full_scale(table))))
    return found


def _at_full_scale(table: LookupTable) -> LookupTable:
    """A table that never gets beyond half its declared range was declared with bits it does not use."""
    used = max(int(table.values.max()).bit_length(), 1)
    return LookupTable(table.first_mapped, min(table.bits, used), table.entries)
