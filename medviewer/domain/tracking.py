"""One identity for a lesion through every object that speaks of it, and from one examination to the next.

The Tracking Unique Identifier (PS3.3 C.8.20.2, PS3.16 TID 1419) is one in SR, SEG and presentation state.
"""

import uuid
from dataclasses import dataclass

LONGEST_UID = 64  # characters, PS3.5 section 9.1
ROOT = "2.25."  # UIDs made of a UUID (PS3.5 B.2)


def tracking_uid(item_id: str) -> str:
    """The UID of a finding, measurement or segment: the same one whenever and wherever it is asked for."""
    try:
        number = uuid.UUID(item_id)
    except ValueError:  # an id of another shape
        number = uuid.uuid5(uuid.NAMESPACE_OID, item_id)
    return f"{ROOT}{number.int}"


def item_id_of(uid: str) -> str | None:
    """The id of the item that bears this UID of its own accord; None where no item of ours can."""
    number = uid.removeprefix(ROOT)
    is_ours = uid.startswith(ROOT) and number.isascii() and number.isdigit()
    if not is_ours or len(uid) > LONGEST_UID or int(number) >= 1 << 128:
        return None
    return str(uuid.UUID(int=int(number)))


@dataclass(frozen=True, slots=True)
class Tracking:
    """An item that is the same lesion as one of another examination, and bears that one's UID."""

    item_id: str
    uid: str


def tracking_uid_of(item_id: str, trackings: tuple[Tracking, ...]) -> str:
    """The UID it was matched to, or else its own."""
    return next((t.uid for t in trackings if t.item_id == item_id), tracking_uid(item_id))
