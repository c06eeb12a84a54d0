"""When and how a frame was acquired: what tells frames at one place of the patient apart."""

from dataclasses import dataclass
from enum import StrEnum


class DisplaySetKind(StrEnum):
    """How the frames of a display set hang together."""

    VOLUME = "volume"  # slices on a grid
    STACK = "stack"  # images scrolled together, no grid
    CINE = "cine"  # frames of one place in time
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Acquisition:
    """What one frame's header says of its acquisition; None or "" where it is silent.

    Attributes:
        date_time: when this frame was acquired, as DICOM writes it (YYYYMMDDHHMMSS.FFFFFF).
        temporal_position: number of its time point, from 1 (0020,0100) or its index (0020,9128).
        trigger_time_ms: after the R wave, or the delay since the start (0018,1060), (0020,9153).
        reference_time_ms: of a PET frame within its series (0054,1300).
        cardiac_phase_percent: of the RR interval (0020,9241).
        echo_number: (0018,0086).
        echo_time_ms: (0018,0081) or (0018,9082).
        b_value: s/mm², standard or from the vendor's own attribute.
        acquisition_number: (0020,0012).
        stack_id: of an enhanced image (0020,9056).
        stack_position: place within that stack, from 1 (0020,9057).
        component: what kind of number a pixel is (magnitude, phase, water, ADC …), "" where unsaid.
        kernel: reconstruction kernel of a CT (0018,1210), (0018,9315).
        dimensions: (keyword, index) for each dimension an enhanced image orders its frames by (0020,9157).
    """

    date_time: str = ""
    temporal_position: int | None = None
    trigger_time_ms: float | None = None
    reference_time_ms: float | None = None
    cardiac_phase_percent: float | None = None
    echo_number: int | None = None
    echo_time_ms: float | None = None
    b_value: float | None = None
    acquisition_number: int | None = None
    stack_id: str = ""
    stack_position: int | None = None
    component: str = ""
    kernel: str = ""
    dimensions: tuple[tuple[str, int], ...] = ()


MOST_LISTED = 7  # phases of a group in a list; more are stepped through (Weasis asks from 8 on)
NOTHING_SAID = Acquisition()


@dataclass(frozen=True, slots=True)
class Phase:
    """The place of a display set among those of one 4D group, which show the same places of the patient.

    Attributes:
        group_id: the same for every display set of the group.
        index: 0 for the first of `count`, in the order of time, echo or b-value.
        label: "TE 20 ms", "b = 800 s/mm²", "12.5 s", "3/10"; the same in every language.
    """

    group_id: str
    index: int
    count: int
    label: str

    @property
    def is_listed(self) -> bool:
        """Whether lists give it a row of its own; of many phases only the first stands for all of them."""
        return self.index == 0 or not self.is_one_of_many

    @property
    def is_one_of_many(self) -> bool:
        return self.count > MOST_LISTED
