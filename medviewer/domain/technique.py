"""How an image was made, as far as a reader wants it beside the image."""

from dataclasses import dataclass

from medviewer.domain.significant_digits import significant
from medviewer.words import message

SIDES = {
    "L": message("Canvas", "left"),
    "R": message("Canvas", "right"),
    "B": message("Canvas", "both sides"),
}


@dataclass(frozen=True, slots=True)
class Technique:
    """What one image's header says; None or "" where it is silent.

    Attributes:
        view_position: of a radiograph (MLO, CC, AP, PA …).
        laterality: L, R, B (both) or U (unpaired), of the frame, else the image, else the series.
        anatomic_region: the code's meaning, else BodyPartExamined.
        kilovolts: peak tube voltage.
        field_strength_t: of the magnet.
        presentation_intent: "FOR PRESENTATION" or "FOR PROCESSING", a digital radiograph's (0008,0068).
        is_quadruped: whether directions are those of an animal on four legs (0010,2210).
    """

    view_position: str = ""
    laterality: str = ""
    anatomic_region: str = ""
    kilovolts: float | None = None
    repetition_time_ms: float | None = None
    echo_time_ms: float | None = None
    inversion_time_ms: float | None = None
    flip_angle_degrees: float | None = None
    field_strength_t: float | None = None
    is_quadruped: bool = False
    presentation_intent: str = ""


@dataclass(frozen=True, slots=True)
class LossyCompression:
    """One or more compressions with loss (PS3.3 C.7.6.1.1.5): ratios and methods in the order applied."""

    ratios: tuple[float, ...] = ()
    methods: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`12.5:1 JPEG`; a dash where neither is stated."""
        ratios = ", ".join(f"{significant(ratio, 3)}:1" for ratio in self.ratios)
        return " ".join(part for part in (ratios, ", ".join(self.methods)) if part) or "–"
