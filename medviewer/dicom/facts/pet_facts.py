"""What a PET header says for SUV (PS3.3 C.8.9, C.8.22), private attributes of Philips and GE among it."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone

from pydicom.dataset import Dataset

from medviewer.dicom.facts.modality_luts import PET_IMAGES
from medviewer.dicom.reading.attributes import first_item, number, raw_value, text, texts
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.suv import DecayReference, PetFacts

PET_KEYWORDS = (
    "TimezoneOffsetFromUTC",
    "PatientWeight",
    "PatientSize",
    "CorrectedImage",
    "DecayCorrection",
    "SUVType",
    "RadiopharmaceuticalInformationSequence",
    "FrameReferenceTime",
    "ActualFrameDuration",
    "DecayCorrected",
    "DecayCorrectionDateTime",
    "AttenuationCorrected",
)
PHILIPS_CREATOR, PHILIPS_SUV, PHILIPS_ACTIVITY = 0x70530010, 0x70531000, 0x70531009
GE_CREATOR, GE_SCAN_START = 0x00090010, 0x0009100D
PET_TAGS = frozenset((PHILIPS_CREATOR, PHILIPS_SUV, PHILIPS_ACTIVITY, GE_CREATOR, GE_SCAN_START))

MINUTES_A_DAY = 24 * 60
DATE = r"(\d{4})[.\-]?(\d\d)[.\-]?(\d\d)"  # dots are ACR-NEMA's
TIME = r"(\d\d):?(\d\d)?:?(\d\d)?(?:\.(\d{1,6}))?"
DATE_TIME = re.compile(rf"{DATE}\s*{TIME}\s*([+-]\d{{4}})?$")
TIME_OF_DAY = re.compile(rf"{TIME}$")


def pet_facts(dataset: Dataset, sop_class_uid: str, units: str) -> PetFacts | None:
    """The facts of a PET image, None of any other.

    Args:
        units: of its modality values.
    """
    if sop_class_uid not in PET_IMAGES and text(dataset, "Modality") != "PT":
        return None
    common = _common_facts(dataset, units)
    zone = _zone(text(dataset, "TimezoneOffsetFromUTC"))
    return replace(
        common,
        acquired_at=_acquired_at(dataset, zone),
        frame_reference_time_ms=number(dataset, "FrameReferenceTime"),
        frame_duration_ms=number(dataset, "ActualFrameDuration"),
    )


@recalled
def _common_facts(dataset: Dataset, units: str) -> PetFacts:
    """What the images of a series have in common."""
    tracer = first_item(dataset, "RadiopharmaceuticalInformationSequence") or Dataset()
    zone = _zone(text(dataset, "TimezoneOffsetFromUTC"))
    return PetFacts(
        units=units,
        suv_type=text(dataset, "SUVType"),
        decay=_decay(dataset),
        corrections=_corrections(dataset),
        series_at=_date_time(text(dataset, "SeriesDate") + text(dataset, "SeriesTime"), zone),
        corrected_to=_date_time(text(dataset, "DecayCorrectionDateTime"), zone),
        scanned_at=_ge_scan_start(dataset, zone),
        injected_at=_date_time(text(tracer, "RadiopharmaceuticalStartDateTime"), zone),
        injected_at_time=_time_of_day(text(tracer, "RadiopharmaceuticalStartTime")),
        half_life_s=number(tracer, "RadionuclideHalfLife"),
        total_dose_bq=number(tracer, "RadionuclideTotalDose"),
        weight_kg=number(dataset, "PatientWeight"),
        size_m=number(dataset, "PatientSize"),
        sex=text(dataset, "PatientSex"),
        philips_suv=_philips(dataset, PHILIPS_SUV),
        philips_activity=_philips(dataset, PHILIPS_ACTIVITY),
    )


def _decay(dataset: Dataset) -> DecayReference:
    stated = text(dataset, "DecayCorrection").upper() or {"NO": "NONE"}.get(
        text(dataset, "DecayCorrected").upper(), ""
    )
    return DecayReference(stated) if stated in set(DecayReference) else DecayReference.UNKNOWN


def _corrections(dataset: Dataset) -> tuple[str, ...]:
    """Corrected Image, or what enhanced PET says in its place."""
    stated = tuple(one.upper() for one in texts(dataset, "CorrectedImage") if one)
    attenuation = text(dataset, "AttenuationCorrected").upper()
    if stated or not attenuation:
        return stated
    return ("ATTN",) if attenuation == "YES" else ("NOT ATTN",)


def _acquired_at(dataset: Dataset, zone: timezone | None) -> datetime | None:
    stated = text(dataset, "AcquisitionDateTime")
    return _date_time(
        stated or text(dataset, "AcquisitionDate") + text(dataset, "AcquisitionTime"), zone
    )


def _ge_scan_start(dataset: Dataset, zone: timezone | None) -> datetime | None:
    if "GEMS_PETD" not in _private(dataset, GE_CREATOR):
        return None
    return _date_time(_private(dataset, GE_SCAN_START), zone)


def _philips(dataset: Dataset, tag: int) -> float | None:
    """A positive factor of Philips' private group; 0 stands for none there."""
    if "PHILIPS" not in _private(dataset, PHILIPS_CREATOR).upper():
        return None
    try:
        factor = float(_private(dataset, tag))
    except ValueError:
        return None
    return factor if 0 < factor < float("inf") else None


def _private(dataset: Dataset, tag: int) -> str:
    found = raw_value(dataset, tag)
    return found[1].decode("ascii", "replace").strip("\0 ") if found else ""


def _zone(stated: str) -> timezone | None:
    if not re.fullmatch(r"[+-]\d{4}", stated):
        return None
    minutes = int(stated[1:3]) * 60 + int(stated[3:5])
    if minutes >= MINUTES_A_DAY:
        return None
    return timezone(timedelta(minutes=-minutes if stated[0] == "-" else minutes))


def _date_time(stated: str, zone: timezone | None) -> datetime | None:
    """A moment in the clock of the data set; one with a time zone of its own is brought to it."""
    match = DATE_TIME.match(stated.strip())
    if match is None:
        return None
    numbers = [int(one) if one else 0 for one in match.groups()[:6]]
    try:
        year, month, day, hour, minute, second = numbers
        moment = datetime(year, month, day, hour, minute, second, _microseconds(match.group(7)))
        own = _zone(match.group(8) or "")
        if own is not None and zone is not None:
            moment = moment.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment


def _time_of_day(stated: str) -> time | None:
    match = TIME_OF_DAY.match(stated.strip())
    if match is None:
        return None
    hour, minute, second = (int(one) if one else 0 for one in match.groups()[:3])
    try:
        return time(hour, minute, second, _microseconds(match.group(4)))
    except ValueError:
        return None


def _microseconds(fraction: str | None) -> int:
    return int((fraction or "0").ljust(6, "0"))
