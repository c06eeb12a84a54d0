"""Values of interest: how modality values become grey (DICOM PS3.3 C.11.2)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from medviewer.domain.lookup_table import LookupTable
from medviewer.words import Message

NARROWEST = 1e-12  # width of a window that is not LINEAR: values of tiny slopes are real


class VoiFunction(StrEnum):
    """VOILUTFunction, PS3.3 C.11.2.1.2 and C.11.2.1.3."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class VoiWindow:
    """Window center and width in modality units (HU for CT).

    LINEAR counts whole values and needs a width of 1 (C.11.2.1.2.1); a narrower one, met with values of
    small slopes, is taken as LINEAR_EXACT. A width of 0 or less is raised to the minimum: a reader who drags
    past the end means "as narrow as it goes".
    """

    center: float
    width: float
    function: VoiFunction = VoiFunction.LINEAR

    def __post_init__(self) -> None:
        if self.function is VoiFunction.LINEAR and 0 < self.width < 1:
            object.__setattr__(self, "function", VoiFunction.LINEAR_EXACT)
        smallest = 1.0 if self.function is VoiFunction.LINEAR else NARROWEST
        object.__setattr__(self, "width", max(float(self.width), smallest))
        object.__setattr__(self, "center", float(self.center))


@dataclass(frozen=True, slots=True)
class VoiLut:
    """A VOI LUT: a curve of the modality's own, over modality values (C.11.2.1.1)."""

    table: LookupTable

    def as_window(self) -> VoiWindow:
        """The straight line over the values on which the table climbs: where dragging starts from."""
        values = self.table.values
        low, high = int(values.min()), int(values.max())
        first = int(np.argmax(values != values[0])) if low != high else 0
        last = self.table.count - 1 - int(np.argmax(values[::-1] != values[-1]))
        lowest = self.table.first_mapped + max(first - 1, 0)
        highest = self.table.first_mapped + min(last + 1, self.table.count - 1)
        return VoiWindow((lowest + highest) / 2, max(highest - lowest, 1), VoiFunction.LINEAR_EXACT)


Voi = VoiWindow | VoiLut


def as_window(voi: Voi) -> VoiWindow:
    """A window as it is, or the one nearest to a VOI LUT."""
    return voi.as_window() if isinstance(voi, VoiLut) else voi


@dataclass(frozen=True, slots=True)
class WindowPreset:
    """A named window or VOI LUT; `name` is the header's explanation or ours, `key` its digit, if any."""

    name: Message
    window: Voi
    key: str = ""
