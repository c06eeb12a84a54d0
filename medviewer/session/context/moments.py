"""Dates and times as people, FHIR and DICOM write them; what can be read in two ways is not read at all."""

import re
from datetime import datetime

DATE = (
    r"(?:(?P<y1>(?:19|20)\d\d)[-./年](?P<m1>\d{1,2})[-./月](?P<d1>\d{1,2})日?"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d)"
    r"|(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y3>(?:19|20)\d\d)"
    r"|(?P<y4>(?:19|20)\d\d)(?P<m4>\d\d)(?P<d4>\d\d)(?!\d))"
)
TIME = r"(?:[T\s,]+(?P<hour>[0-2]?\d)[:.hH](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d))?"
MOMENT = re.compile(rf"(?<![\d./-]){DATE}{TIME}")


def moment_in(text: str) -> str:
    """The first date, with its time, as DICOM writes it (DT without offset); "" where none is certain."""
    match = MOMENT.search(text)
    return _dicom(match) if match else ""


def without_moment(text: str) -> str:
    """The text without the date that `moment_in` finds."""
    match = MOMENT.search(text)
    return (
        text if match is None or not _dicom(match) else text[: match.start()] + text[match.end() :]
    )


def moment_words(dicom: str) -> str:
    """`20261120083000` as `2026-11-20 08:30`."""
    match = re.fullmatch(r"(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)\d*)?", dicom)
    if match is None:
        return ""
    day = "-".join(part for part in match.groups()[:3] if part)
    return f"{day} {match[4]}:{match[5]}" if match[4] else day


def _dicom(match: re.Match[str]) -> str:
    found = match.groupdict()
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"]
    month, day = (
        found["m1"] or found["m2"] or found["m4"],
        found["d1"] or found["d2"] or found["d4"],
    )
    if found["a"] is not None:
        day, month = _parted(int(found["a"]), int(found["b"]))
    try:
        datetime(int(year), int(month), int(day))
    except ValueError:
        return ""
    clock = (
        f"{int(found['hour']):02}{found['minute']}{found['second'] or '00'}"
        if found["hour"]
        else ""
    )
    return f"{int(year):04}{int(month):02}{int(day):02}{clock}"


def _parted(first: int, second: int) -> tuple[str, str]:
    """Day and month of 13/02 or 02/13; of 01/02 nobody knows."""
    if first > 12 >= second or first == second:
        return str(first), str(second)
    if second > 12 >= first:
        return str(second), str(first)
    return "0", "0"
