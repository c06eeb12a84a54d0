"""Values of interest: how modality values become grey (DICOM PS3.3 C.11.2)."""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.words import Message


class VoiFunction(StrEnum):
    """VOILUTFunction, PS3.3 C.11.2.1.2 and C.11.2.1.3."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class VoiWindow:
    """Window center and width in modality units (HU for CT).

    A width below the standard's minimum (1 for LINEAR, above 0 otherwise) is raised to it: headers with
    width 0 exist, and a reader who drags past the end means "as narrow as it goes".
    """

    center: float
    width: float
    function: VoiFunction = VoiFunction.LINEAR

    def __post_init__(self) -> None:
        smallest = 1.0 if self.function is VoiFunction.LINEAR else 1e-6
        object.__setattr__(self, "width", max(float(self.width), smallest))
        object.__setattr__(self, "center", float(self.center))


@dataclass(frozen=True, slots=True)
class WindowPreset:
    """A named window; `name` is the header's explanation or a preset of ours, `key` its digit, if any."""

    name: Message
    window: VoiWindow
    key: str = ""
