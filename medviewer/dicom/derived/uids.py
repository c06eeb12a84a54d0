"""UIDs for objects: those that files state, mended where they are none, and names of our own."""

import re
import uuid

from medviewer.domain.tracking import ROOT

LEGAL = re.compile(r"(?=.{1,64}$)[0-9]+(\.[0-9]+)*")
DEVICE_UID = (
    f"{ROOT}{uuid.uuid5(uuid.NAMESPACE_DNS, 'medviewer').int}"  # of the program as an observer
)


def is_uid(text: str) -> bool:
    """Whether digits and points, at most 64; leading zeros are tolerated, as references must be literal."""
    return LEGAL.fullmatch(text) is not None


def as_uid(text: str) -> str:
    """The UID itself; for a stand-in where a file has none, always the same one (PS3.5 B.2)."""
    return text if is_uid(text) else f"{ROOT}{uuid.uuid5(uuid.NAMESPACE_OID, text).int}"
