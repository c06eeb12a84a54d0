"""One identity for a lesion through every object that speaks of it, and from one examination to the next.

The Tracking Unique Identifier (PS3.3 C.8.20.2, PS3.16 TID 1419) is one in SR, SEG and presentation state.
"""

import uuid
from dataclasses import dataclass

ROOT = "2.25."  # UIDs made of a UUID (PS3.5 B.2)


def tracking_uid(item_id: str) -> str:
    """The UID of a finding, measurement or segment: the same one whenever and wherever it is asked for."""
    try:
        number = uuid.UUID(item_id)
    except ValueError:  # an id of another shape
        number = uuid.uuid5(uuid.NAMESPACE_OID, item_id)
    return f"{ROOT}{number.int}"


@dataclass(frozen=True, slots=True)
class Tracking:
    """An item that is the same lesion as one of another examination, and bears that one's UID."""

    item_id: str
    uid: str


def tracking_uid_of(item_id: str, trackings: tuple[Tracking, ...]) -> str:
    """The UID it was matched to, or else its own."""
    return next((t.uid for t in trackings if t.item_id == item_id), tracking_uid(item_id))
