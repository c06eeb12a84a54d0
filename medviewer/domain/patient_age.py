"""How old a patient was when the images were made."""

import re
from datetime import date

from medviewer.domain.study import Study
from medviewer.words import Message, mark, message

YEARS_IN = {"D": 1 / 365.25, "W": 7 / 365.25, "M": 1 / 12, "Y": 1.0}  # Age String, PS3.5 6.2
OLDEST_YEARS = (
    130  # a birth date further back is a placeholder ("19000101" is not: nobody can tell)
)
YOUNG_MONTHS = 24  # below, months tell more than years
ONE = {
    "Y": message("Canvas", "1 year"),
    "M": message("Canvas", "1 month"),
    "W": message("Canvas", "1 week"),
    "D": message("Canvas", "1 day"),
}
SEVERAL = {
    "Y": mark("Canvas", "{count} years"),
    "M": mark("Canvas", "{count} months"),
    "W": mark("Canvas", "{count} weeks"),
    "D": mark("Canvas", "{count} days"),
}
AGE_STRING = re.compile(r"\s*(\d{1,3})\s*([DWMY])\s*", re.IGNORECASE)


def age_years(study: Study) -> float | None:
    """Patient's Age (0010,1010), else completed years from birth to study date; None where neither says.

    "018M" is 1.5, "005Y" is 5.0: a child is five until its sixth birthday.
    """
    stated = AGE_STRING.fullmatch(study.patient.age)
    if stated is not None:
        return int(stated[1]) * YEARS_IN[stated[2].upper()]
    birth, day = _date(study.patient.birth_date), _date(study.study_date)
    if birth is None or day is None or day < birth:
        return None
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return float(years) if years <= OLDEST_YEARS else None


def age_words(value: str) -> Message | str:
    """DICOM's 063Y in words, also without its leading zeros; anything else as it stands."""
    found = re.fullmatch(r"([0-9]{1,3})([DWMY])", value)
    if found is None:
        return value
    count, unit = int(found[1]), found[2]
    return ONE[unit] if count == 1 else message("Canvas", SEVERAL[unit], count=count)


def age_at_study(study: Study) -> Message | str:
    """As the header states it, else from birth to study date: years, of the youngest months, or days."""
    if study.patient.age.strip():
        return age_words(study.patient.age.strip())
    birth, day = _date(study.patient.birth_date), _date(study.study_date)
    if age_years(study) is None or birth is None or day is None:
        return ""
    months = 12 * (day.year - birth.year) + day.month - birth.month - (day.day < birth.day)
    if months >= YOUNG_MONTHS:
        return age_words(f"{months // 12}Y")
    return age_words(f"{months}M" if months else f"{(day - birth).days}D")


def _date(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if len(text) == 8 else None
    except ValueError:
        return None
