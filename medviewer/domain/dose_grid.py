"""Dose in the patient as a planning system computed it: an RT Dose (PS3.3 A.18, C.8.8.3)."""

from dataclasses import dataclass

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.study import FrameSource
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class DoseHistogram:
    """One item of the DVH Sequence: what the file itself tells of a region's dose.

    Attributes:
        kind: CUMULATIVE, DIFFERENTIAL or NATURAL.
        regions: Referenced ROI Numbers; `is_excluded` tells for each whether it was cut out.
        dose_units: GY or RELATIVE, of the three doses.
    """

    kind: str
    regions: tuple[int, ...]
    dose_units: str = ""
    minimum: float | None = None
    maximum: float | None = None
    mean: float | None = None
    bins: int = 0


@dataclass(frozen=True, slots=True)
class DoseGrid:
    """One dose object.

    Attributes:
        planes: one a frame, where its offset vector puts it; () where the file gives no place.
        scaling: Dose Grid Scaling; stored values times it are doses.
        unit: GY or RELATIVE.
        dose_type: PHYSICAL, EFFECTIVE or ERROR.
        summation: what was summed: PLAN, BEAM, FRACTION, …
        heterogeneity: which densities the computation corrected for.
    """

    sop_instance_uid: str
    label: str
    frames: tuple[FrameSource, ...]
    planes: tuple[ImagePlane, ...]
    scaling: float
    unit: str = ""
    dose_type: str = ""
    summation: str = ""
    heterogeneity: tuple[str, ...] = ()
    frame_of_reference_uid: str = ""
    plan_uids: tuple[str, ...] = ()
    histograms: tuple[DoseHistogram, ...] = ()
    notes: tuple[Message, ...] = ()
