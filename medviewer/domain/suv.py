"""Standardized uptake values of PET: what a header says for them, and what multiplies a value into them."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from medviewer.domain.unit import Unit


class SuvKind(StrEnum):
    """What uptake is divided by: body weight, lean body mass (Janmahasatian) or body surface (DuBois)."""

    BODY_WEIGHT = "SUVbw"
    LEAN_BODY_MASS = "SUVlbm"
    BODY_SURFACE = "SUVbsa"

    @property
    def unit(self) -> Unit:
        return Unit(self.value)


class DecayReference(StrEnum):
    """Decay Correction (0054,1102): the moment activity was corrected to."""

    START = "START"
    ADMINISTRATION = "ADMIN"
    NONE = "NONE"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class PetFacts:
    """What one PET header says that SUV is computed from; None where it says nothing usable.

    Times are in the clock of the scanner, without a time zone.

    Attributes:
        units: Units (0054,1001), of the modality values.
        suv_type: SUV Type (0054,1006) of values that are SUV already.
        corrections: Corrected Image (0028,0051); empty where the header has none.
        corrected_to: the moment of decay correction where the header states it itself (enhanced PET).
        scanned_at: start of the scan as the vendor keeps it, for series whose own time was rewritten.
        injected_at: with its date; `injected_at_time` is the time of day alone, of another attribute.
        philips_suv: SUVbw in one count; `philips_activity`: Bq/ml in one count.
    """

    units: str = ""
    suv_type: str = ""
    decay: DecayReference = DecayReference.UNKNOWN
    corrections: tuple[str, ...] = ()
    series_at: datetime | None = None
    acquired_at: datetime | None = None
    corrected_to: datetime | None = None
    scanned_at: datetime | None = None
    injected_at: datetime | None = None
    injected_at_time: time | None = None
    half_life_s: float | None = None
    total_dose_bq: float | None = None
    weight_kg: float | None = None
    size_m: float | None = None
    sex: str = ""
    frame_reference_time_ms: float | None = None
    frame_duration_ms: float | None = None
    philips_suv: float | None = None
    philips_activity: float | None = None


@dataclass(frozen=True, slots=True)
class SuvScale:
    """A modality value times `factor` is an SUV of that kind."""

    kind: SuvKind
    factor: float


@dataclass(frozen=True, slots=True)
class ValueScale:
    """How values are told to the reader: times `factor`, in `unit`. Pixels and windows stay as they are."""

    factor: float = 1.0
    unit: Unit = Unit.NONE

    @property
    def is_suv(self) -> bool:
        return any(self.unit == kind.unit for kind in SuvKind)
