"""SUV from modality values, by QIBA's vendor-neutral pseudo-code for SUV (FDG-PET/CT profile, appendix G).

    units → activity or SUV? → decay of the dose from injection to the moment of correction → × weight

Body weight: SUVbw in g/ml. Lean body mass after Janmahasatian et al. 2005 (PS3.16 CID 85, SUVlbm(Janma));
body surface after DuBois and DuBois 1916. Every way that ends without SUV ends with the reason.
"""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from medviewer.domain.study import DisplaySet
from medviewer.domain.suv import DecayReference, PetFacts, SuvKind, SuvScale
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.words import Message, message

SMALLEST_DOSE_BQ = 1e5  # less is no dose for a patient but one written in MBq
LONGEST_UPTAKE = timedelta(hours=24)  # a longer one is a date that was shifted
SAME_FACTOR = 1e-4  # relative; factors of one series that differ by less are one
FIRST_SUV = 5.0  # white at first; liver is then a middle grey
KILO = 1000.0
CM2_IN_M2 = 1e4
SUV_TYPES = {"": SuvKind.BODY_WEIGHT, "BW": SuvKind.BODY_WEIGHT, "LBM": SuvKind.LEAN_BODY_MASS}
SUV_TYPES |= {"LBMJANMA": SuvKind.LEAN_BODY_MASS, "BSA": SuvKind.BODY_SURFACE}


class NoSuv(ValueError):  # noqa: N818 - says what is missing
    """SUV cannot be computed; `reason` says why in a sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def suv_scale(
    display_set: DisplaySet, kind: SuvKind = SuvKind.BODY_WEIGHT
) -> SuvScale | Message | None:
    """What multiplies the modality values of every image of a display set into SUV.

    Returns:
        The reason where it cannot be told, None where the images are no PET.
    """
    facts = {f.instance.pet for f in display_set.frames}
    found = [one for one in facts if one is not None]
    if not found:
        return None
    try:
        return SuvScale(kind, _common_factor(found, kind))
    except NoSuv as reason:
        return reason.reason


def suv_window(display_set: DisplaySet) -> VoiWindow | None:
    """SUVbw 0 to 5 as a window of the values stored: how uptake is looked at first; None without SUV.

    The same on every slice and in every patient, which no window made from the pixels is.
    """
    scale = suv_scale(display_set, SuvKind.BODY_WEIGHT)
    if not isinstance(scale, SuvScale):
        return None
    return VoiWindow(
        FIRST_SUV / 2 / scale.factor, FIRST_SUV / scale.factor, VoiFunction.LINEAR_EXACT
    )


def _common_factor(facts: Iterable[PetFacts], kind: SuvKind) -> float:
    """The one factor of all images; they are corrected to one moment, or none is told."""
    ordered = sorted(facts, key=lambda one: one.acquired_at or datetime.max)
    first = ordered[0]
    factors = [_factor(one, kind, first) for one in ordered]
    if any(abs(factor - factors[0]) > SAME_FACTOR * factors[0] for factor in factors):
        raise NoSuv(
            message(
                "SUV",
                "SUV cannot be computed: dose, weight or time differ between the images of this series.",
            )
        )
    return factors[0]


def _factor(facts: PetFacts, kind: SuvKind, first: PetFacts) -> float:
    if facts.units == Unit.GML:
        return _factor_of_suv(facts, kind)
    if facts.units == Unit.CNTS and facts.philips_suv:
        return facts.philips_suv * _size(facts, kind) / _size(facts, SuvKind.BODY_WEIGHT)
    activity = _activity(facts)
    _refuse_uncorrected(facts)
    return activity * _size(facts, kind) / _dose_at_correction(facts, first)


def _factor_of_suv(facts: PetFacts, kind: SuvKind) -> float:
    """Values that are SUV already: from their kind to the one asked for."""
    own = SUV_TYPES.get(facts.suv_type.upper())
    if own is None:
        raise NoSuv(
            message("SUV", "SUV cannot be computed: SUVType is {kind}.", kind=facts.suv_type)
        )
    return 1.0 if own is kind else _size(facts, kind) / _size(facts, own)


def _activity(facts: PetFacts) -> float:
    """Bq/ml in one modality value."""
    if facts.units == Unit.BQML:
        return 1.0
    if facts.units == Unit.CNTS and facts.philips_activity:
        return facts.philips_activity
    raise NoSuv(
        message(
            "SUV",
            "SUV cannot be computed: the values are in {units}, not in Bq/ml.",
            units=facts.units or "?",
        )
    )


def _refuse_uncorrected(facts: PetFacts) -> None:
    if facts.corrections and "ATTN" not in facts.corrections:
        raise NoSuv(
            message("SUV", "SUV cannot be computed: the images are not corrected for attenuation.")
        )
    if facts.decay is DecayReference.NONE:
        raise NoSuv(
            message("SUV", "SUV cannot be computed: the images are not corrected for decay.")
        )
    if facts.decay is DecayReference.UNKNOWN and facts.corrected_to is None:
        raise _missing("DecayCorrection")


def _size(facts: PetFacts, kind: SuvKind) -> float:
    """What uptake is related to: grams of the body or of its lean part, or its surface in cm²."""
    weight_kg = facts.weight_kg
    if weight_kg is None or weight_kg <= 0:
        raise _missing("PatientWeight")
    if kind is SuvKind.BODY_WEIGHT:
        return weight_kg * KILO
    size_m = facts.size_m
    if size_m is None or size_m <= 0:
        raise _missing("PatientSize")
    if kind is SuvKind.BODY_SURFACE:
        return 0.007184 * math.pow(weight_kg, 0.425) * math.pow(size_m * 100, 0.725) * CM2_IN_M2
    return _lean_body_mass_kg(weight_kg, size_m, facts.sex) * KILO


def _lean_body_mass_kg(weight_kg: float, size_m: float, sex: str) -> float:
    """Janmahasatian et al., Clin Pharmacokinet 2005; 44: 1051."""
    mass_index = weight_kg / size_m**2
    if sex == "M":
        return 9270 * weight_kg / (6680 + 216 * mass_index)
    if sex == "F":
        return 9270 * weight_kg / (8780 + 244 * mass_index)
    raise _missing("PatientSex")


def _dose_at_correction(facts: PetFacts, first: PetFacts) -> float:
    """The injected dose, decayed to the moment the images' activity is corrected to, in Bq."""
    dose = facts.total_dose_bq
    if dose is None or dose <= 0:
        raise _missing("RadionuclideTotalDose")
    if dose < SMALLEST_DOSE_BQ:
        raise NoSuv(
            message(
                "SUV",
                "SUV cannot be computed: a RadionuclideTotalDose of {dose} Bq is not credible.",
                dose=f"{dose:g}",
            )
        )
    if facts.decay is DecayReference.ADMINISTRATION and facts.corrected_to is None:
        return dose
    half_life_s = facts.half_life_s
    if half_life_s is None or half_life_s <= 0:
        raise _missing("RadionuclideHalfLife")
    moment = _moment_of_correction(facts, first, half_life_s)
    uptake = moment - _injection(facts, moment)
    return dose * math.pow(2.0, -uptake.total_seconds() / half_life_s)


