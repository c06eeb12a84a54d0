"""Earlier versions of a document, as later ones name them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Predecessor:
    """An earlier version of a document (Predecessor Documents Sequence, C.17.2.3)."""

    study_instance_uid: str
    series_instance_uid: str
    sop_class_uid: str
    sop_instance_uid: str
