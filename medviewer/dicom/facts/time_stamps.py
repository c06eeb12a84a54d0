"""DICOM's dates and times (PS3.5 section 6.2, DT) as seconds: how long from one to another."""

import re
from datetime import UTC, datetime

STAMP = re.compile(r"(\d{8})(\d{2})(\d{2})?(\d{2})?(\.\d{1,6})?")


def seconds_of(stamp: str) -> float | None:
    """Seconds since a day long ago; None where the time of day is missing or malformed.

    An offset from UTC is left out: what is compared here comes from one scanner.
    """
    found = STAMP.match(stamp)
    if found is None:
        return None
    day, hour, minute, second, fraction = found.groups()
    text = f"{day}{hour}{minute or '00'}{second or '00'}"
    try:
        moment = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment.timestamp() + float(fraction or 0)