def _moment_of_correction(facts: PetFacts, first: PetFacts, half_life_s: float) -> datetime:
    """The start of the scan.

    The series' own time where it is not after the first acquisition: derived series carry the time they
    were made. Then the vendor's, then back from when the frame's average count rate was reached.
    """
    if facts.corrected_to is not None:
        return facts.corrected_to
    acquired = first.acquired_at
    if facts.series_at is not None and (acquired is None or facts.series_at <= acquired):
        return facts.series_at
    if facts.scanned_at is not None:
        return facts.scanned_at
    if acquired is None:
        raise _missing("SeriesTime, AcquisitionTime")
    if first.frame_reference_time_ms is None or not first.frame_duration_ms:
        return acquired
    decay = math.log(2) / (half_life_s * KILO)
    during = decay * first.frame_duration_ms
    average_ms = math.log(during / (1 - math.exp(-during))) / decay
    return acquired - timedelta(milliseconds=first.frame_reference_time_ms - average_ms)


def _injection(facts: PetFacts, moment: datetime) -> datetime:
    """The moment of injection; a time without a usable date is of `moment`'s day or of the day before."""
    stated = facts.injected_at
    if stated is not None and timedelta(0) <= moment - stated <= LONGEST_UPTAKE:
        return stated
    at = facts.injected_at_time or (stated.time() if stated is not None else None)
    if at is None:
        raise _missing("RadiopharmaceuticalStartDateTime")
    that_day = datetime.combine(moment.date(), at)
    return that_day if that_day <= moment else that_day - timedelta(days=1)


def _missing(name: str) -> NoSuv:
    return NoSuv(message("SUV", "SUV cannot be computed: {name} is missing.", name=name))
