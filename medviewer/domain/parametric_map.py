"""A quantity computed voxel by voxel: a Parametric Map as its file has it (PS3.3 A.75, C.7.6.16.2.11)."""

from dataclasses import dataclass

from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.geometry import FloatArray
from medviewer.domain.study import FrameSource
from medviewer.words import Message


@dataclass(frozen=True, slots=True, eq=False)
class RealWorldMapping:
    """How stored values become the quantity's: slope and intercept, or a table (PS3.3 C.7.6.16.2.11).

    Attributes:
        first, last: the stored values it holds for; None where the file does not say.
        table: the value of `first`, of the one after it, …; None where slope and intercept count.
        quantity: what it is: Apparent Diffusion Coefficient, Class activation, …
        further: of the same quantity and unit, for other ranges of stored values.
    """

    label: str = ""
    explanation: str = ""
    slope: float = 1.0
    intercept: float = 0.0
    first: float | None = None
    last: float | None = None
    table: FloatArray | None = None
    unit: Code = NO_CODE
    quantity: Code = NO_CODE
    further: tuple["RealWorldMapping", ...] = ()

    @property
    def unit_words(self) -> str:
        """UCUM's symbol; "" for a number without unit."""
        return "" if self.unit.value in ("1", "{ratio}") else self.unit.value


@dataclass(frozen=True, slots=True, eq=False)
class ParametricMap:
    """One map; `mappings` has one for each frame."""

    sop_instance_uid: str
    label: str
    frames: tuple[FrameSource, ...]
    mappings: tuple[RealWorldMapping, ...]
    frame_of_reference_uid: str = ""
    image_uids: frozenset[str] = frozenset()
    slice_step_mm: float | None = None
    notes: tuple[Message, ...] = ()

    @property
    def mapping(self) -> RealWorldMapping:
        """The first frame's, which says what all of them show."""
        return self.mappings[0] if self.mappings else RealWorldMapping()
