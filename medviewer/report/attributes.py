"""DICOM attribute values and times as a reader expects to see them; nothing is guessed."""

import re
from datetime import datetime

NOT_STATED = "–"
# Control characters, and marks that turn the direction of writing and so can disguise a name.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Text from a file or a reader without characters that cannot be seen."""
    return INVISIBLE.sub("", text).strip()


def stated(text: str) -> str:
    """The text, or a dash where the header says nothing."""
    return plain(text) or NOT_STATED


def date_text(value: str) -> str:
    """DA (PS3.5 6.2) `20240131` as `2024-01-31`; anything else as it stands; zeros are no date."""
    if not plain(value).strip("0."):
        return stated("")
    match = re.fullmatch(r"(\d{4})\.?(\d\d)\.?(\d\d)", plain(value))
    return "-".join(match.groups()) if match else stated(value)


def time_text(value: str) -> str:
    """TM `093015.25` as `09:30`; nothing where there is none."""
    match = re.match(r"(\d\d):?(\d\d)", plain(value))
    return ":".join(match.groups()) if match else ""


def moment_text(iso: str) -> str:
    """ISO 8601 as `2024-01-31 09:30 UTC`, or with its offset."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return stated(iso)
    zone = moment.strftime("%z")
    name = "UTC" if zone == "+0000" else f"{zone[:3]}:{zone[3:]}" if zone else ""
    return f"{moment:%Y-%m-%d %H:%M} {name}".strip()
